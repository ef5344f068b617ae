package io.tarry.property;

import io.tarry.property.Facts.Fact;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Settings.Ghost;
import io.tarry.tcp.world.TcpState;
import java.util.List;
import java.util.Set;

/** When a RST may be sent. */
final class ResetClaims {

  private ResetClaims() {}

  static Claim noRstAfterGracefulClose() {
    String id = "no-rst-after-graceful-close";
    Fact premise =
        model -> {
          End at = model.step().at();
          return model.step().isOfConnection()
              && Facts.closedGracefully(model.before(), at)
              && Facts.peerClosedGracefully(model.before(), at)
              && !Facts.quit(model.after().tcb(at).fate());
        };
    return new Claim(
        id,
        "No RST is sent on a connection that both ends have closed in good order, unless one aborts",
        "RFC 1337",
        "A RST is sent, though both ends have closed in good order",
        List.of(
            Danger.when(
                "a segment comes after the close, to an end in TIME_WAIT or CLOSED",
                premise.and(ResetClaims::comesAfterTheClose),
                "A segment comes after the close, and draws no RST")),
        Set.of(Ghost.FATE, Ghost.PAST),
        Facts.claim(id, premise, model -> !Facts.sendsRst(model)));
  }

  private static boolean comesAfterTheClose(TcpModel model) {
    return model.step().isArrival()
        && (found(model) == TcpState.TIME_WAIT || Facts.closedOrListening(found(model)));
  }

  /** The state before the step of the end where it happens. */
  private static TcpState found(TcpModel model) {
    return Facts.before(model, model.step().at());
  }

  static Claim rstNeverAnsweredByRst() {
    String id = "rst-never-answered-by-rst";
    return new Claim(
        id,
        "A RST is never answered by a RST",
        "RFC 9293 section 3.5.2",
        "A RST is answered by a RST",
        List.of(
            Danger.when(
                "a RST reaches an end without a connection",
                model -> Facts.rstArrives(model) && Facts.closedOrListening(found(model)),
                "A RST comes where anything else draws a RST, and nothing answers it")),
        Set.of(),
        Facts.claim(id, Facts::rstArrives, model -> !Facts.sendsRst(model)));
  }

  static Claim bytesNeverAnsweredByRst() {
    String id = "octets-never-answered-by-rst";
    return new Claim(
        id,
        "Bytes that arrive are never answered by a RST",
        "RFC 9293 section 3.6.1, SHLD-3",
        "Bytes arrive where nobody will read them, and are answered by a RST",
        List.of(
            Danger.when(
                "bytes reach an end that has closed or shut down",
                model ->
                    Facts.textArrives(model)
                        && (Facts.closing(found(model)) || Facts.closedOrListening(found(model))),
                "Bytes reach an end that has sent its FIN, and draw no RST")),
        Set.of(),
        Facts.claim(id, Facts::textArrives, model -> !Facts.sendsRst(model)));
  }
}
