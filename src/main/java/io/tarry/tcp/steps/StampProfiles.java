package io.tarry.tcp.steps;

import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.world.Flight;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.Timestamps;
import io.tarry.tcp.world.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Classes of flights that have the same effect on timestamps: on which timestamps a state can
 * forget ({@link Timestamps#forget}), and on which clocks matter. Such a class is called a profile.
 * It is given, for each end and client, by the age of the oldest segment with a timestamp. The
 * flights of profile 0 have no timestamps.
 *
 * <p>The threads of a search share them. What belongs to a profile is written before its number is
 * given, so those who have it, from here or with a flight, read without a lock.
 */
final class StampProfiles {

  private final Timestamps stamps;
  private final World scratch;
  private final int clients;

  private final WordsMap<Integer> numbers = new WordsMap<>();
  private final List<List<Segment>> segments = new ArrayList<>();
  private int[] asked = new int[8];

  StampProfiles(Settings settings, Timestamps stamps) {
    this.stamps = stamps;
    scratch = new World(settings);
    clients = settings.clients().size();
    number(noStamps());
  }

  /** By end and client: the age of the oldest segment with a timestamp, or -1; of no segments. */
  long[] noStamps() {
    long[] oldest = new long[scratch.ends().size() * clients];
    begin(oldest);
    return oldest;
  }

  /** Begins to read another flight. */
  void begin(long[] oldest) {
    Arrays.fill(oldest, -1);
  }

  /** Reads one segment of the flight. */
  void see(Segment segment, long[] oldest) {
    if (segment.stamped()) {
      int source = segment.from().number() * clients + segment.client();
      oldest[source] = Math.max(oldest[source], segment.age());
    }
  }

  /** The profile of the flight whose segments were all read. */
  synchronized int number(long[] oldest) {
    Integer known = numbers.get(oldest);
    return known != null ? known : enter(oldest);
  }

  private int enter(long[] oldest) {
    int number = segments.size();
    numbers.add(oldest.clone(), number);
    List<Segment> standing = new ArrayList<>();
    for (int source = 0; source < oldest.length; source++) {
      if (oldest[source] >= 0) {
        End from = End.of(source / clients);
        standing.add(
            Segment.of(from, 0, 0, Segment.ACK, 0, false, (int) oldest[source])
                .stamped(source % clients));
      }
    }
    segments.add(standing);
    if (number == asked.length) {
      asked = Arrays.copyOf(asked, 2 * number);
    }
    put(number, scratch.flight);
    asked[number] = stamps.asked(scratch);
    return number;
  }

  /** Turns the flight into one that has this profile. */
  synchronized void put(int profile, Flight flight) {
    flight.clear();
    segments.get(profile).forEach(flight::add);
  }

  /** The slow clocks that matter because of such a flight, see {@link Timestamps#asked}. */
  int asked(int profile) {
    return asked[profile];
  }
}
