package io.tarry.engine.spark;

import io.tarry.engine.CheckpointException;
import io.tarry.engine.ClusterException;
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
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.apache.hadoop.conf.Configuration;
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

  private static final String OF_THE_DRIVER = "driver";

  private final JavaSparkContext context;
  private final Jobs jobs;
  private final Folder folder;

  ShardFiles(JavaSparkContext context, Jobs jobs, URI shared) {
    this.context = context;
    this.jobs = jobs;
    Configuration settings = context.hadoopConfiguration();
    Path own = new Path(new Path(shared), "tarry-" + UUID.randomUUID());
    try {
      Path whole = FileSystem.get(shared, settings).makeQualified(own);
      folder = new Folder(whole.toUri(), new SerializableConfiguration(settings));
    } catch (IOException failure) {
      throw new UncheckedIOException(
          shared + " cannot hold checkpoints: " + failure.getMessage(), failure);
    }
  }

  /**
   * Has so many tasks see what the driver wrote, and the other way round.
   *
   * @throws ClusterException if an executor does not see the folder
   */
  void requireSharedBy(int tasks) {
    Folder here = folder;
    try {
      here.make(OF_THE_DRIVER);
    } catch (IOException failure) {
      throw new UncheckedIOException(here.uri + " cannot be written: " + failure.getMessage(), failure);
    }
    List<String> hosts =
        jobs.result(
            context
                .parallelize(numbers(tasks), tasks)
                .map(task -> {
                  here.make(ofTask(task));
                  return here.has(OF_THE_DRIVER) ? "" : InetAddress.getLocalHost().getHostName();
                }));
    try {
      for (int task = 0; task < tasks; task++) {
        if (!hosts.get(task).isEmpty() || !here.has(ofTask(task))) {
          throw new ClusterException(
              here.uri
                  + " is not shared: an executor"
                  + (hosts.get(task).isEmpty() ? "" : " on " + hosts.get(task))
                  + " and the driver do not see each other's files there; name a folder that all"
                  + " machines see");
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(here.uri + " cannot be read: " + failure.getMessage(), failure);
    }
  }

  private static String ofTask(int task) {
    return "task-" + task;
  }

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  /** The same shards, of which nothing is left to compute again but the reading of a file. */
  JavaRDD<Shard> writtenAndRead(JavaRDD<Shard> shards, int level, int partitions) {
    Folder here = folder;
    List<Content> contents =
        jobs.result(
            shards.mapPartitionsWithIndex(
                (partition, shard) ->
                    List.of(here.write(name(level, partition), shard.next())).iterator(),
                true));
    return context
        .parallelize(numbers(partitions), partitions)
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

    void make(String name) throws IOException {
      files().create(new Path(new Path(uri), name), true).close();
    }

    boolean has(String name) throws IOException {
      return files().exists(new Path(new Path(uri), name));
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
