package io.tarry.engine.spark;

import io.tarry.engine.CheckpointException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Writes the shards of a level to a folder that all machines share, a file for each, and goes on
 * from what it reads there. The one who leads the search keeps how many words are in each file and
 * the checksum of the file; whoever reads it compares.
 */
final class ShardFiles {

  private final JavaSparkContext context;
  private final Folder folder;

  ShardFiles(JavaSparkContext context, URI shared) {
    this.context = context;
    Path path = new Path(new Path(shared), "tarry-" + UUID.randomUUID());
    folder = new Folder(path.toUri(), new SerializableConfiguration(context.hadoopConfiguration()));
  }

  /** The same shards, of which nothing is left to compute again but the reading of a file. */
  JavaRDD<Shard> writtenAndRead(JavaRDD<Shard> shards, int level, int partitions) {
    Folder here = folder;
    List<Content> contents =
        shards
            .mapPartitionsWithIndex(
                (partition, shard) ->
                    List.of(here.write(name(level, partition), shard.next())).iterator(),
                true)
            .collect();
    return context
        .parallelize(IntStream.range(0, partitions).boxed().toList(), partitions)
        .map(partition -> here.read(name(level, partition), contents.get(partition)));
  }

  /** Deletes all that was written. */
  void delete() {
    try {
      folder.files().delete(new Path(folder.uri), true);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot delete " + folder.uri, failure);
    }
  }

  private static String name(int level, int partition) {
    return "level-" + level + "-partition-" + partition;
  }

  /** What a file must have in it. */
  record Content(long words, long checksum) implements Serializable {}

  /** The folder, as each machine opens it. */
  record Folder(URI uri, SerializableConfiguration settings) implements Serializable {

    FileSystem files() throws IOException {
      return FileSystem.get(uri, settings.value());
    }

    /** Two attempts at a task may write at once: the one that is first stays. */
    Content write(String name, Shard shard) throws IOException {
      FileSystem files = files();
      Path file = new Path(new Path(uri), name);
      Path unfinished = file.suffix("-" + UUID.randomUUID());
      var checked = new CheckedOutputStream(files.create(unfinished, false), new CRC32C());
      try (var out = new ObjectOutputStream(new BufferedOutputStream(checked))) {
        out.writeObject(shard);
      }
      if (!files.rename(unfinished, file)) {
        files.delete(unfinished, false);
        if (!files.exists(file)) {
          throw new IOException("cannot write " + file);
        }
      }
      return new Content(shard.wordsHeld(), checked.getChecksum().getValue());
    }

    Shard read(String name, Content expected) throws IOException, ClassNotFoundException {
      Path file = new Path(new Path(uri), name);
      requireChecksum(file, expected.checksum());
      try (var in = new ObjectInputStream(new BufferedInputStream(open(file)))) {
        Shard shard = (Shard) in.readObject();
        if (shard.wordsHeld() != expected.words()) {
          throw damaged(file);
        }
        return shard;
      }
    }

    /** Before anything is made of the file, since what is damaged could be taken for anything. */
    private void requireChecksum(Path file, long checksum) throws IOException {
      var whole = new CheckedInputStream(open(file), new CRC32C());
      try (whole) {
        whole.transferTo(OutputStream.nullOutputStream());
      }
      if (whole.getChecksum().getValue() != checksum) {
        throw damaged(file);
      }
    }

    private static CheckpointException damaged(Path file) {
      return new CheckpointException(file + " is not what was written there");
    }

    private InputStream open(Path file) throws IOException {
      try {
        return files().open(file);
      } catch (FileNotFoundException absent) {
        var missing =
            new CheckpointException(file + " is not there: do all executors see the same folder?");
        missing.initCause(absent);
        throw missing;
      }
    }
  }
}
