package io.tarry.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.tcp.TestWorld;
import io.tarry.tcp.settings.SegmentKind;
import io.tarry.tcp.settings.Settings;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The settings that tell one saved search from another")
class NamedSettingsTest {

  private static final Settings WORLD = world();

  private static Settings world() {
    Settings plain = TestWorld.serverCloses().settings();
    Settings.Network network = plain.network();
    return plain
        .with(List.of(plain.clients().get(0), plain.clients().get(0)), plain.server())
        .with(
            new Settings.Network(
                network.lose(),
                network.duplicate(),
                network.reorder(),
                network.room(),
                Map.of(SegmentKind.SYN, 1)))
        .remembering(Set.of(Settings.Ghost.FATE));
  }

  @Test
  void have_each_value_of_each_record_so_that_a_change_of_any_is_named() throws Exception {
    SortedMap<String, String> parts = NamedSettings.of(WORLD);

    List<Record> changed = changesOf(WORLD);

    assertThat(changed).hasSizeGreaterThan(100);
    Set<String> named = new LinkedHashSet<>();
    for (Record other : changed) {
      SortedMap<String, String> otherParts = NamedSettings.of(other);
      List<String> differing =
          parts.keySet().stream()
              .filter(name -> !parts.get(name).equals(otherParts.get(name)))
              .toList();
      assertThat(differing).as("%s", other).hasSize(1);
      named.addAll(differing);
    }
    assertThat(named).containsExactlyInAnyOrderElementsOf(parts.keySet());
    assertThat(parts).containsEntry("network.surelyLost.SYN", "1");
  }

  @Test
  void have_what_is_not_there_in_one_of_two_worlds() {
    Settings one = TestWorld.serverCloses().settings();

    assertThat(NamedSettings.of(one).keySet())
        .noneMatch(name -> name.startsWith("hosts.clients[1]"));
    assertThat(NamedSettings.of(WORLD).keySet())
        .anyMatch(name -> name.startsWith("hosts.clients[1]"));
  }

  /** The same record with one value changed, in each way that there is. */
  private static List<Record> changesOf(Record whole) throws Exception {
    RecordComponent[] components = whole.getClass().getRecordComponents();
    List<Record> changes = new ArrayList<>();
    for (int i = 0; i < components.length; i++) {
      Object value = components[i].getAccessor().invoke(whole);
      for (Object other : changesOf(value, components[i].getGenericType())) {
        Object[] values = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int j = 0; j < values.length; j++) {
          types[j] = components[j].getType();
          values[j] = j == i ? other : components[j].getAccessor().invoke(whole);
        }
        Constructor<?> constructor = whole.getClass().getDeclaredConstructor(types);
        constructor.setAccessible(true);
        changes.add((Record) constructor.newInstance(values));
      }
    }
    return changes;
  }

  private static List<?> changesOf(Object value, Type type) throws Exception {
    if (value instanceof Record whole) {
      return changesOf(whole);
    }
    if (value instanceof Boolean flag) {
      return List.of(!flag);
    }
    if (value instanceof Integer number) {
      return List.of(number == Integer.MAX_VALUE ? 7 : number + 1);
    }
    if (value instanceof Long number) {
      return List.of(number + 1);
    }
    if (value instanceof Enum<?> constant) {
      Object[] all = constant.getDeclaringClass().getEnumConstants();
      return List.of(all[(constant.ordinal() + 1) % all.length]);
    }
    List<Object> changes = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        for (Object other : changesOf(list.get(i), list.get(i).getClass())) {
          List<Object> changed = new ArrayList<>(list);
          changed.set(i, other);
          changes.add(changed);
        }
      }
    } else if (value instanceof Set<?> set) {
      Class<?> element = (Class<?>) ((ParameterizedType) type).getActualTypeArguments()[0];
      for (Object constant : element.getEnumConstants()) {
        Set<Object> changed = new LinkedHashSet<>(set);
        if (!changed.remove(constant)) {
          changed.add(constant);
        }
        changes.add(changed);
      }
    } else if (value instanceof Map<?, ?> map) {
      for (Object key : map.keySet()) {
        for (Object other : changesOf(map.get(key), map.get(key).getClass())) {
          Map<Object, Object> changed = new LinkedHashMap<>(map);
          changed.put(key, other);
          changes.add(changed);
        }
      }
    } else {
      throw new AssertionError("no change of a " + value.getClass());
    }
    return changes;
  }
}
