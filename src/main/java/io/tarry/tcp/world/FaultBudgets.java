package io.tarry.tcp.world;

import io.tarry.tcp.settings.SegmentKind;
import io.tarry.tcp.settings.Settings;
import java.util.List;

/** What the network may still do to segments: counts, or {@link Settings#UNLIMITED}. */
public final class FaultBudgets extends Section<FaultBudgets> {

  private static final Fields<FaultBudgets> FIELDS = new Fields<>();

  /** How many faults of all kinds there may still be. */
  public static final Field<FaultBudgets> FAULTS =
      FIELDS.budget("faults", at -> at.settings().network().faults());

  /** How many segments may still be lost. */
  public static final Field<FaultBudgets> LOSSES =
      FIELDS.budget("losses", at -> at.settings().network().lose());

  /** How many copies may still be made. */
  public static final Field<FaultBudgets> COPIES =
      FIELDS.budget("copies", at -> at.settings().network().duplicate());

  private static final List<Field<FaultBudgets>> SURE_LOSSES =
      SegmentKind.ALL.stream().map(FaultBudgets::sureLosses).toList();

  FaultBudgets(SectionPlace at) {
    super(FIELDS, at);
    for (Field<FaultBudgets> budget : fields()) {
      set(budget, budget.most(at)); // nothing has been used
    }
  }

  private static Field<FaultBudgets> sureLosses(SegmentKind kind) {
    return FIELDS.budget(
        "sureLosses" + kind, at -> at.settings().network().surelyLost().getOrDefault(kind, 0));
  }

  /** How many of the next segments of that kind that are sent are always lost. */
  public static Field<FaultBudgets> sureLosses(int kind) {
    return SURE_LOSSES.get(kind);
  }

  /** Takes so much from a budget, if it is limited. */
  public void spend(Field<FaultBudgets> budget, int count) {
    if (get(budget) != Settings.UNLIMITED) {
      add(budget, -count);
    }
  }
}
