package io.tarry.property;

import io.tarry.property.Facts.Fact;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Settings.Ghost;
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
        "Both ends have closed in good order",
        Set.of(Ghost.FATE, Ghost.PAST),
        Facts.claim(id, premise, model -> !Facts.sendsRst(model))
            .witnessedBy(premise.and(Facts.CONNECTION_ENDS).asTest()));
  }

  static Claim rstNeverAnsweredByRst() {
    String id = "rst-never-answered-by-rst";
    return new Claim(
        id,
        "A RST is never answered by a RST",
        "RFC 9293 section 3.5.2",
        "A RST is answered by a RST",
        "A RST arrives, and no RST answers it",
        Set.of(),
        Facts.claim(id, Facts::rstArrives, model -> !Facts.sendsRst(model)));
  }

  static Claim octetsNeverAnsweredByRst() {
    String id = "octets-never-answered-by-rst";
    return new Claim(
        id,
        "Bytes that arrive are never answered by a RST",
        "RFC 9293 section 3.6.1, SHLD-3",
        "Bytes arrive where nobody will read them, and are answered by a RST",
        "Bytes arrive, and no RST answers them",
        Set.of(),
        Facts.claim(id, Facts::textArrives, model -> !Facts.sendsRst(model)));
  }
}
