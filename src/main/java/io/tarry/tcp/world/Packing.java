package io.tarry.tcp.world;

import io.tarry.tcp.settings.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a section is packed: those of its fields that exist in its place, one after the other. */
final class Packing {

  private final int number;

  /** The fields, see {@link Bits#numbers}. */
  private final int[] placesAndWidths;

  private final int[] bases;

  /** Which of them are packed otherwise, in ascending order. */
  private final Coded[] coded;

  private final Ageing<?>[] ageings;
  private final SequenceFields sequences;
  private final Side ours;
  private final Side peers;

  /**
   * Looks which fields there are.
   *
   * @param number which of some sections it is
   */
  Packing(int number, Section<?> section, SequenceFields sequences) {
    this.number = number;
    this.sequences = sequences;
    ours = section.at().side();
    peers = ours.other();
    List<? extends Field<?>> fields = existing(section);
    placesAndWidths = new int[fields.size()];
    bases = new int[fields.size()];
    List<Coded> codings = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      Field<?> field = fields.get(i);
      SectionPlace at = section.at();
      int most = field.most(at);
      Optional<Side> counting = counting(field);
      if (counting.isPresent() && sequences.isOffset(counting.get())) {
        placesAndWidths[i] = Bits.placeAndWidth(field.place(), sequences.width(counting.get()));
        bases[i] = sequences.offset(counting.get());
      } else {
        placesAndWidths[i] = Bits.placeAndWidth(field.place(), Bits.widthFor(most));
        boolean realTimer = field.coding() == Field.Coding.TIMER && at.time().real();
        if (realTimer || counting.isPresent() || field.coding() == Field.Coding.BUDGET) {
          codings.add(new Coded(i, field.place(), Bits.widthFor(most), most, field.coding()));
        }
      }
    }
    coded = codings.toArray(Coded[]::new);
    ageings = ageings(section).toArray(Ageing<?>[]::new);
  }

  /** Which of some sections it was made for. */
  int number() {
    return number;
  }

  /** Whether none of the fields exists in its place. */
  boolean isEmpty() {
    return placesAndWidths.length == 0;
  }

  private static <S extends Section<S>> List<Field<S>> existing(Section<S> section) {
    return section.fields().stream().filter(field -> field.exists(section.at())).toList();
  }

  private static <S extends Section<S>> List<Ageing<S>> ageings(Section<S> section) {
    return existing(section).stream()
        .flatMap(field -> field.ageing().stream().map(so -> new Ageing<>(field.place(), so)))
        .toList();
  }

  private Optional<Side> counting(Field<?> field) {
    return switch (field.coding()) {
      case OURS -> Optional.of(ours);
      case PEERS -> Optional.of(peers);
      default -> Optional.empty();
    };
  }

  /** A field whose number is not its bits, not even with an offset. */
  private record Coded(int index, int place, int width, int most, Field.Coding coding) {}

  /** A field that ages. */
  private record Ageing<S extends Section<S>>(int place, Field.Ageing<S> so) {

    @SuppressWarnings("unchecked") // a section has the fields that its class states
    int older(Section<?> section, NextTick tick) {
      return so.older(section.values[place], (S) section, tick);
    }
  }

  /** Packs a section like the one it was made for, makes it older and packs it, or unpacks it. */
  void pass(Section<?> section, Bits bits, NextTick tick) {
    int[] values = section.values;
    if (bits.isAgeing()) {
      for (Ageing<?> each : ageings) {
        values[each.place] = each.older(section, tick);
      }
    }
    int from = 0;
    for (Coded each : coded) {
      bits.numbers(values, placesAndWidths, bases, from, each.index);
      values[each.place] = number(each, values[each.place], bits);
      from = each.index + 1;
    }
    bits.numbers(values, placesAndWidths, bases, from, placesAndWidths.length);
  }

  private int number(Coded field, int value, Bits bits) {
    return switch (field.coding) {
      case PLAIN -> bits.number(value, field.width);
      case OURS -> sequences.number(ours, value, bits);
      case PEERS -> sequences.number(peers, value, bits);
      case BUDGET -> field.most - bits.number(field.most - value, field.width);
      case TIMER -> { // in real time, when one says whether it ran before the step
        int read = bits.number(Timer.plain(value), field.width);
        yield bits.isReading() ? Timer.goingOn(read) : value;
      }
    };
  }
}
