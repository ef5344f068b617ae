package io.tarry.tcp.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarry.tcp.ServiceWorld;
import io.tarry.tcp.TestWorld;
import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.IsnChoice;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.SegmentKind;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.SocketOptions;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.settings.TimestampClock;
import io.tarry.tcp.settings.Topology;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("No field of a section is forgotten")
class SectionsTest {

  private static final Settings EVERYTHING = everything();

  /** What a world is made for, and never changes. */
  private static final Set<String> GIVEN =
      Set.of(
          "World.settings", "World.topology", "Flight.topology", "Flight.reorder", "Flight.queues");

  /** Which ends may have changed, and what was looked at: about a step, not a state. */
  private static final Set<String> ABOUT_THE_STEP =
      Set.of("World.touched", "World.lookedAt", "World.flightWasShown", "Flight.overflowed");

  private static final Set<String> SEGMENTS = Set.of("Flight.codes", "Flight.count");

  private final World world = new World(EVERYTHING);
  private final World other = new World(EVERYTHING);
  private final Topology topology = new Topology(EVERYTHING);
  private final InitialSequenceNumbers numbers = new InitialSequenceNumbers(EVERYTHING, topology);
  private final Layout layout = new Layout(EVERYTHING, topology, numbers);

  /** All sections, as a world lists them. */
  private static List<Section<?>> sections(World world) {
    return Stream.of(
            world.ends().stream().flatMap(end -> Stream.of(world.sectionsOf(end))),
            Stream.of(world.sectionsOfNoEnd()),
            Stream.of(world.flight.budgets))
        .flatMap(some -> some)
        .collect(Collectors.toList());
  }

  /** All sections that exist, as they are found in the fields of Java. */
  private static Set<Section<?>> found(Object within) throws IllegalAccessException {
    Set<Section<?>> found = Collections.newSetFromMap(new IdentityHashMap<>());
    for (java.lang.reflect.Field field : within.getClass().getDeclaredFields()) {
      String name = within.getClass().getSimpleName() + "." + field.getName();
      if (!Modifier.isStatic(field.getModifiers())
          && !field.isSynthetic()
          && Stream.of(GIVEN, ABOUT_THE_STEP, SEGMENTS).noneMatch(names -> names.contains(name))) {
        field.setAccessible(true);
        for (Object part : parts(Objects.requireNonNull(field.get(within)))) {
          assertThat(part).as(name).isInstanceOfAny(Section.class, Flight.class);
          if (part instanceof Section<?> section && section.exists()) {
            found.add(section);
          }
          found.addAll(found(part));
        }
      }
    }
    return found;
  }

  private static List<?> parts(Object value) {
    return value instanceof Object[] array
        ? Stream.of(array).flatMap(part -> parts(part).stream()).toList()
        : List.of(value);
  }

  @Test
  void that_a_world_has() throws IllegalAccessException {
    Set<Section<?>> listed = Collections.newSetFromMap(new IdentityHashMap<>());
    listed.addAll(sections(world));
    assertThat(listed).hasSameSizeAs(sections(world)).hasSize(found(world).size());
    assertThat(listed.containsAll(found(world))).isTrue();
  }

  private static void changeAll(Section<?> section) {
    for (int i = 0; i < section.values.length; i++) {
      section.values[i] = 1 + i;
    }
  }

  @Test
  void when_a_world_is_copied() {
    sections(world).forEach(SectionsTest::changeAll);
    world.flight.add(Segment.of(End.CLIENT, 100, 300, Segment.ACK, 0, false, 1));

    other.copyFrom(world);

    for (int i = 0; i < sections(world).size(); i++) {
      assertThat(sections(other).get(i).values).isEqualTo(sections(world).get(i).values);
    }
    assertThat(other.flight).hasToString(world.flight.toString());
  }

  @Test
  void when_a_tcb_is_deleted() {
    Tcb tcb = world.tcb(End.CLIENT);
    changeAll(tcb);
    changeAll(tcb.past);
    String past = tcb.past.toString();

    tcb.delete();

    assertThat(tcb.fields())
        .filteredOn(field -> tcb.get(field) != 0)
        .containsExactly(Tcb.FATE, Tcb.PASSED_CLOSING, Tcb.LISTENED_TO);
    assertThat(tcb.past).hasToString(past);
  }

  @Test
  void when_a_world_is_printed() {
    sections(world).forEach(SectionsTest::changeAll);
    String before = world.toString();
    for (Section<?> section : sections(world)) {
      boolean isTold = section != world.flight.budgets; // worlds alike but for budgets print alike
      for (int i = 0; i < section.values.length; i++) {
        section.values[i] += 1000;
        assertThat(!world.toString().equals(before)).as(section.toString()).isEqualTo(isTold);
        section.values[i] -= 1000;
      }
    }
  }

  /** Every field has a use there, and each value that it can take comes back. */
  @Test
  void when_a_world_is_packed() {
    Set<String> packed = new TreeSet<>();
    for (int i = 0; i < sections(world).size(); i++) {
      isPacked(i, sections(world).get(i), packed);
    }
    Set<String> all = new TreeSet<>();
    for (Section<?> section : sections(world)) {
      section.fields().forEach(field -> all.add(name(section, field)));
    }
    assertThat(packed).isEqualTo(all);
  }

  private static String name(Section<?> section, Field<?> field) {
    return section.getClass().getSimpleName() + "." + field.name();
  }

  private <S extends Section<S>> void isPacked(int index, Section<S> section, Set<String> packed) {
    for (Field<S> field : section.fields()) {
      if (field.exists(section.at())) {
        int value =
            switch (field.coding()) {
              case OURS -> numbers.iss(section.at().side(), 0);
              case PEERS -> numbers.iss(section.at().side().other(), 0);
              case PLAIN, TIMER -> field.most(section.at());
              case BUDGET -> field.most(section.at()) - 1;
            };
        World changed = new World(EVERYTHING);
        sections(changed).get(index).values[field.place()] = value;
        long[] state = new long[layout.words()];
        layout.packAll(changed, state);
        World read = new World(EVERYTHING);
        layout.unpack(state, read);
        assertThat(sections(read).get(index).values[field.place()])
            .as(name(section, field))
            .isEqualTo(value)
            .isNotEqualTo(sections(new World(EVERYTHING)).get(index).values[field.place()]);
        World before = new World(EVERYTHING);
        long[] packedBefore = new long[layout.words()];
        layout.packAll(before, packedBefore);
        long[] stateOfChange = new long[layout.words()];
        changed.touchAll();
        layout.packChanged(before, packedBefore, changed, stateOfChange);
        assertThat(stateOfChange).as(name(section, field)).isEqualTo(state);
        packed.add(name(section, field));
      }
    }
  }

  @Test
  void though_a_choice_can_be_a_constant_of_another() {
    assertThatThrownBy(() -> world.tcb(End.CLIENT).set(Tcb.FATE, TcpState.LISTEN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("fate cannot be LISTEN");
  }

  /** A world in which there is a use for every field. */
  private static Settings everything() {
    Settings service =
        ServiceWorld.clientComes(2)
            .stack(Stack.LINUX.with(Switch.RETURN_TO_TIME_WAIT))
            .scripts(
                Script.of(
                    Script.Instruction.of(Call.OPEN),
                    Script.Instruction.send(2).orCloseAfter(3),
                    TestWorld.CLOSE),
                Script.of(
                    Script.Instruction.of(Call.LISTEN),
                    Script.Instruction.send(2),
                    TestWorld.CLOSE_ON_EOF))
            .serverSysctls(true, true, Settings.UNLIMITED)
            .serverOptions(SocketOptions.NONE, 1)
            .isn(IsnChoice.ANY)
            .isnApart(1)
            .settings();
    Settings.Host client = service.clients().get(0);
    return service
        .with(
            List.of(
                new Settings.Host(
                    client.stack(),
                    client.program(),
                    client.sysctls().withTimestamps(true).withReuse(1, 2).withRecycling(true),
                    client.options(),
                    new TimestampClock(3, 0, 0),
                    client.isn(),
                    client.ports())),
            service.server())
        .with(new Settings.Network(2, 2, true, 8, surelyLosing(2), 4))
        .remembering(Set.of(Settings.Ghost.values()));
  }

  private static Map<SegmentKind, Integer> surelyLosing(int count) {
    return SegmentKind.ALL.stream().collect(Collectors.toMap(kind -> kind, kind -> count));
  }
}
