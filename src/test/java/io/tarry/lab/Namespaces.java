package io.tarry.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The network namespaces that the threads of this process are in. */
final class Namespaces {

  private Namespaces() {}

  /** Fails if any is left but that of the process. */
  static void requireNoneLeft() throws IOException {
    Set<String> namespaces = Set.of();
    for (int i = 0; i < 100; i++) {
      namespaces = ofThreads();
      if (namespaces.size() == 1) {
        return; // a thread that ends may take a moment
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    assertThat(namespaces).hasSize(1);
  }

  private static Set<String> ofThreads() throws IOException {
    try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
      return threads
          .map(Namespaces::of)
          .filter(name -> !name.isEmpty())
          .collect(Collectors.toSet());
    }
  }

  private static String of(Path thread) {
    try {
      return Files.readSymbolicLink(thread.resolve("ns/net")).toString();
    } catch (IOException e) {
      return ""; // it has ended
    }
  }
}
