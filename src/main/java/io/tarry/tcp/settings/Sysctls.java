package io.tarry.tcp.settings;

/**
 * A host's settings under Linux names; times are in ticks. What Linux measures in seconds a
 * scenario measures in ticks of its own: its {@code timeWait} stands for Linux' 60 seconds.
 *
 * @param timestamps {@code tcp_timestamps}: whether to offer and accept timestamps (RFC 7323)
 * @param twReuse {@code tcp_tw_reuse}: 0 never, 1 always, 2 over loopback only, which no host here
 *     is
 * @param twReuseDelay {@code tcp_tw_reuse_delay}: how long an entry is in TIME-WAIT before it may
 *     be reused
 * @param twRecycle {@code tcp_tw_recycle}, as it was before Linux 4.12: TIME-WAIT lasts 3.5 RTO,
 *     and the last timestamp of each peer address is kept and asked of its next SYN
 * @param maxTwBuckets {@code tcp_max_tw_buckets}: how many TIME-WAIT entries fit, or {@link
 *     Settings#UNLIMITED}; where there is no room TIME-WAIT is skipped
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

  /** The same, with timestamps or without. */
  public Sysctls withTimestamps(boolean used) {
    return new Sysctls(used, twReuse, twReuseDelay, twRecycle, maxTwBuckets, finTimeout);
  }

  /** The same, reusing entries in TIME-WAIT or not, and after how long. */
  public Sysctls withReuse(int reuse, int delay) {
    return new Sysctls(timestamps, reuse, delay, twRecycle, maxTwBuckets, finTimeout);
  }

  /** The same, recycling entries in TIME-WAIT or not. */
  public Sysctls withRecycling(boolean recycles) {
    return new Sysctls(timestamps, twReuse, twReuseDelay, recycles, maxTwBuckets, finTimeout);
  }

  /** The same, with room for so many entries in TIME-WAIT. */
  public Sysctls withTwBuckets(int room) {
    return new Sysctls(timestamps, twReuse, twReuseDelay, twRecycle, room, finTimeout);
  }

  /** The same, with FIN-WAIT-2 so long where nobody reads any more. */
  public Sysctls withFinTimeout(int ticks) {
    return new Sysctls(timestamps, twReuse, twReuseDelay, twRecycle, maxTwBuckets, ticks);
  }
}
