package io.tarry.property;

import io.tarry.tcp.settings.End;
import java.util.List;
import java.util.Optional;

/** All claims that can be checked by name. */
public final class Catalogue {

  private static final List<Claim> ALL =
      List.of(
          TimeWaitClaims.noRstOnRetransmittedFinInTimeWait(),
          TimeWaitClaims.finFromLastAckNeverAnsweredByRst(),
          TimeWaitClaims.lastAckEndsByAck(),
          TimeWaitClaims.lastAckNeverEndedByRst(),
          TimeWaitClaims.timeWaitLasts(),
          TimeWaitClaims.activeCloserPassesTimeWait(),
          TimeWaitClaims.timeWaitOnlyAt(End.CLIENT),
          TimeWaitClaims.timeWaitOnlyAt(End.SERVER),
          ResetClaims.noRstAfterGracefulClose(),
          ResetClaims.rstNeverAnsweredByRst(),
          ResetClaims.bytesNeverAnsweredByRst(),
          ByteClaims.bytesInOrder(),
          ByteClaims.endOfFileAfterLastByte(),
          ByteClaims.allBytesArrive(),
          ByteClaims.lostBytesAreTold(),
          ByteClaims.nothingNewAfterFin(),
          ByteClaims.finConsumedOnce(),
          StateClaims.noForbiddenStatePair(),
          StateClaims.timersFitStates(),
          StateClaims.nobodyGivesUp(),
          StateClaims.noStuck(),
          StateClaims.bothEstablished(),
          StateClaims.simultaneousClose(),
          IncarnationClaims.bytesOfThisIncarnation(),
          IncarnationClaims.oldSegmentsGoneBeforeReopen(),
          IncarnationClaims.fourTupleUnique(),
          IncarnationClaims.reopenAboveOldSequenceNumbers(),
          IncarnationClaims.timeWaitBackAfterOldSyn(),
          IncarnationClaims.timeWaitReusedAfterDelay(),
          IncarnationClaims.fourTupleConnectableAgain(),
          ServiceClaims.connectFindsAPort(),
          ServiceClaims.bindSucceeds(),
          ServiceClaims.connectSucceeds(),
          ServiceClaims.synAlwaysAnswered(),
          ServiceClaims.timeWaitWithinBuckets(),
          ServiceClaims.requestNeverMeetsAClose(),
          RunClaims.noEndlessExchange(),
          RunClaims.closedAtLast(),
          RunClaims.timeWaitIsLeft(),
          RunClaims.lastAckIsLeft(),
          RunClaims.orphanFinWait2IsLeft(),
          RunClaims.closeWaitIsLeft(),
          RunClaims.synSentEnds(),
          RunClaims.synReceivedIsLeft(),
          RunClaims.connectSucceedsAtLast(),
          RunClaims.halfOpenIsNoticed());

  private Catalogue() {}

  /** All claims, in the order of the documentation. */
  public static List<Claim> all() {
    return ALL;
  }

  /** The claim of that id. */
  public static Optional<Claim> find(String id) {
    return ALL.stream().filter(claim -> claim.id().equals(id)).findFirst();
  }
}
