package io.tarry.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A network namespace, and the one thread that is in it. The kernel takes the namespace away when
 * the thread and its descriptors are gone, however the process ends.
 */
final class Namespace implements AutoCloseable {

  private static final int CALL_SECONDS_MAX = 10;

  private static final Path SYSCTLS = Path.of("/proc/sys/net");

  private final ExecutorService thread;

  private Namespace(String name) {
    thread =
        Executors.newSingleThreadExecutor(task -> {
          Thread made = new Thread(task, "tarry-lab-" + name);
          made.setDaemon(true);
          return made;
        });
  }

  /**
   * Makes a namespace.
   *
   * @throws LabException if this machine does not allow it, and why
   */
  static Namespace open(String name) throws LabException, IOException {
    Namespace namespace = new Namespace(name);
    try {
      return namespace.make(() -> {
        enter();
        return namespace;
      });
    } catch (LabException | IOException | RuntimeException e) {
      namespace.close();
      throw e;
    }
  }

  private static void enter() throws LabException, IOException {
    Path mine = Path.of("/proc/thread-self/ns/net");
    Path before = Files.readSymbolicLink(mine);
    if (Libc.c().unshare(Libc.CLONE_NEWNET) < 0) {
      throw new LabException(
          "a network namespace may not be made here ("
              + Libc.name(Libc.errno())
              + "): run it as root, or in a namespace where you are, by: unshare -Ur ./tarry lab"
              + " ...");
    }
    if (Files.readSymbolicLink(mine).equals(before)) {
      throw new IOException("unshare() made no new network namespace");
    }
  }

  /** Makes something on the thread, where the machine may refuse it. */
  <T> T make(Callable<T> deed) throws LabException, IOException {
    try {
      return thread.submit(deed).get(CALL_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof LabException refused) {
        throw refused;
      }
      throw e.getCause() instanceof IOException known ? known : new IOException(e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("a call to the kernel takes longer than 10 s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Does something on the thread. */
  <T> T on(Callable<T> deed) throws IOException {
    try {
      return make(deed);
    } catch (LabException e) {
      throw new IOException(e);
    }
  }

  /** Sets sysctls of the namespace, whose names begin with that of their folder: "ipv4/...". */
  void sysctls(Map<String, String> all) throws IOException {
    on(() -> {
      all.forEach(Namespace::write);
      return true;
    });
  }

  /** A sysctl that this kernel does not have need not be set. */
  private static void write(String name, String value) {
    Path file = SYSCTLS.resolve(name);
    if (!Files.exists(file)) {
      return;
    }
    try {
      Files.writeString(file, value);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be set to " + value, e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
