package io.tarry.tcp.world;

import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.world.Field.Coding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToIntFunction;

/** The fields that a section states, in the order in which they are packed. */
final class Fields<S extends Section<S>> {

  private final List<Field<S>> stated = new ArrayList<>();
  private final List<Field<S>> all = Collections.unmodifiableList(stated);

  /** A number from 0 to that one. */
  Field<S> number(String name, ToIntFunction<SectionPlace> most) {
    return add(name, Coding.PLAIN, most);
  }

  Field<S> flag(String name) {
    return add(name, Coding.PLAIN, at -> 1);
  }

  /** Several flags in one number. */
  Field<S> flags(String name, ToIntFunction<SectionPlace> count) {
    return add(name, Coding.PLAIN, at -> (1 << count.applyAsInt(at)) - 1);
  }

  /** One of these constants; the first one is what a section begins with. */
  Field<S> choice(String name, Enum<?>... constants) {
    return add(name, Coding.PLAIN, at -> constants.length - 1, constants);
  }

  /** A sequence number that this end counts, or 0. */
  Field<S> ourNumber(String name) {
    return add(name, Coding.OURS, at -> Segment.NUMBER_MAX);
  }

  /** A sequence number that the peer counts, or 0. */
  Field<S> peersNumber(String name) {
    return add(name, Coding.PEERS, at -> Segment.NUMBER_MAX);
  }

  /** A {@link Timer} that runs for this many ticks at most. */
  Field<S> timer(String name, ToIntFunction<SectionPlace> longest) {
    return add(
            name,
            Coding.TIMER,
            at -> at.time().hasClock() ? Timer.DUE + longest.applyAsInt(at) : Timer.DUE)
        .ages((timer, section, tick) -> Timer.tick(timer));
  }

  /** A timer that has to expire before time goes on. */
  Field<S> forcingTimer(String name, ToIntFunction<SectionPlace> longest) {
    return timer(name, longest).ages((timer, section, tick) -> Timer.tickBeforeDue(timer));
  }

  /** What is left of a budget that may be {@link Settings#UNLIMITED}. */
  Field<S> budget(String name, ToIntFunction<SectionPlace> whole) {
    return add(name, Coding.BUDGET, whole).when(at -> whole.applyAsInt(at) != Settings.UNLIMITED);
  }

  private Field<S> add(
      String name, Coding coding, ToIntFunction<SectionPlace> most, Enum<?>... constants) {
    Field<S> field =
        new Field<>(name, stated.size(), coding, new Field.Statement<S>(most, constants));
    stated.add(field);
    return field;
  }

  List<Field<S>> all() {
    return all;
  }

  int count() {
    return stated.size();
  }
}
