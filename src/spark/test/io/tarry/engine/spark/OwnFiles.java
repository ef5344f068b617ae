package io.tarry.engine.spark;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
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
    String pid = String.valueOf(ProcessHandle.current().pid());
    var own = java.nio.file.Path.of(getConf().get("tarry.test.folder"), pid);
    try {
      Files.createDirectories(own);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return new File(own + path.toUri().getPath());
  }
}
