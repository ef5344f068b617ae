package io.tarry.engine.spark;

import java.io.File;
import java.net.URI;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** A file system of which each JVM has its own, as disks of machines are. */
public final class OwnFiles extends RawLocalFileSystem {

  @Override
  public URI getUri() {
    return URI.create("own:///");
  }

  @Override
  public File pathToFile(Path path) {
    String folder = getConf().get("tarry.test.folder");
    return new File(folder + "/" + ProcessHandle.current().pid() + path.toUri().getPath());
  }
}
