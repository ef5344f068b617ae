package io.tarry.model;

import io.tarry.engine.Symmetry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A model of records as the engine sees it. */
final class PackedRecords<S, A> extends PackedModel<S, A> {

  private final RecordModel<S, A> model;
  private final Interning<S> interning;
  private final Bounds bounds;
  private final long[] next;
  private List<Offer<S, A>> offers = List.of();
  private Optional<S> before = Optional.empty();
  private Optional<S> after = Optional.empty();

  private record Offer<S, A>(A action, Optional<S> next, String bound) {}

  /** Readies a model, whose states are numbered there. */
  PackedRecords(RecordModel<S, A> model, Interning<S> interning, Bounds bounds) {
    this.model = model;
    this.interning = interning;
    this.bounds = bounds;
    next = new long[interning.words()];
  }

  /** A numbering for the states of a model. */
  static <S> Interning<S> interning(RecordModel<S, ?> model) {
    Iterator<? extends S> initial = model.initialStates().iterator();
    if (!initial.hasNext()) {
      throw new IllegalStateException(
          "the model has no initial state, so every claim about it would be empty talk");
    }
    return new Interning<>(initial.next());
  }

  @Override
  public int words() {
    return next.length;
  }

  @Override
  public void initialStates(Sink sink) {
    List<S> initial = new ArrayList<>();
    try {
      model.initialStates().forEach(initial::add);
    } catch (RuntimeException | AssertionError failure) {
      throw new CarriedException.InModel(new long[0], INITIAL, failure);
    }
    for (S state : initial) {
      before = Optional.of(state);
      after = before;
      interning.pack(state, next);
      sink.offer(INITIAL, next);
    }
  }

  @Override
  public void successors(long[] state, Sink sink) {
    S from = interning.unpack(state);
    List<Offer<S, A>> found = offers(from, state);
    offers = found;
    before = Optional.of(from);
    for (int number = 0; number < found.size(); number++) {
      Offer<S, A> offer = found.get(number);
      if (offer.next().isPresent()) {
        after = offer.next();
        interning.pack(offer.next().get(), next, from, state);
        sink.offer(number, next);
      } else {
        sink.beyond(number, bounds.met(offer.bound()));
      }
    }
  }

  private List<Offer<S, A>> offers(S from, long[] state) {
    List<Offer<S, A>> found = new ArrayList<>();
    offers(from, state, found::add);
    return found;
  }

  private void offers(S from, long[] state, Consumer<Offer<S, A>> heard) {
    try {
      model.steps(
          from,
          new RecordModel.Steps<>() {
            @Override
            public void offer(A action, S to) {
              heard.accept(new Offer<>(action, Optional.of(to), ""));
            }

            @Override
            public void beyond(A action, String bound) {
              heard.accept(new Offer<>(action, Optional.empty(), bound));
            }
          });
    } catch (RuntimeException | AssertionError failure) {
      throw new CarriedException.InModel(state.clone(), INITIAL, failure);
    }
  }

  @Override
  Optional<A> changing(long[] state) {
    List<A> changing = new ArrayList<>();
    offers(
        interning.unpack(state),
        state,
        offer -> {
          if (changing.isEmpty() && !isAsPacked(state)) {
            changing.add(offer.action());
          }
        });
    return changing.stream().findFirst();
  }

  @Override
  public void show(long[] state) {
    before = Optional.of(interning.unpack(state));
    after = before;
  }

  @Override
  S before(long[] state) {
    return before.orElseThrow();
  }

  @Override
  S after(long[] state) {
    return after.orElseThrow();
  }

  @Override
  A action(int number) {
    return offers.get(number).action();
  }

  @Override
  String actionText(long[] state, int number) {
    List<Offer<S, A>> now = offers(interning.unpack(state), state);
    return number < now.size() // else it was offered once, and is not any more
        ? String.valueOf(now.get(number).action())
        : "number " + (number + 1);
  }

  @Override
  S keep(long[] state) {
    return interning.unpack(state);
  }

  @Override
  boolean isAsPacked(long[] state) {
    long[] again = new long[state.length];
    interning.pack(interning.unpack(state), again);
    return Arrays.equals(state, again);
  }

  @Override
  boolean mayEnd(long[] state) {
    return model.mayEnd(interning.unpack(state));
  }

  @Override
  Symmetry symmetry() {
    return state -> interning.pack(model.representative(interning.unpack(state)), state);
  }

  @Override
  Bounds bounds() {
    return bounds;
  }
}
