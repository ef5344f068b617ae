package io.tarry.tcp;

import static io.tarry.tcp.AnyWorlds.FLAGS;
import static io.tarry.tcp.AnyWorlds.mostly;

import io.tarry.tcp.settings.IsnChoice;
import io.tarry.tcp.settings.Program;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.SocketOptions;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.settings.Sysctls;
import io.tarry.tcp.settings.TimestampClock;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Hosts with any stack, sysctls, options and clock, on which nothing runs yet. */
final class AnyHosts {

  private AnyHosts() {}

  static Arbitrary<Settings.Host> hosts() {
    return Combinators.combine(stacks(), sysctls(), options(), clocks(), isnChoices())
        .as((stack, sysctls, options, clock, isn) ->
            new Settings.Host(
                stack, Program.once(Script.of()), sysctls, options, clock, isn, List.of()));
  }

  private static Arbitrary<IsnChoice> isnChoices() {
    return mostly(IsnChoice.INCREASING, List.of(IsnChoice.CONSTANT, IsnChoice.ANY));
  }

  private static Arbitrary<SocketOptions> options() {
    Arbitrary<Boolean> seldom = mostly(false, List.of(true));
    return Combinators.combine(seldom, seldom, seldom).as(SocketOptions::new);
  }

  private static Arbitrary<TimestampClock> clocks() {
    return Combinators.combine(
            mostly(1, List.of(2, 3)), mostly(0, List.of(1, 3)), mostly(0, List.of(1, 2)))
        .as(TimestampClock::new);
  }

  private static Arbitrary<Sysctls> sysctls() {
    return Combinators.combine(
            FLAGS,
            mostly(0, List.of(1, 2)),
            mostly(1, List.of(2, 3)),
            mostly(false, List.of(true)),
            mostly(Settings.UNLIMITED, List.of(0, 1)),
            Arbitraries.integers().between(1, 6))
        .as(Sysctls::new);
  }

  /** A named stack, with each switch set otherwise now and then. */
  private static Arbitrary<Stack> stacks() {
    RecordComponent[] switches = Stack.class.getRecordComponents();
    return Combinators.combine(
            Arbitraries.of(namedStacks()),
            Arbitraries.integers().between(0, 19).list().ofSize(switches.length),
            FLAGS.flatMap(some -> some ? someSwitches() : Arbitraries.just(Set.<Switch>of())))
        .as(AnyHosts::changed);
  }

  /** Each is as likely as any other, so that none is left out. */
  private static Arbitrary<Set<Switch>> someSwitches() {
    return Arbitraries.of(Switch.class).set().ofMinSize(1).ofMaxSize(5);
  }

  private static List<Stack> namedStacks() {
    return Arrays.stream(Stack.class.getFields())
        .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == Stack.class)
        .map(field -> {
          try {
            return (Stack) field.get(null);
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a public constant cannot be read", e);
          }
        })
        .toList();
  }

  /**
   * Sets some parts of a stack otherwise.
   *
   * @param by for each part but the switches a number up to 19, of which the largest change it
   * @param turned the switches that are on where they were off, or off where they were on
   */
  private static Stack changed(Stack base, List<Integer> by, Set<Switch> turned) {
    RecordComponent[] switches = Stack.class.getRecordComponents();
    Class<?>[] types = new Class<?>[switches.length];
    Object[] values = new Object[switches.length];
    try {
      for (int i = 0; i < switches.length; i++) {
        types[i] = switches[i].getType();
        Object value = switches[i].getAccessor().invoke(base);
        values[i] = value instanceof Set<?> on ? turned(on, turned) : changed(value, by.get(i));
      }
      return Stack.class.getConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a public record cannot be made", e);
    }
  }

  private static Set<Switch> turned(Set<?> on, Set<Switch> turned) {
    Set<Switch> changed = EnumSet.noneOf(Switch.class);
    for (Switch one : Switch.values()) {
      if (on.contains(one) != turned.contains(one)) {
        changed.add(one);
      }
    }
    return changed;
  }

  private static Object changed(Object value, int by) {
    if (value instanceof Boolean flag) {
      return by >= 17 ? !flag : flag;
    }
    if (value instanceof Enum<?> constant) {
      Object[] all = constant.getDeclaringClass().getEnumConstants();
      int steps = Math.max(0, by - (20 - all.length));
      return all[(constant.ordinal() + steps) % all.length];
    }
    if (value instanceof Integer number) {
      return by >= 17 ? 1 - number : number;
    }
    throw new IllegalStateException("no other value is known of a switch like " + value);
  }
}
