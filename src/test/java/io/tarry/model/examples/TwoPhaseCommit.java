package io.tarry.model.examples;

import io.tarry.model.Choice;
import io.tarry.model.Domain;
import io.tarry.model.Each;
import io.tarry.model.FieldModel;
import io.tarry.model.Subset;

/** A coordinator commits once it has heard that all managers are prepared, or aborts before. */
final class TwoPhaseCommit extends FieldModel {

  enum Manager {
    WORKING,
    PREPARED,
    COMMITTED,
    ABORTED
  }

  enum Decision {
    NONE,
    COMMIT,
    ABORT
  }

  final Each<Integer, Choice<Manager>> manager;
  final Subset<Integer> said;
  final Subset<Integer> heard;
  final Choice<Decision> decision = choice("decision", Decision.class);

  TwoPhaseCommit(int count) {
    Domain<Integer> managers = Domain.range(1, count);
    manager = each("manager", managers, name -> choice(name, Manager.class));
    said = subset("said", managers);
    heard = subset("heard", managers);

    step("decide to commit")
        .when(() -> decision.is(Decision.NONE) && heard.isFull())
        .then(() -> decision.set(Decision.COMMIT));
    step("decide to abort")
        .when(() -> decision.is(Decision.NONE))
        .then(() -> decision.set(Decision.ABORT));
    step("hear", said).when(m -> decision.is(Decision.NONE)).then(heard::add);
    step("prepare", managers)
        .when(m -> manager.at(m).is(Manager.WORKING))
        .then(m -> {
          manager.at(m).set(Manager.PREPARED);
          said.add(m);
        });
    step("give up", managers)
        .when(m -> manager.at(m).is(Manager.WORKING))
        .then(m -> manager.at(m).set(Manager.ABORTED));
    step("commit", managers)
        .when(m -> decision.is(Decision.COMMIT))
        .then(m -> manager.at(m).set(Manager.COMMITTED));
    step("abort", managers)
        .when(m -> decision.is(Decision.ABORT))
        .then(m -> manager.at(m).set(Manager.ABORTED));
    mayEnd(() -> manager.all(m -> m.is(Manager.COMMITTED) || m.is(Manager.ABORTED)));
  }

  boolean disagree() {
    return manager.any(m -> m.is(Manager.COMMITTED)) && manager.any(m -> m.is(Manager.ABORTED));
  }
}
