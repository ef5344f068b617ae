package io.tarry.report.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.OtherJvm;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class V8LibraryTest {

  @TempDir private Path folder;

  @Test
  void what_is_unpacked_is_whole_and_is_left_alone_afterwards() throws IOException {
    URL packed = Files.writeString(folder.resolve("packed"), "as packed").toUri().toURL();
    Path file = folder.resolve("kept/here/library");

    V8Library.unpack(packed, file);
    assertThat(file).hasContent("as packed");

    Files.writeString(file, "AS PACKED");
    V8Library.unpack(packed, file);
    assertThat(file).hasContent("AS PACKED");

    Files.writeString(file, "cut");
    V8Library.unpack(packed, file);
    assertThat(file).hasContent("as packed");
    assertThat(names(file.getParent())).containsExactly("library");
  }

  @Test
  void a_kept_library_serves_the_next_start() throws Exception {
    Path kept = folder.resolve("v8");
    assertThat(drawnBy(kept)).isEqualTo("drawn");
    List<String> names = names(kept);
    assertThat(names).hasSize(1);
    FileTime before = FileTime.fromMillis(86_400_000);
    Files.setLastModifiedTime(kept.resolve(names.get(0)), before);

    assertThat(drawnBy(kept)).isEqualTo("drawn");

    assertThat(names(kept)).isEqualTo(names);
    assertThat(Files.getLastModifiedTime(kept.resolve(names.get(0)))).isEqualTo(before);
  }

  @Test
  void where_nothing_can_be_kept_it_draws_all_the_same() throws Exception {
    Path inTheWay = Files.writeString(folder.resolve("v8"), "a file");

    assertThat(drawnBy(inTheWay)).isEqualTo("drawn");

    assertThat(inTheWay).hasContent("a file");
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  /** What a JVM says that is told to keep the library there. */
  private static String drawnBy(Path kept) throws Exception {
    Process other = OtherJvm.start(Draws.class, List.of("-Dtarry.v8.folder=" + kept), List.of());
    String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(other.waitFor()).isZero();
    return said;
  }

  /** Draws by V8 alone. */
  static final class Draws {
    private Draws() {}

    public static void main(String[] args) {
      try (GraphvizRenderer renderer = GraphvizRenderer.start(List.of(new VizJsEngine()))) {
        System.out.print(renderer.svg("digraph {}").isPresent() ? "drawn" : "not drawn");
      }
    }
  }
}
