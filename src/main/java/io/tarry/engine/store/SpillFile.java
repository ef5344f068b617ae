package io.tarry.engine.store;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * A file that is only appended to, for what a search does not keep in memory. Safe for several
 * threads. Whatever goes wrong is an {@link UncheckedIOException} that names the file.
 *
 * <p>A {@code FileChannel} would be closed when a thread that uses it is interrupted: the search
 * could neither go on nor show what it has found.
 */
public final class SpillFile implements Closeable {

  /** A place in the file, and the checksum of what stands there. */
  public record Extent(long offset, int length, int checksum) {}

  private final Path path;
  private final RandomAccessFile file;
  private final boolean temporary;
  private long end;

  private SpillFile(Path path, RandomAccessFile file, boolean temporary, long end) {
    this.path = path;
    this.file = file;
    this.temporary = temporary;
    this.end = end;
  }

  /** A new, empty file; one that was there is lost. */
  public static SpillFile create(Path path) {
    return open(path, 0, false);
  }

  /** A new, empty file that is gone when it is closed. */
  public static SpillFile createTemporary(Path path) {
    try {
      Files.createFile(path);
    } catch (IOException e) {
      throw failed(path, "opened", e);
    }
    return open(path, 0, true);
  }

  /** A file that was there before; what comes after its first so many bytes is cut off. */
  public static SpillFile reopen(Path path, long length) {
    if (!Files.exists(path)) {
      throw failed(path, "opened", new IOException("there is no such file"));
    }
    return open(path, length, false);
  }

  private static SpillFile open(Path path, long length, boolean temporary) {
    try {
      RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
      try {
        if (file.length() > length) {
          file.setLength(length);
        }
      } catch (IOException e) {
        file.close();
        throw e;
      }
      if (temporary) {
        // Where the system removes open files, it is gone even if this process is killed.
        boolean unusedGone = path.toFile().delete();
      }
      return new SpillFile(path, file, temporary, length);
    } catch (IOException e) {
      throw failed(path, "opened", e);
    }
  }

  public long length() {
    return end;
  }

  public synchronized Extent append(byte[] bytes) {
    try {
      file.seek(end);
      file.write(bytes);
      Extent written = new Extent(end, bytes.length, checksum(bytes));
      end += bytes.length;
      return written;
    } catch (IOException e) {
      throw failed("written", e);
    }
  }

  /** Reads what was appended, and makes sure that it is that. */
  public byte[] read(Extent extent) {
    byte[] bytes = new byte[extent.length];
    try {
      synchronized (this) {
        file.seek(extent.offset);
        file.readFully(bytes);
      }
    } catch (EOFException e) {
      throw failed("read", new IOException("it ends too early", e));
    } catch (IOException e) {
      throw failed("read", e);
    }
    if (checksum(bytes) != extent.checksum) {
      throw failed("read", new IOException("it is damaged: a checksum is wrong"));
    }
    return bytes;
  }

  /** Makes sure that what was appended outlives a crash of the machine. */
  public void force() {
    try {
      file.getFD().sync();
    } catch (IOException e) {
      throw failed("written", e);
    }
  }

  @Override
  public void close() {
    try {
      file.close();
      if (temporary) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw failed("closed", e);
    }
  }

  public static int checksum(byte[] bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes);
    return (int) checksum.getValue();
  }

  private UncheckedIOException failed(String verb, IOException cause) {
    return failed(path, verb, cause);
  }

  public static UncheckedIOException failed(Path path, String verb, IOException cause) {
    String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return new UncheckedIOException(path + " cannot be " + verb + ": " + reason, cause);
  }
}
