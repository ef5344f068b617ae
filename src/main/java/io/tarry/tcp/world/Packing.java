package io.tarry.tcp.world;

import io.tarry.tcp.settings.Side;
import java.util.List;

/** How a section is packed: those of its fields that exist in its place, one after the other. */
final class Packing {

  private final Packed<?>[] fields;
  private final SequenceFields sequences;
  private final Side ours;
  private final Side peers;

  Packing(Section<?> section, SequenceFields sequences) {
    this.sequences = sequences;
    ours = section.at().side();
    peers = ours.other();
    fields = packed(section);
  }

  private static <S extends Section<S>> Packed<?>[] packed(Section<S> section) {
    Place at = section.at();
    List<Field<S>> all = section.fields().stream().filter(field -> field.exists(at)).toList();
    return all.stream().map(field -> new Packed<>(field, at)).toArray(Packed<?>[]::new);
  }

  /** A field that exists, as it is there. */
  private static final class Packed<S extends Section<S>> {

    final int place;
    final int width;
    final int most;
    final Field.Coding coding;
    final Field<S> field;

    Packed(Field<S> field, Place at) {
      this.field = field;
      place = field.place;
      most = field.most(at);
      width = Bits.widthFor(most);
      coding =
          field.coding == Field.Coding.TIMER && !at.time().real()
              ? Field.Coding.PLAIN
              : field.coding;
    }

    /** The value one tick later. */
    @SuppressWarnings("unchecked") // a section has the fields that its class states
    int older(Section<?> section, NextTick tick) {
      int value = section.values[place];
      return field.ageing == null ? value : field.ageing.older(value, (S) section, tick);
    }
  }

  /** Packs a section like the one it was made for, makes it older and packs it, or unpacks it. */
  void pass(Section<?> section, Bits bits, NextTick tick) {
    int[] values = section.values;
    for (Packed<?> field : fields) {
      int value = bits.isAgeing() ? field.older(section, tick) : values[field.place];
      values[field.place] =
          field.coding == Field.Coding.PLAIN
              ? bits.number(value, field.width)
              : coded(field, value, bits);
    }
  }

  private int coded(Packed<?> field, int value, Bits bits) {
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
