package io.tarry.report.drawing;

import com.caoccao.javet.enums.JSRuntimeType;
import com.caoccao.javet.exceptions.JavetException;
import com.caoccao.javet.interop.V8Host;
import com.caoccao.javet.interop.loader.IJavetLibLoadingListener;
import com.caoccao.javet.interop.loader.JavetLibLoader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Loads V8, a library of 40 MB that is packed in Javet's jar. Unpacking it takes as long as drawing
 * ten pictures, so the launcher names a folder that may keep it. Without such a folder it is
 * unpacked to a temporary one, which is removed once the library is loaded; Javet would leave it
 * there.
 */
final class V8Library {

  /** The folder that keeps the library, if there is one. */
  private static final Optional<Path> KEPT =
      Optional.ofNullable(System.getProperty("tarry.v8.folder")).map(Path::of);

  private static final Logger JAVET = Logger.getLogger("com.caoccao.javet");

  private V8Library() {}

  static V8Host load() throws IOException {
    Optional<Path> kept = KEPT.flatMap(V8Library::kept);
    AtomicReference<Optional<Path>> temporary = new AtomicReference<>(Optional.empty());
    JavetLibLoader.setLibLoadingListener(
        new IJavetLibLoadingListener() {
          @Override
          public File getLibPath(JSRuntimeType type) {
            return kept.orElseGet(
                    () -> {
                      Path path = temporary.get().orElseGet(V8Library::temporaryFolder);
                      temporary.set(Optional.of(path));
                      return path;
                    })
                .toFile();
          }

          @Override
          public boolean isDeploy(JSRuntimeType type) {
            return kept.isEmpty();
          }

          @Override
          public boolean isSuppressingError(JSRuntimeType type) {
            return true;
          }
        });
    try {
      V8Host host = V8Host.getV8Instance();
      if (!host.isLibraryLoaded()) {
        JavetException reason = host.getLastException();
        throw new IOException(
            "V8 does not load" + (reason == null ? "" : ": " + reason.getMessage()), reason);
      }
      return host;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      temporary.get().ifPresent(V8Library::remove);
    }
  }

  /** The folder, with the library unpacked in it; empty if that is impossible. */
  private static Optional<Path> kept(Path folder) {
    try {
      JavetLibLoader loader = new JavetLibLoader(JSRuntimeType.V8);
      URL packed = V8Library.class.getResource(loader.getResourceFileName());
      if (packed == null) {
        return Optional.empty();
      }
      unpack(packed, folder.resolve(loader.getLibFileName()));
      return Optional.of(folder.toAbsolutePath());
    } catch (IOException | JavetException e) {
      JAVET.log(Level.FINE, "V8 cannot be kept in " + folder, e);
      return Optional.empty();
    }
  }

  /**
   * Puts a copy there, completely or not at all, unless there is one already. Its name contains the
   * version, so comparing the length is enough.
   */
  static void unpack(URL packed, Path file) throws IOException {
    URLConnection connection = packed.openConnection();
    connection.setUseCaches(false);
    try (InputStream in = connection.getInputStream()) {
      if (Files.isRegularFile(file) && Files.size(file) == connection.getContentLengthLong()) {
        return;
      }
      Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
      Path draft = Files.createTempFile(folder, file.getFileName() + ".", ".tmp");
      try {
        Files.copy(in, draft, StandardCopyOption.REPLACE_EXISTING);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(draft);
      }
    }
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("tarry-v8-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted(Comparator.reverseOrder())
          .map(Path::toFile)
          .filter(file -> !file.delete())
          // On Windows, a loaded library cannot be removed.
          .forEach(File::deleteOnExit);
    } catch (IOException | UncheckedIOException e) {
      JAVET.log(Level.FINE, "left behind: " + folder, e);
    }
  }
}
