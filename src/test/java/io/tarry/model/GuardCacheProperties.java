package io.tarry.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is remembered of a guard is what it says. */
class GuardCacheProperties {

  /** Guards that look at other bits in other states, over three words. */
  private static final class Branching extends FieldModel {
    final Domain<Integer> places = Domain.range(0, 5);
    final Each<Integer, Counter> number = each("number", places, name -> counter(name, 0, 3));
    final Subset<Integer> open = subset("open", places);
    final Bag<Integer> bag;
    final Fifo<Integer> queue;

    Branching() {
      newWord();
      bag = bag("bag", 3, places);
      newWord();
      queue = fifo("queue", 3, places);
      step("follow", places)
          .when(p -> number.at(number.at(p).get()).get() == 2 || (p == 3 && open.isFull()))
          .then(p -> number.at(p).set((number.at(p).get() + 1) % 4));
      step("open", places).when(p -> !open.has(p)).then(open::add);
      step("shut", open).when(p -> number.at(p).get() > 0).then(open::remove);
      step("bag", bag, places)
          .when((p, q) -> !queue.isEmpty() && queue.first() <= q)
          .then((p, q) -> bag.remove(p));
      step("first", queue).then(p -> queue.remove());
      step("same", places).when(p -> p > 2 && equals(this) && hashCode() % 2 == 0).then(p -> {});
      step("change", places).then(p -> number.at(p).set((number.at(p).get() + 1) % 4));
      step("put", places, places)
          .when((p, q) -> !bag.isFull() && !queue.isFull() && number.at(q).get() == p)
          .then((p, q) -> {
            bag.add(p);
            queue.add(q);
          });
    }
  }

  @Property(tries = 20)
  void what_is_remembered_is_what_guards_say(@ForAll long seed) {
    var remembering = new PackedFields<>(Branching::new, new Bounds());
    var random = new Random(seed);
    long[] state = remembering.starts().get(0);

    for (int i = 0; i < 300; i++) {
      var fresh = new PackedFields<>(Branching::new, new Bounds());
      List<Action> moves = actions(remembering, state);

      assertThat(moves).isEqualTo(actions(fresh, state));

      List<Move<Action>> all = remembering.moves(state);
      state = all.get(random.nextInt(all.size())).next();
    }
  }

  private static List<Action> actions(PackedModel<?, Action> model, long[] state) {
    return model.moves(state).stream().map(Move::action).toList();
  }
}
