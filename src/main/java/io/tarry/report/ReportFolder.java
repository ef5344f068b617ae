package io.tarry.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/** A folder that reports are written into, each as a whole or not at all. */
final class ReportFolder {

  private final Path path;

  /**
   * Makes the folder if there is none.
   *
   * @throws ReportException if that is impossible
   */
  ReportFolder(Path path) {
    this.path = path;
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw new ReportException(path, e);
    }
  }

  Path file(String name) {
    return path.resolve(name);
  }

  /** Writes text with its line ends as they are; see {@link #write(String, byte[])}. */
  boolean write(String name, String text) {
    return write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes a file; whoever looks sees the old one or the new one.
   *
   * @return whether it differs from what was there
   * @throws ReportException if that is impossible
   */
  boolean write(String name, byte[] bytes) {
    Path file = file(name);
    Path draft = file("." + name + "." + ProcessHandle.current().pid() + ".tmp");
    try {
      if (Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), bytes)) {
        return false;
      }
      try {
        Files.write(draft, bytes);
        move(draft, file);
      } finally {
        Files.deleteIfExists(draft);
      }
      return true;
    } catch (IOException e) {
      throw new ReportException(file, e);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  void remove(String name) {
    try {
      Files.deleteIfExists(file(name));
    } catch (IOException e) {
      throw new ReportException(file(name), e);
    }
  }

  /** Removes the pictures, by our kind of name, whose name without ending is not to be kept. */
  void removePictures(Predicate<String> keep) {
    try (Stream<Path> files = Files.list(path)) {
      List<String> names =
          files.filter(Files::isRegularFile).map(f -> f.getFileName().toString()).toList();
      for (String name : names) {
        Matcher picture = Names.PICTURE.matcher(name);
        if (picture.matches() && !keep.test(picture.group(1))) {
          remove(name);
        }
      }
    } catch (IOException e) {
      throw new ReportException(path, e);
    }
  }
}
