package io.tarry.engine;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * A file that is only appended to, for what a search does not keep in memory. Safe for several
 * threads. Whatever goes wrong is an {@link UncheckedIOException} that names the file.
 */
final class BlockFile implements Closeable {

  /** A place in the file, and the checksum of what stands there. */
  record Extent(long offset, int length, int checksum) {}

  private final Path path;
  private final FileChannel channel;
  private long end;

  private BlockFile(Path path, FileChannel channel, long end) {
    this.path = path;
    this.channel = channel;
    this.end = end;
  }

  /** A new, empty file; one that was there is lost. */
  static BlockFile create(Path path) {
    return open(
        path,
        0,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE);
  }

  /** A new, empty file that is gone when it is closed. */
  static BlockFile createTemporary(Path path) {
    return open(
        path,
        0,
        StandardOpenOption.CREATE_NEW,
        StandardOpenOption.DELETE_ON_CLOSE,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE);
  }

  /** A file of which what comes after its first so many bytes does not count. */
  static BlockFile reopen(Path path, long length) {
    BlockFile file = open(path, length, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      file.channel.truncate(length);
      return file;
    } catch (IOException e) {
      throw file.failed("written", e);
    }
  }

  private static BlockFile open(Path path, long end, StandardOpenOption... options) {
    try {
      return new BlockFile(path, FileChannel.open(path, options), end);
    } catch (IOException e) {
      throw failed(path, "opened", e);
    }
  }

  long length() {
    return end;
  }

  synchronized Extent append(byte[] bytes) {
    try {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer, end + buffer.position());
      }
      Extent written = new Extent(end, bytes.length, checksum(bytes));
      end += bytes.length;
      return written;
    } catch (IOException e) {
      throw failed("written", e);
    }
  }

  /** Reads what was appended, and makes sure that it is that. */
  byte[] read(Extent extent) {
    ByteBuffer buffer = ByteBuffer.allocate(extent.length);
    try {
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, extent.offset + buffer.position()) < 0) {
          throw new EOFException("it ends too early");
        }
      }
    } catch (IOException e) {
      throw failed("read", e);
    }
    if (checksum(buffer.array()) != extent.checksum) {
      throw failed("read", new IOException("it is damaged: a checksum is wrong"));
    }
    return buffer.array();
  }

  /** Makes sure that what was appended outlives a crash of the machine. */
  void force() {
    try {
      channel.force(false);
    } catch (IOException e) {
      throw failed("written", e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw failed("closed", e);
    }
  }

  static int checksum(byte[] bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes);
    return (int) checksum.getValue();
  }

  private UncheckedIOException failed(String verb, IOException cause) {
    return failed(path, verb, cause);
  }

  static UncheckedIOException failed(Path path, String verb, IOException cause) {
    String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return new UncheckedIOException(path + " cannot be " + verb + ": " + reason, cause);
  }
}
