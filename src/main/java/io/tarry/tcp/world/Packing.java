package io.tarry.tcp.world;

import io.tarry.tcp.settings.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How a section is packed: those of its fields that exist in its place, one after the other. */
final class Packing {

  private final int number;
  private final SequenceFields sequences;
  private final Side ours;
  private final boolean realTime;

  // Of each field.
  private final int[] places;
  private final int[] positions;
  private final int[] widths;
  private final Field.Coding[] codings;
  private final int[] most;

  /** What is subtracted from a plain number that is not 0. */
  private final int[] bases;

  private final Ageing<?>[] ageings;
  private final int to;

  /**
   * Looks which fields there are.
   *
   * @param number which of some sections it is
   * @param from where in a state the first field begins
   */
  <S extends Section<S>> Packing(
      int number, Section<S> section, SequenceFields sequences, int from) {
    this.number = number;
    this.sequences = sequences;
    SectionPlace at = section.at();
    ours = at.side();
    realTime = at.time().real();
    List<Field<S>> fields = existing(section);
    List<Ageing<S>> ageing = new ArrayList<>();
    places = new int[fields.size()];
    positions = new int[places.length];
    widths = new int[places.length];
    codings = new Field.Coding[places.length];
    most = new int[places.length];
    bases = new int[places.length];
    int position = from;
    for (int i = 0; i < places.length; i++) {
      Field<S> field = fields.get(i);
      field.ageing().ifPresent(so -> ageing.add(new Ageing<>(field.place(), so)));
      places[i] = field.place();
      positions[i] = position;
      most[i] = field.most(at);
      codings[i] = field.coding();
      widths[i] = Bits.widthFor(most[i]);
      if (field.coding() == Field.Coding.OURS || field.coding() == Field.Coding.PEERS) {
        Side counting = counting(field.coding());
        widths[i] = sequences.width(counting);
        if (sequences.isOffset(counting)) {
          bases[i] = sequences.offset(counting);
          codings[i] = Field.Coding.PLAIN;
        }
      } else if (field.coding() == Field.Coding.TIMER && !realTime) {
        codings[i] = Field.Coding.PLAIN;
      }
      position += widths[i];
    }
    to = position;
    ageings = ageing.toArray(Ageing<?>[]::new);
  }

  /** Which of some sections it was made for. */
  int number() {
    return number;
  }

  /** Where in a state the next section begins. */
  int to() {
    return to;
  }

  /** Whether none of the fields exists in its place. */
  boolean isEmpty() {
    return places.length == 0;
  }

  private static <S extends Section<S>> List<Field<S>> existing(Section<S> section) {
    List<Field<S>> existing = new ArrayList<>();
    for (Field<S> field : section.fields()) {
      if (field.exists(section.at())) {
        existing.add(field);
      }
    }
    return existing;
  }

  private Side counting(Field.Coding coding) {
    return coding == Field.Coding.OURS ? ours : ours.other();
  }

  /** A field that ages. */
  private record Ageing<S extends Section<S>>(int place, Field.Ageing<S> so) {

    @SuppressWarnings("unchecked") // a section has the fields that its class states
    int older(Section<?> section, NextTick tick) {
      return so.older(section.values[place], (S) section, tick);
    }
  }

  /** Makes a section like the one it was made for one tick older. */
  void age(Section<?> section, NextTick tick) {
    for (Ageing<?> each : ageings) {
      section.values[each.place] = each.older(section, tick);
    }
  }

  /**
   * Packs it where all bits are 0.
   *
   * @param further how many bits after its place in a state it begins
   */
  void pack(Section<?> section, long[] words, int further) {
    int[] values = section.values;
    for (int i = 0; i < places.length; i++) {
      Bits.flip(words, positions[i] + further, widths[i], code(i, values[places[i]]));
    }
  }

  /** Packs it where the section that it was before is packed. */
  void packChanged(Section<?> before, Section<?> after, long[] words) {
    int[] old = before.values;
    int[] values = after.values;
    if (Arrays.equals(old, values)) { // most sections; this compares several fields at once
      return;
    }
    for (int i = 0; i < places.length; i++) {
      int place = places[i];
      if (values[place] != old[place]) {
        Bits.flip(words, positions[i], widths[i], code(i, old[place]) ^ code(i, values[place]));
      }
    }
  }

  /** Unpacks it. */
  void unpack(long[] words, Section<?> section) {
    int[] values = section.values;
    for (int i = 0; i < places.length; i++) {
      int width = widths[i];
      values[places[i]] = value(i, width == 0 ? 0 : (int) Bits.read(words, positions[i], width));
    }
  }

  private int code(int field, int value) {
    return switch (codings[field]) {
      case PLAIN -> value == 0 ? 0 : Bits.requireWidth(value - bases[field], widths[field]);
      case OURS -> sequences.code(ours, value);
      case PEERS -> sequences.code(ours.other(), value);
      case BUDGET -> Bits.requireWidth(most[field] - value, widths[field]);
      case TIMER -> // in real time it also says whether it ran before the step
          Bits.requireWidth(Timer.plain(value), widths[field]);
    };
  }

  private int value(int field, int code) {
    return switch (codings[field]) {
      case PLAIN -> code == 0 ? 0 : code + bases[field];
      case OURS -> sequences.number(ours, code);
      case PEERS -> sequences.number(ours.other(), code);
      case BUDGET -> most[field] - code;
      case TIMER -> Timer.goingOn(code);
    };
  }
}
