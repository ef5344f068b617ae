package io.tarry.survey;

import io.tarry.scenario.Draft;
import io.tarry.scenario.Draft.Leaf;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What makes a scenario plainer: fewer faults of the network, then shorter scripts, then fewer
 * settings that are not the usual ones, then smaller numbers.
 */
final class Simplifications {

  private static final List<Object> REORDER = List.of("network", "reorder");
  private static final List<Object> START = List.of("start");

  /** As many faults as "unlimited" counts for: more than any number. */
  private static final int UNLIMITED = 100;

  private static final Pattern NUMBER = Pattern.compile("\\b[1-9]\\d*\\b");
  private static final Pattern DURATION = Pattern.compile("\\d+ ?(ms|s|min)");
  private static final Pattern SUFFIX =
      Pattern.compile(" (nonblocking|on eof|or close after .*|from \\d+|to \\d+)$");

  private Simplifications() {}

  /** How far from plain a scenario is. */
  record Size(int faults, int words, int settings, long numbers) implements Comparable<Size> {

    private static final Comparator<Size> ORDER =
        Comparator.comparingInt(Size::faults)
            .thenComparingInt(Size::words)
            .thenComparingInt(Size::settings)
            .thenComparingLong(Size::numbers);

    static Size of(Draft draft) {
      int faults = draft.at(REORDER).equals(Optional.of(false)) ? 0 : 1;
      int words = 0;
      int settings = 0;
      long numbers = 0;
      for (Leaf leaf : draft.leaves()) {
        if (leaf.isWord()) {
          words += leaf.value().toString().split(" ", -1).length;
          numbers += NUMBER.matcher(leaf.value().toString()).results().count();
        } else {
          settings++;
        }
        numbers += number(leaf);
        faults += isFault(leaf) ? number(leaf) : 0;
      }
      return new Size(faults, words, settings, numbers);
    }

    private static boolean isFault(Leaf leaf) {
      return leaf.setting().matches("network\\.(lose|duplicate|surelyLose\\..*)");
    }

    private static int number(Leaf leaf) {
      if (leaf.value() instanceof Integer number) {
        return number;
      }
      if (leaf.isWord() || DURATION.matcher(leaf.value().toString()).matches()) {
        return NUMBER
            .matcher(leaf.value().toString())
            .results()
            .mapToInt(found -> Integer.parseInt(found.group()))
            .sum();
      }
      return isFault(leaf) ? UNLIMITED : 0;
    }

    @Override
    public int compareTo(Size other) {
      return ORDER.compare(this, other);
    }
  }

  /** Each is plainer by one change; the plainest first. Not all of them are good scenarios. */
  static List<Draft> than(Draft draft) {
    List<Draft> all = new ArrayList<>();
    if (draft.isInRealTime()) {
      all.add(draft.inTicks()); // before the same without the kind of time, but with the units
    }
    Set<List<Object>> parts = new LinkedHashSet<>();
    for (Leaf leaf : draft.leaves()) {
      for (int length = 1; length <= leaf.path().size(); length++) {
        parts.add(leaf.path().subList(0, length));
      }
      values(draft, leaf).forEach(value -> all.add(draft.with(leaf.path(), value)));
    }
    parts.forEach(part -> all.add(draft.without(part)));
    all.add(draft.with(REORDER, false));
    all.add(draft.without(List.of("connection", "client2")).without(List.of("hosts", "client2")));
    all.add(established(draft));
    Size size = Size.of(draft);
    return all.stream()
        .filter(one -> Size.of(one).compareTo(size) < 0)
        .sorted(Comparator.comparing(Size::of))
        .toList();
  }

  /**
   * Plainer values than that one. A time with a unit stays as it is where a clock ticks: another
   * might make of a tick a small part of what it is.
   */
  private static Stream<Object> values(Draft draft, Leaf leaf) {
    if (leaf.value() instanceof Integer number) {
      return Stream.of(0, 1, number / 2, number - 1)
          .filter(smaller -> smaller >= 0 && smaller < number)
          .distinct()
          .map(Integer.class::cast);
    }
    String text = leaf.value().toString();
    if (leaf.isWord()) {
      return Stream.concat(
              Stream.of("close", SUFFIX.matcher(text).replaceFirst("")), smallerNumbers(text))
          .filter(word -> !word.equals(text))
          .map(Object.class::cast);
    }
    if (DURATION.matcher(text).matches()) {
      return draft.isInRealTime() ? smallerNumbers(text).map(Object.class::cast) : Stream.of();
    }
    return text.equals("unlimited") ? Stream.of(1, 2, 3) : Stream.of();
  }

  private static Stream<String> smallerNumbers(String text) {
    List<String> smaller = new ArrayList<>();
    Matcher matcher = NUMBER.matcher(text);
    while (matcher.find()) {
      int number = Integer.parseInt(matcher.group());
      for (int less : new int[] {1, number / 2, number - 1}) {
        if (less >= 1 && less < number) {
          smaller.add(text.substring(0, matcher.start()) + less + text.substring(matcher.end()));
        }
      }
    }
    return smaller.stream();
  }

  /** The first connection is there already, so that nobody opens it. */
  private static Draft established(Draft draft) {
    Draft without = draft.with(START, "established");
    for (String host : List.of("client", "server")) {
      List<Object> first = List.of("connection", host, 0);
      String word = without.at(first).map(Object::toString).orElse("");
      if (word.matches("open.*|listen.*")) {
        without = without.without(first);
      }
    }
    return without;
  }
}
