package io.tarry.lab;

import io.tarry.check.Story;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.UserError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the calls of a run, and compares what they return, and what users are told and can read.
 */
final class UserComparison {

  private final Plan plan;
  private final LabNetwork network;
  private final Users users;

  UserComparison(Plan plan, LabNetwork network, Users users) {
    this.plan = plan;
    this.network = network;
    this.users = users;
  }

  /** Makes the call of a step. */
  void call(Story.Step step) throws IOException, DiffersException {
    TcpState before = Plan.state(plan.story().before(step), step.at().orElseThrow().end());
    if (isConnect(step)) {
      network.pass(users.find(step.at().get()));
    }
    int error = users.call(step, before);
    int expected = step.told().error().map(Users::errno).orElse(0);
    long until = System.nanoTime() + WaitingTimes.ANSWER.toNanos();
    // A delay of the kernel, such as tcp_tw_reuse_delay, may not be over yet.
    while (error == Libc.EADDRNOTAVAIL && expected == 0 && System.nanoTime() < until) {
      WaitingTimes.pause();
      error = users.call(step, before);
    }
    if (error != expected) {
      throw new DiffersException(
          step.number(),
          plan.name(step.at().orElseThrow().lifeline()),
          error(expected),
          error(error));
    }
  }

  private boolean isConnect(Story.Step step) {
    return step.event().kind() == Action.Kind.CALL
        && step.event().call().orElseThrow().function() == Story.Function.CONNECT
        && step.at().orElseThrow().lifeline() != plan.server();
  }

  private static String error(int error) {
    return error == 0 ? "the call succeeds" : "the call fails: " + Libc.name(error);
  }

  /** Compares what the user is told, and which bytes it can read. */
  void told(Story.Step step) throws IOException, DiffersException {
    boolean isCall =
        step.event().kind() != Action.Kind.PATIENCE_TIMEOUT && step.event().call().isPresent();
    if (step.at().isEmpty() || isCall) {
      return; // what a call returns was compared
    }
    Endpoint user = users.find(step.at().get());
    Optional<UserError> error = step.told().error();
    if (error.isPresent() && user.hasDescriptor()) {
      int told = users.told(user);
      if (told != Users.errno(error.get())) {
        throw new DiffersException(
            step.number(),
            plan.name(user.host),
            "the user is told " + Libc.name(Users.errno(error.get())),
            told == 0 ? "the user is told nothing" : "the user is told " + Libc.name(told));
      }
    }
    if (!step.told().bytes().isEmpty() && user.hasDescriptor()) {
      compareBytes(step, user);
    }
  }

  private void compareBytes(Story.Step step, Endpoint user) throws IOException, DiffersException {
    List<Story.ReadByte> expected = step.told().bytes();
    byte[] unread = users.unread(user);
    List<Story.ReadByte> seen = new ArrayList<>();
    for (int i = Math.max(0, unread.length - expected.size()); i < unread.length; i++) {
      boolean foreign = Endpoint.incarnation(unread[i]) != user.incarnation();
      // The run says which connection a byte is of only where a claim of the case asks.
      boolean known = expected.stream().anyMatch(Story.ReadByte::foreign);
      seen.add(new Story.ReadByte(Endpoint.number(unread[i]), known && foreign));
    }
    if (!seen.equals(expected)) {
      throw new DiffersException(
          step.number(),
          plan.name(user.host),
          "bytes to read: " + expected,
          "bytes to read: " + seen);
    }
  }
}
