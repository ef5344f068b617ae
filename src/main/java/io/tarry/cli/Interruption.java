package io.tarry.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C: the first one ends the present search, and the command prints the results so far. The
 * JVM, which is shutting down, waits a while for that, and ends with exit code 130.
 */
final class Interruption {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final CountDownLatch DONE = new CountDownLatch(1);
  private static volatile boolean wanted;

  private Interruption() {}

  /** Begins to wait for Ctrl-C. */
  static void listen() {
    Runtime.getRuntime().addShutdownHook(new Thread(Interruption::interrupt, "tarry-interruption"));
  }

  private static void interrupt() {
    wanted = true;
    try {
      // False if the command takes longer: then the JVM does not wait for it.
      boolean unusedInTime = DONE.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException nobodyInterruptsThis) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the command is to end. */
  static boolean isWanted() {
    return wanted;
  }

  /** Notes that the command has printed everything. */
  static void done() {
    DONE.countDown();
  }
}
