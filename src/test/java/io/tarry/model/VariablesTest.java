package io.tarry.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the variables of a model hold, and how much room they take. */
class VariablesTest {

  private enum Colour {
    RED,
    GREEN,
    BLUE
  }

  private static final Domain<Integer> SMALL = Domain.range(1, 3);

  /** A model whose constructor has not ended, so that its variables can be changed. */
  private static final class Open extends FieldModel {}

  private final Open model = new Open();

  @Test
  void variables_hold_the_first_value_at_first() {
    assertThat(model.flag("flag").get()).isFalse();
    assertThat(model.counter("counter", -2, 2).get()).isEqualTo(-2);
    assertThat(model.choice("choice", Colour.class).get()).isEqualTo(Colour.RED);
    assertThat(model.subset("subset", Colour.class).isEmpty()).isTrue();
    assertThat(model.fifo("fifo", 2, SMALL).isEmpty()).isTrue();
    assertThat(model.bag("bag", 2, SMALL).isEmpty()).isTrue();
    assertThat(model)
        .hasToString("flag: false, counter: -2, choice: RED, subset: [], fifo: [], bag: []");
  }

  @Test
  void a_counter_holds_all_of_its_numbers_and_no_other() {
    Counter counter = model.counter("n", -2, 2);
    for (int number = -2; number <= 2; number++) {
      counter.set(number);
      assertThat(counter.get()).isEqualTo(number);
    }
    counter.add(-3);

    assertThat(counter.get()).isEqualTo(-1);
    assertThatThrownBy(() -> counter.add(4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'n' goes from -2 to 2, not to 3");
    assertThat(counter.get()).isEqualTo(-1);
  }

  @Test
  void a_counter_may_have_all_numbers_that_there_are() {
    Counter counter = model.counter("n", Integer.MIN_VALUE, Integer.MAX_VALUE);
    counter.set(Integer.MAX_VALUE);

    assertThat(counter.get()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void a_choice_refuses_what_is_not_in_its_domain() {
    Choice<Integer> choice = model.choice("c", Domain.of(List.of(2, 3, 5)));
    choice.set(5);

    assertThat(choice.is(5)).isTrue();
    assertThat(choice.is(2)).isFalse();
    assertThatThrownBy(() -> choice.set(4)).hasMessage("4 is none of [2, 3, 5]");
  }

  @Test
  void a_set_of_more_than_a_word_has_each_value_by_itself() {
    Domain<Integer> many = Domain.range(0, 129);
    Subset<Integer> set = model.subset("s", many);
    set.add(129);
    set.add(0);
    set.add(64);
    set.remove(64);

    assertThat(set.value()).isEqualTo(Set.of(0, 129));
    assertThat(set.size()).isEqualTo(2);
    many.values().forEach(set::add);
    assertThat(set.isFull()).isTrue();
    set.clear();
    assertThat(set.isEmpty()).isTrue();
  }

  @Test
  void a_table_has_a_variable_for_each_pair() {
    var table =
        model.each("t", SMALL, row -> model.each(row, SMALL, cell -> model.counter(cell, 0, 9)));
    table.at(2).at(3).set(7);

    assertThat(table.at(2).at(3).get()).isEqualTo(7);
    assertThat(table.at(3).at(2).get()).isZero();
    assertThat(table.at(2).at(3)).hasToString("t[2][3]: 7");
    assertThat(table.at(2).count(cell -> cell.get() == 0)).isEqualTo(2);
    assertThat(table.at(2).any(cell -> cell.get() == 7)).isTrue();
    assertThat(table.at(2).all(cell -> cell.get() == 7)).isFalse();
    assertThat(table.at(1).all(cell -> cell.get() == 0)).isTrue();
    assertThat(table.at(1).any(cell -> cell.get() == 7)).isFalse();
  }

  @Test
  void variables_take_no_more_bits_than_they_need() {
    model.choice("of one", Domain.of(List.of("only")));
    model.flag("1 bit");
    model.counter("3 bits", 0, 4);
    model.choice("2 bits", Colour.class);
    model.subset("3 bits more", Colour.class);
    model.fifo("2 places of 2 bits", 2, SMALL);
    model.bag("25 places of 2 bits", 25, SMALL);
    assertThat(model.words).hasSize(1);

    model.flag("the last bit that fits");
    assertThat(model.words).hasSize(1);
    model.flag("one more");
    assertThat(model.words).hasSize(2);
    model.newWord();
    model.newWord();
    model.flag("in a new word");
    assertThat(model.words).hasSize(3);
  }

  @Test
  void messages_are_made_of_the_domains_of_their_parts() {
    record Message(Colour colour, int number) {}
    Domain<Message> messages = Domain.of(Domain.of(Colour.class), SMALL, Message::new);

    assertThat(messages.size()).isEqualTo(9);
    assertThat(IntStream.range(0, 9).map(i -> messages.number(messages.value(i))))
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(messages.values()).contains(new Message(Colour.BLUE, 2));
  }

  @Test
  void names_are_given_once_and_domains_are_not_empty() {
    model.flag("x");
    model.step("s").then(() -> {});

    assertThatThrownBy(() -> model.counter("x", 0, 1)).hasMessage("two variables are named 'x'");
    assertThatThrownBy(() -> model.step("s")).hasMessage("two steps are named 's'");
    assertThatThrownBy(() -> Domain.range(1, 0)).hasMessage("a domain has a value or more");
    assertThatThrownBy(() -> Domain.of(List.of(1, 1))).hasMessage("1 is in the domain twice");
    assertThatThrownBy(() -> model.fifo("f", 0, SMALL)).hasMessage("'f' has room for 0 values");
  }

  @Test
  void what_is_not_there_cannot_be_taken_out() {
    Fifo<Integer> queue = model.fifo("queue", 2, SMALL);
    Bag<Integer> bag = model.bag("bag", 2, SMALL);
    bag.add(3);

    assertThatThrownBy(queue::remove).hasMessage("'queue' has no place 0: []");
    assertThatThrownBy(() -> bag.remove(2)).hasMessage("2 is not in 'bag': [3]");
  }
}
