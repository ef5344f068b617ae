package io.tarry.report.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.check.CaseResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** A folder into which a test has results written. */
abstract class GalleryFolder {

  static final String ID = "fin-from-last-ack-never-answered-by-rst";

  @TempDir Path out;

  /** Writes these results there, with pictures or without. */
  final WrittenFiles write(boolean render, CaseResult... results) {
    try (Gallery gallery =
        new Gallery(out, render ? Gallery.Drawn.SVG_AND_MISSING_PNG : Gallery.Drawn.NOTHING)) {
      return gallery.write(List.of(results));
    }
  }

  static void assertSameBytes(Map<String, byte[]> found, Map<String, byte[]> expected) {
    assertThat(found.keySet()).isEqualTo(expected.keySet());
    assertThat(found)
        .allSatisfy((name, bytes) ->
            assertThat(Arrays.mismatch(bytes, expected.get(name)))
                .as("the first byte that differs")
                .isNegative());
  }

  /** The files that are there now. */
  final List<String> names() throws IOException {
    return List.copyOf(contents().keySet());
  }

  /** The files that are there now, and what is in each. */
  final Map<String, byte[]> contents() throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(out)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = out.relativize(file).toString().replace('\\', '/');
        contents.put(name, Files.readAllBytes(file));
      }
    }
    return contents;
  }
}
