package io.tarry.report.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A folder for reports, each of which is written completely or not at all. */
final class ReportFolder {

  private final Path path;

  /**
   * Creates the folder if there is none.
   *
   * @throws ReportException if that is impossible, or if it is a link, which could lead anywhere
   */
  ReportFolder(Path path) {
    this.path = path;
    try {
      if (Files.isSymbolicLink(path)) {
        throw new FileSystemException(path.toString(), null, "it is a symbolic link");
      }
      Files.createDirectories(path);
    } catch (IOException e) {
      throw new ReportException(path, e);
    }
  }

  Path file(String name) {
    return path.resolve(name);
  }

  /** The names of the folders in it, except links, in order. */
  List<String> folders() {
    return inside(each -> Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS));
  }

  private List<String> inside(Predicate<Path> wanted) {
    try (Stream<Path> inside = Files.list(path)) {
      return inside.filter(wanted).map(each -> each.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new ReportException(path, e);
    }
  }

  /** Whether there is such a file, which is neither a folder nor a link. */
  boolean has(String name) {
    return Files.isRegularFile(file(name), LinkOption.NOFOLLOW_LINKS);
  }

  /** Whether there is such a file with exactly this text. */
  boolean has(String name, String text) {
    return has(name) && read(name).filter(text::equals).isPresent();
  }

  /** Whether both are there, and the one was written before the other. */
  boolean isOlder(String name, String other) {
    try {
      return has(name)
          && has(other)
          && Files.getLastModifiedTime(file(name)).compareTo(Files.getLastModifiedTime(file(other)))
              < 0;
    } catch (IOException e) {
      throw new ReportException(file(name), e);
    }
  }

  /** Writes text without changing its line ends; see {@link #write(String, byte[])}. */
  boolean write(String name, String text) {
    return write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes a file; at each moment there is either the old one or the new one.
   *
   * @return whether it differs from what was there
   * @throws ReportException if that is impossible
   */
  boolean write(String name, byte[] bytes) {
    Path file = file(name);
    String unguessed = Long.toHexString(ThreadLocalRandom.current().nextLong());
    Path draft = file("." + name + "." + unguessed + ".tmp");
    try {
      if (Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), bytes)) {
        return false;
      }
      try {
        Files.write(draft, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        move(draft, file);
      } finally {
        Files.deleteIfExists(draft);
      }
      return true;
    } catch (IOException e) {
      throw new ReportException(file, e);
    }
  }

  /**
   * Writes a file, unless there is one that Tarry did not write.
   *
   * @param mark a text that is in each file of this name written by Tarry
   * @return why it was not written, as a sentence
   */
  Optional<String> writeUnlessForeign(String name, String text, String mark) {
    if (Files.exists(file(name), LinkOption.NOFOLLOW_LINKS)
        && (!has(name) || read(name).filter(before -> before.contains(mark)).isEmpty())) {
      return Optional.of(
          "%s is left as it is: Tarry did not write it; choose another folder with --out"
              .formatted(file(name).toString().replace('\\', '/')));
    }
    write(name, text);
    return Optional.empty();
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

  /** Removes the files with these names and any of these extensions. */
  void remove(Set<String> names, List<String> endings) {
    Set<String> files = new HashSet<>();
    names.forEach(name -> endings.forEach(ending -> files.add(name + ending)));
    inside(each -> files.contains(each.getFileName().toString())).stream()
        .filter(this::has)
        .forEach(this::remove);
  }

  /**
   * The text of a file; empty if there is no file.
   *
   * @throws ReportException if it cannot be read
   */
  Optional<String> read(String name) {
    try {
      return Files.isRegularFile(file(name))
          ? Optional.of(new String(Files.readAllBytes(file(name)), StandardCharsets.UTF_8))
          : Optional.empty();
    } catch (IOException e) {
      throw new ReportException(file(name), e);
    }
  }

  /** The exception for a file that Tarry did not write, and so must not overwrite. */
  ReportException isNotOurs(String name) {
    return new ReportException(
        file(name),
        new FileSystemException(
            name, null, "what is there was not written by Tarry; choose another folder"));
  }
}
