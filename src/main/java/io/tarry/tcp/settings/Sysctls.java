package io.tarry.tcp.settings;

/**
 * A host's settings, by their Linux names. Times are in ticks of the scenario, whose {@code
 * timeWait} stands for the 60 seconds of Linux.
 *
 * @param timestamps {@code tcp_timestamps}: whether to offer and accept timestamps (RFC 7323)
 * @param twReuse {@code tcp_tw_reuse}: 0 never, 1 always, 2 over loopback only, which does not
 *     occur here
 * @param twReuseDelay {@code tcp_tw_reuse_delay}: how long an entry is in TIME-WAIT before it may
 *     be reused
 * @param twRecycle {@code tcp_tw_recycle}, as it was before Linux 4.12: TIME-WAIT lasts 3.5 RTO,
 *     and the last timestamp of each peer address is kept, and compared with that of its next SYN
 * @param maxTwBuckets {@code tcp_max_tw_buckets}: how many TIME-WAIT entries fit, or {@link
 *     Settings#UNLIMITED}; where there is no room, TIME-WAIT is skipped
 * @param finTimeout {@code tcp_fin_timeout}: how long FIN-WAIT-2 lasts where nobody reads any more
 */
public record Sysctls(
    boolean timestamps,
    int twReuse,
    int twReuseDelay,
    boolean twRecycle,
    int maxTwBuckets,
    int finTimeout) {

  /** Nothing is reused, recycled or limited; no timestamps. */
  public static Sysctls none(int finTimeout) {
    return new Sysctls(false, 0, 1, false, Settings.UNLIMITED, finTimeout);
  }

  /** A copy with or without timestamps. */
  public Sysctls withTimestamps(boolean used) {
    return new Sysctls(used, twReuse, twReuseDelay, twRecycle, maxTwBuckets, finTimeout);
  }

  /** A copy with this {@code tcp_tw_reuse} and delay. */
  public Sysctls withReuse(int reuse, int delay) {
    return new Sysctls(timestamps, reuse, delay, twRecycle, maxTwBuckets, finTimeout);
  }

  /** A copy with or without {@code tcp_tw_recycle}. */
  public Sysctls withRecycling(boolean recycles) {
    return new Sysctls(timestamps, twReuse, twReuseDelay, recycles, maxTwBuckets, finTimeout);
  }

  /** A copy with this {@code tcp_max_tw_buckets}. */
  public Sysctls withTwBuckets(int room) {
    return new Sysctls(timestamps, twReuse, twReuseDelay, twRecycle, room, finTimeout);
  }

  /** A copy with this {@code tcp_fin_timeout}. */
  public Sysctls withFinTimeout(int ticks) {
    return new Sysctls(timestamps, twReuse, twReuseDelay, twRecycle, maxTwBuckets, ticks);
  }
}
