package io.tarry.property;

import static io.tarry.property.Facts.atSomeEnd;
import static io.tarry.property.Facts.everywhere;
import static io.tarry.property.Facts.whereverAlso;

import io.tarry.engine.Property;
import io.tarry.property.Facts.EndFact;
import io.tarry.property.Facts.Fact;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.rules.Step;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Settings.Ghost;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.Tcb;
import io.tarry.tcp.world.UserError;
import io.tarry.tcp.world.World;
import java.util.List;
import java.util.Set;

/** What TCP promises users about their bytes. */
final class ByteClaims {

  private ByteClaims() {}

  static Claim bytesInOrder() {
    String id = "octets-in-order";
    Fact claim =
        model -> {
          Step step = model.step();
          int expected = model.before().app(step.at()).delivered();
          for (int i = 0; i < step.deliveredCount(); i++) {
            if (step.delivered(i) != expected + i) {
              return false;
            }
          }
          return true;
        };
    return new Claim(
        id,
        "Bytes are delivered in the order in which they were sent, each once, with no gap",
        "RFC 9293 section 1",
        "A byte is delivered out of order",
        List.of(
            Danger.when(
                "bytes come too early, or again",
                model -> cameTooEarly(model) || comeAgain(model),
                "Bytes come too early or again, and each is delivered once, in its turn")),
        Set.of(),
        Facts.claim(id, model -> model.step().deliveredCount() > 0, claim));
  }

  /**
   * Whether the segment that arrives fills a gap, so that bytes kept beyond it follow. After it the
   * connection may be gone.
   */
  private static boolean cameTooEarly(TcpModel model) {
    Step step = model.step();
    int next = model.before().tcb(step.at()).rcvNxt() + step.deliveredCount();
    return step.deliveredCount() > 0 && next > step.moved().seq() + step.moved().textLength();
  }

  private static boolean comeAgain(TcpModel model) {
    Segment moved = model.step().moved();
    return Facts.textArrives(model)
        && moved.seq() + moved.textLength() <= model.before().tcb(model.step().at()).rcvNxt();
  }

  static Claim endOfFileAfterLastByte() {
    String id = "end-of-file-after-last-octet";
    Fact premise =
        model ->
            model.step().finConsumed() && model.after().acceptedFromPeer(model.step().at()) > 0;
    Fact claim =
        model -> {
          End at = model.step().at();
          return model.after().app(at).delivered() >= model.after().acceptedFromPeer(at);
        };
    return new Claim(
        id,
        "read() returns 0 (end of file) only after every byte that the peer sent",
        "RFC 9293 section 3.6",
        "read() returns 0, and a byte is missing",
        List.of(
            Danger.when(
                "the FIN comes before the last byte",
                premise.and(model -> !model.step().moved().fin()),
                "The FIN came before the last byte, and end of file is told after it")),
        Set.of(Ghost.PAST),
        Facts.claim(id, premise, claim));
  }

  static Claim allBytesArrive() {
    String id = "all-octets-arrive";
    EndFact ends =
        (model, end) -> {
          World world = Facts.asLeft(model, end);
          return Facts.connectionEndsAt(model, end)
              && (world.app(end).accepted() > 0 || world.acceptedFromPeer(end) > 0);
        };
    EndFact complete = (model, end) -> !Facts.asLeft(model, end).missesBytes(end);
    return new Claim(
        id,
        "When both ends are closed, every byte that was sent has been delivered",
        "RFC 9293 section 3.6",
        "The connection is over, and a byte was never delivered",
        List.of(
            Danger.usual(
                "a connection ends in which bytes were sent",
                "Both ends are closed, and every byte has arrived")),
        Set.of(Ghost.PAST),
        Facts.claim(id, atSomeEnd(ends), whereverAlso(ends, complete)));
  }

  static Claim lostBytesAreTold() {
    String id = "lost-octets-are-told";
    Fact allTold =
        model ->
            !model.after().lostInSilence()
                && everywhere((m, end) -> !m.after().losesInSilence(end)).of(model);
    EndFact lostAndTold =
        (model, end) ->
            model.after().missesBytes(end)
                && model.before().app(end).error() == UserError.NONE
                && model.after().app(end).error() != UserError.NONE;
    return new Claim(
        id,
        "If a byte that was sent is never delivered, one of the two applications gets an error",
        "RFC 9293 section 3.9.1, MUST-12",
        "A byte was never delivered, and no application is told",
        List.of(
            Danger.when(
                "a byte will never be delivered",
                atSomeEnd(lostAndTold),
                "A byte will never be delivered, and a user is told an error")),
        Set.of(Ghost.PAST),
        Property.<TcpModel>noStuckState(id, allTold.asTest()));
  }

  static Claim nothingNewAfterFin() {
    String id = "nothing-new-after-fin";
    return new Claim(
        id,
        "After its FIN an end sends no new byte and no second FIN",
        "RFC 9293 section 3.10.4",
        "Something new is sent after the FIN",
        List.of(
            Danger.usual("an end that has sent its FIN sends again", "The same FIN is sent again")),
        Set.of(),
        Facts.claim(
            id, model -> sendsAfterFin(model, false), model -> !sendsAfterFin(model, true)));
  }

  /**
   * Whether an end that had sent its FIN sends bytes or a FIN; either any, or only those not sent
   * before.
   */
  private static boolean sendsAfterFin(TcpModel model, boolean onlyNew) {
    Step step = model.step();
    for (int i = 0; i < step.sentCount(); i++) {
      Segment sent = step.sent(i);
      Tcb sender = model.before().tcb(sent.from());
      boolean counts = sent.textLength() > 0 || sent.fin();
      boolean isNew = sent.end() > sender.sndNxt() || (sent.fin() && sent.end() != sender.sndNxt());
      if (counts && sender.finSent() && (isNew || !onlyNew)) {
        return true;
      }
    }
    return false;
  }

  static Claim finConsumedOnce() {
    String id = "fin-consumed-once";
    Fact claim = model -> !model.before().app(model.step().at()).endOfFile();
    return new Claim(
        id,
        "A FIN counts once: RCV.NXT moves past it once",
        "RFC 9293 section 3.10.7.4, eighth check",
        "RCV.NXT moves past a second FIN",
        List.of(
            Danger.when(
                "a FIN that was consumed comes again",
                ByteClaims::finComesAgain,
                "The FIN comes again, and RCV.NXT stays where it is")),
        Set.of(),
        Facts.claim(id, model -> model.step().finConsumed(), claim));
  }

  private static boolean finComesAgain(TcpModel model) {
    End at = model.step().at();
    Segment moved = model.step().moved();
    return model.step().isArrival()
        && moved.fin()
        && moved.end() == model.before().tcb(at).rcvNxt()
        && model.before().app(at).endOfFile();
  }
}
