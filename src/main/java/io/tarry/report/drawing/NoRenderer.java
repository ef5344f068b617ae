package io.tarry.report.drawing;

import java.util.List;
import java.util.Optional;

/** Draws nothing, and says why. */
record NoRenderer(String reason) implements Renderer {

  @Override
  public Optional<String> svg(Drawing drawing) {
    return Optional.empty();
  }

  @Override
  public Optional<byte[]> png(String svg) {
    return Optional.empty();
  }

  @Override
  public List<String> missing() {
    return List.of(reason);
  }

  @Override
  public void close() {}
}
