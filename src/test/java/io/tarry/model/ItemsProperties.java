package io.tarry.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Queues and bags do what lists of the JDK do, and the same contents are packed in one way. */
class ItemsProperties {

  private static final Domain<Integer> VALUES = Domain.range(0, 5);
  private static final int MOST = 4;

  private static final class Open extends FieldModel {
    private final Flag before = flag("before");
    private final Fifo<Integer> queue = fifo("queue", MOST, VALUES);
    private final Bag<Integer> bag = bag("bag", MOST, VALUES);
    private final Flag after = flag("after");
  }

  /** A number below 6 is added; another one takes something out. */
  @Property
  void a_queue_does_what_a_list_does(
      @ForAll @Size(max = 30) List<@IntRange(min = 0, max = 11) Integer> doing) {
    Open model = new Open();
    List<Integer> list = new ArrayList<>();
    for (int number : doing) {
      if (number < 6 && list.size() < MOST) {
        model.queue.add(number);
        list.add(number);
      } else if (number >= 6 && number - 6 < list.size()) {
        assertThat(model.queue.remove(number - 6)).isEqualTo(list.remove(number - 6));
      }
      assertThat(model.queue.value()).isEqualTo(list);
      assertThat(model.queue.size()).isEqualTo(list.size());
      assertThat(model.queue.isFull()).isEqualTo(list.size() == MOST);
      assertThat(offered(model.queue)).isEqualTo(list.subList(0, Math.min(1, list.size())));
      requireAlone(model, model.bag);
    }
  }

  @Property
  void a_bag_does_what_a_sorted_list_does(
      @ForAll @Size(max = 30) List<@IntRange(min = 0, max = 11) Integer> doing) {
    Open model = new Open();
    List<Integer> list = new ArrayList<>();
    for (int number : doing) {
      if (number < 6 && list.size() < MOST) {
        model.bag.add(number);
        list.add(number);
      } else if (number >= 6 && list.contains(number - 6)) {
        model.bag.remove(number - 6);
        list.remove((Integer) (number - 6));
      }
      Collections.sort(list);
      assertThat(model.bag.value()).isEqualTo(list);
      assertThat(offered(model.bag)).isEqualTo(list.stream().distinct().toList());
      for (int value : VALUES.values()) {
        assertThat(model.bag.count(value)).isEqualTo(Collections.frequency(list, value));
        assertThat(model.bag.has(value)).isEqualTo(list.contains(value));
      }
      requireAlone(model, model.queue);
    }
  }

  @Property
  void what_a_bag_was_filled_with_first_does_not_matter(
      @ForAll @Size(max = MOST) List<@IntRange(min = 0, max = 5) Integer> values) {
    Open one = new Open();
    values.forEach(one.bag::add);
    Open other = new Open();
    List<Integer> turned = new ArrayList<>(values);
    Collections.reverse(turned);
    turned.forEach(other.bag::add);

    assertThat(other).isEqualTo(one).hasSameHashCodeAs(one);
  }

  private static void requireAlone(Open model, Items<Integer> other) {
    assertThat(other.isEmpty()).isTrue();
    assertThat(model.before.get() || model.after.get()).isFalse();
  }

  private static List<Integer> offered(Values<Integer> values) {
    List<Integer> all = new ArrayList<>();
    for (int i = values.next(0); i >= 0; i = values.next(i + 1)) {
      all.add(values.domain().value(i));
    }
    return all;
  }
}
