package io.tarry.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The most memory that this process has held since it began: not only the search but the whole JVM,
 * with what its collector had not given back, and every search before.
 *
 * <p>On Linux it is what the kernel says: the peak of the resident set (VmHWM, proc(5)). Elsewhere
 * it is the sum of the peaks of the JVM's own memory pools, which is less, as it lacks the JVM's
 * own code and the stacks of threads.
 */
final class PeakMemory {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Pattern RESIDENT_PEAK = Pattern.compile("VmHWM:\\s*(\\d+) kB");

  private PeakMemory() {}

  static long bytes() {
    return residentPeak().orElseGet(PeakMemory::peakOfPools);
  }

  private static Optional<Long> residentPeak() {
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .map(RESIDENT_PEAK::matcher)
          .filter(Matcher::matches)
          .map(matcher -> Long.parseLong(matcher.group(1)) << 10)
          .findFirst();
    } catch (IOException notLinux) {
      return Optional.empty();
    }
  }

  static long peakOfPools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .mapToLong(pool -> pool.getPeakUsage().getCommitted())
        .sum();
  }
}
