package io.tarry.engine.checkpoint;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A folder that one search uses alone. A lock on a file keeps other processes out; the system takes
 * it back when this one ends, however it ends. Searches of this process are kept out before they
 * come near the file: a process that closes one of several channels to a file loses its locks on it
 * (POSIX, fcntl).
 */
final class FolderLock implements AutoCloseable {

  private static final String FILE = "lock";
  private static final Set<Path> OF_THIS_PROCESS = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;

  private FolderLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /** Takes a folder, which is made if there is none; nothing if a search has it. */
  static Optional<FolderLock> take(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path real = folder.toRealPath();
    if (!OF_THIS_PROCESS.add(real)) {
      return Optional.empty();
    }
    boolean taken = false;
    try {
      FileChannel channel =
          FileChannel.open(real.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      taken = channel.tryLock() != null;
      if (taken) {
        return Optional.of(new FolderLock(real, channel));
      }
      channel.close();
      return Optional.empty();
    } finally {
      if (!taken) {
        OF_THIS_PROCESS.remove(real);
      }
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      OF_THIS_PROCESS.remove(folder);
    }
  }
}
