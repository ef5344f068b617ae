package io.tarry.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.tcp.rules.TcpRules;
import io.tarry.tcp.settings.Settings;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Models of one world")
class TcpModelsTest {

  enum Kind {
    OF_TICKS {
      @Override
      Settings settings() {
        return ServiceWorld.clientComes(2)
            .clientSysctls(true, 1, 1)
            .serverSysctls(true, true, 0)
            .network(1, 1, true)
            .settings();
      }
    },
    IN_ORDER_WITHOUT_CLOCK {
      @Override
      Settings settings() {
        return TestWorld.serverCloses().settings();
      }
    };

    abstract Settings settings();
  }

  /** Otherwise two threads would disturb each other. */
  @ParameterizedTest
  @EnumSource
  void share_nothing_that_a_step_changes(Kind kind) throws ReflectiveOperationException {
    TcpModels models = new TcpModels(kind.settings(), TcpRules.right());
    TcpModel walked = models.get();
    Map<Object, List<Object>> shared = contents(walked);
    shared.keySet().retainAll(contents(models.get()).keySet());

    SearchWalk.of(walked, 5000);

    assertThat(shared).hasSizeGreaterThan(10);
    for (Map.Entry<Object, List<Object>> each : shared.entrySet()) {
      List<Object> now = contentOf(each.getKey());
      assertThat(now).as("%s", each.getKey().getClass()).hasSameSizeAs(each.getValue());
      for (int i = 0; i < now.size(); i++) {
        assertThat(isSame(now.get(i), each.getValue().get(i)))
            .as("%s, %s", each.getKey().getClass(), i)
            .isTrue();
      }
    }
  }

  private static boolean isSame(Object now, Object before) {
    return isPlain(now) ? now.equals(before) : now == before;
  }

  /** Each object that can be reached from this one, with what it refers to or holds. */
  private static Map<Object, List<Object>> contents(Object root)
      throws ReflectiveOperationException {
    Map<Object, List<Object>> contents = new IdentityHashMap<>();
    Deque<Object> next = new ArrayDeque<>(List.of(root));
    while (!next.isEmpty()) {
      Object object = next.remove();
      if (!isPlain(object) && !contents.containsKey(object)) {
        List<Object> content = contentOf(object);
        contents.put(object, content);
        content.forEach(next::add);
      }
    }
    return contents;
  }

  private static boolean isPlain(Object object) {
    return object instanceof Number
        || object instanceof Boolean
        || object instanceof CharSequence
        || object instanceof Enum
        || object instanceof Class;
  }

  private static List<Object> contentOf(Object object) throws ReflectiveOperationException {
    List<Object> content = new ArrayList<>();
    if (object.getClass().isArray()) {
      for (int i = 0; i < Array.getLength(object); i++) {
        add(content, Array.get(object, i));
      }
    } else if (object instanceof Map<?, ?> map) {
      map.keySet().forEach(one -> add(content, one));
      map.values().forEach(one -> add(content, one));
    } else if (object instanceof Collection<?> several) {
      several.forEach(one -> add(content, one));
    } else if (object.getClass().getName().startsWith("io.tarry.")) {
      for (Field field : object.getClass().getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          field.setAccessible(true);
          add(content, field.get(object));
        }
      }
    }
    return content;
  }

  private static void add(List<Object> content, Object object) {
    content.add(object == null ? "null" : object);
  }
}
