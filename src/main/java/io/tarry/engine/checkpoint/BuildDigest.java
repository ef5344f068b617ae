package io.tarry.engine.checkpoint;

import io.tarry.engine.store.SpillFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells one build of a program from another by the bytes of its classes. */
public final class BuildDigest {

  private static final int DIGEST_BYTES_SHOWN = 8;

  // A class always comes from the same place, so it is enough to ask once.
  private static final ClassValue<String> BUILDS =
      new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
          CodeSource source = type.getProtectionDomain().getCodeSource();
          return source == null || source.getLocation() == null
              ? "Java " + Runtime.version() // which has no place of its own
              : digest(placeOf(source));
        }
      };

  private BuildDigest() {}

  /** The builds that these classes are of, each named once. */
  public static String buildOf(Class<?>... types) {
    return Arrays.stream(types).map(BUILDS::get).distinct().collect(Collectors.joining(" and "));
  }

  private static Path placeOf(CodeSource source) {
    try {
      return Path.of(source.getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a program without a place: " + source.getLocation(), e);
    }
  }

  /** Of a jar, or of a folder of classes: the same bytes, the same digest. */
  public static String digest(Path place) {
    MessageDigest digest = sha256();
    try (Stream<Path> walk = Files.walk(place)) {
      List<Path> files = walk.filter(Files::isRegularFile).sorted().toList();
      for (Path file : files) {
        String name = place.relativize(file).toString();
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        update(digest, file);
      }
    } catch (IOException e) {
      throw SpillFile.failed(place, "read", e);
    }
    return HexFormat.of().formatHex(digest.digest(), 0, DIGEST_BYTES_SHOWN);
  }

  private static void update(MessageDigest digest, Path file) throws IOException {
    MessageDigest ofFile = sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), ofFile)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    digest.update(ofFile.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each Java has SHA-256", e);
    }
  }
}
