package io.tarry.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C: the first one ends the search that runs and lets the command say what it has so far. The
 * JVM, which is on its way down then, waits a while for that, and ends with exit code 130.
 */
final class Interruption {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final CountDownLatch DONE = new CountDownLatch(1);
  private static volatile boolean wanted;

  private Interruption() {}

  /** Begins to listen. */
  static void listen() {
    Runtime.getRuntime().addShutdownHook(new Thread(Interruption::interrupt, "tarry-interruption"));
  }

  private static void interrupt() {
    wanted = true;
    try {
      // False if the command takes longer: nobody would wait for it any more.
      boolean unusedInTime = DONE.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException nobodyInterruptsThis) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the command is to end. */
  static boolean isWanted() {
    return wanted;
  }

  /** Says that the command has said all. */
  static void done() {
    DONE.countDown();
  }
}
