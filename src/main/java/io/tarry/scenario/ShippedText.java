package io.tarry.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The texts that the program brings with it. */
public final class ShippedText {

  private ShippedText() {}

  /**
   * One of them, with lines that end in {@code \n}. A library could not read it where Tarry is a
   * module: only a module itself finds what lies in its packages.
   *
   * @param owner the class beside which it lies
   * @param name its path from there
   * @throws IllegalStateException if the program lacks it
   */
  public static String read(Class<?> owner, String name) {
    try (InputStream in = owner.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the program is not whole: it has no " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
