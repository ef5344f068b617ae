package io.tarry.tcp.rules;

import io.tarry.tcp.ServiceWorld;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.TestWorld;
import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.IsnChoice;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.SocketOptions;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.world.Fate;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.Timer;
import io.tarry.tcp.world.World;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Deliberately wrong TCPs, each by the claim of the catalogue that must catch it: the right rules
 * with one of them replaced, in a small world where that shows.
 */
public final class WrongTcp {

  private WrongTcp() {}

  /** A world with a wrong TCP, by the id of the claim that it breaks. */
  public static Map<String, Supplier<TcpModel>> byClaim() {
    Map<String, Supplier<TcpModel>> wrong = new LinkedHashMap<>();
    TestWorld oneLoss = TestWorld.serverCloses().losing(1).timeWait(4);
    TestWorld exchange = TestWorld.wholeExchange();
    // With bytes, sequence numbers have bits to spare for a TCP that counts too far.
    TestWorld bytesAndLoss =
        oneLoss.scripts(
            Script.of(Script.Instruction.send(1), TestWorld.CLOSE_ON_EOF),
            Script.of(Script.Instruction.send(1), TestWorld.CLOSE));
    TestWorld data =
        TestWorld.serverCloses()
            .scripts(
                Script.of(TestWorld.CLOSE_ON_EOF),
                Script.of(Script.Instruction.send(1), Script.Instruction.send(1), TestWorld.CLOSE));

    wrong.put("no-rst-on-retransmitted-fin-in-time-wait", arrives(oneLoss, forgetsInTimeWait()));
    wrong.put("fin-from-last-ack-never-answered-by-rst", right(oneLoss.timeWait(0)));
    wrong.put("last-ack-ends-by-ack", right(oneLoss.timeWait(0)));
    wrong.put("last-ack-never-ended-by-rst", right(oneLoss.timeWait(0)));
    wrong.put("time-wait-lasts", arrives(oneLoss, leavesTimeWaitOnRepeatedFin()));
    wrong.put("active-closer-passes-time-wait", right(oneLoss.timeWait(0)));
    wrong.put("time-wait-only-at-client", right(oneLoss));
    wrong.put("time-wait-only-at-server", arrives(oneLoss, waitsAfterLastAck()));
    wrong.put("no-rst-after-graceful-close", right(oneLoss.timeWait(0)));
    wrong.put("rst-never-answered-by-rst", arrives(oneLoss.timeWait(0), answersRst()));
    wrong.put("octets-never-answered-by-rst", arrives(exchange, refusesBytes()));
    wrong.put("octets-in-order", arrives(data, deliversBeyondGaps()));
    wrong.put("end-of-file-after-last-octet", arrives(data, actsOnFinBeyondGap()));
    wrong.put("all-octets-arrive", arrives(data, actsOnFinBeyondGap()));
    wrong.put("lost-octets-are-told", right(oneLossTooMany()));
    wrong.put("nothing-new-after-fin", timeouts(bytesAndLoss, sendsSecondFin()));
    wrong.put("fin-consumed-once", arrives(bytesAndLoss, takesOldFinAgain()));
    wrong.put("no-forbidden-state-pair", arrives(oneLoss, skipsCloseWait()));
    wrong.put("timers-fit-states", arrives(oneLoss, keepsRetransmissionTimer()));
    wrong.put("nobody-gives-up", arrives(oneLoss, neverAcknowledgesFin()));
    wrong.put("no-stuck-state", timeouts(oneLoss, stopsAfterFirstTimeout()));
    wrong.put("both-established", arrives(exchange, listenerIgnoresSyn()));
    wrong.put("simultaneous-close", arrives(TestWorld.bothClose(), closingEndsInClosed()));

    ServiceWorld twice = ServiceWorld.clientComes(2);
    ServiceWorld reusing =
        ServiceWorld.clientComes(2)
            .clientSysctls(true, 1, 2)
            .serverSysctls(true, false, Settings.UNLIMITED)
            .timeWait(4);
    wrong.put("octets-of-this-incarnation", right(oldDuplicates()));
    wrong.put("old-segments-gone-before-reopen", right(oldDuplicates()));
    wrong.put("four-tuple-unique", opening(twice, takesAny()));
    wrong.put("reopen-above-old-sequence-numbers", right(anyIsn()));
    wrong.put("time-wait-back-after-old-syn", right(anOldSyn()));
    wrong.put("time-wait-reused-after-delay", opening(reusing, reusesAtOnce()));
    wrong.put("four-tuple-connectable-again", opening(twice, takesNone()));
    wrong.put("connect-finds-a-port", right(twice));
    wrong.put(
        "bind-succeeds",
        right(ServiceWorld.clientComes(1).serverFirst().serverOptions(SocketOptions.NONE, 1)));
    wrong.put("connect-succeeds", service(ServiceWorld.clientComes(1), listenerIgnoresSyn()));
    wrong.put("syn-always-answered", service(ServiceWorld.clientComes(1), listenerIgnoresSyn()));
    wrong.put("time-wait-within-buckets", service(oneBucket(), waitsWithoutRoom()));
    wrong.put("request-never-meets-a-close", right(impatientServer()));
    aboutRuns(wrong);
    return wrong;
  }

  private static void aboutRuns(Map<String, Supplier<TcpModel>> wrong) {
    TestWorld twoTimeWaits = TestWorld.bothClose().duplicating(1);
    TestWorld onlyTheServerCloses =
        TestWorld.serverCloses().scripts(Script.of(), Script.of(TestWorld.CLOSE));
    TestWorld lossyClose = TestWorld.serverCloses().losing(1).timeWait(4);
    TestWorld lossyOpen =
        TestWorld.wholeExchange()
            .losing(1)
            .scripts(
                Script.of(Script.Instruction.of(Call.OPEN)),
                Script.of(Script.Instruction.of(Call.LISTEN)));
    wrong.put("no-endless-exchange", right(twoTimeWaits));
    wrong.put("closed-at-last", timeouts(lossyClose, stopsAfterFirstTimeout()));
    wrong.put("time-wait-is-left", right(twoTimeWaits));
    wrong.put("last-ack-is-left", timeouts(lossyClose, stopsAfterFirstTimeout()));
    wrong.put(
        "orphan-fin-wait-2-is-left",
        timeouts(onlyTheServerCloses.stack(Stack.LINUX), forgetsFinWait2()));
    wrong.put("close-wait-is-left", right(onlyTheServerCloses));
    wrong.put("syn-sent-ends", timeouts(lossyOpen, stopsAfterFirstTimeout()));
    wrong.put("syn-received-is-left", timeouts(lossyOpen, stopsAfterFirstTimeout()));
    wrong.put(
        "connect-succeeds-at-last", service(ServiceWorld.clientComes(1), listenerIgnoresSyn()));
    wrong.put(
        "half-open-is-noticed",
        right(
            TestWorld.serverCloses()
                .losing(1)
                .scripts(Script.of(), Script.of(Script.Instruction.of(Call.ABORT)))));
  }

  private static Supplier<TcpModel> right(ServiceWorld world) {
    Settings settings = world.settings();
    return () -> new TcpModel(settings);
  }

  private static Supplier<TcpModel> service(ServiceWorld world, SegmentArrives wrong) {
    Settings settings = world.settings();
    return () -> new TcpModel(settings, new Tcp(wrong, new UserCalls(), new Timeouts()));
  }

  private static Supplier<TcpModel> opening(ServiceWorld world, Opening wrong) {
    Settings settings = world.settings();
    return () ->
        new TcpModel(
            settings,
            new Tcp(new SegmentArrives(new OtherStates()), new UserCalls(), new Timeouts(), wrong));
  }

  /** No TIME_WAIT, the same ISN each time, and a copy of a byte on its way. */
  private static ServiceWorld oldDuplicates() {
    return ServiceWorld.clientComes(1)
        .scripts(Script.of(), Script.of(Script.Instruction.of(Call.LISTEN), TestWorld.CLOSE_ON_EOF))
        .fromEstablished(
            Script.of(Script.Instruction.send(1), TestWorld.CLOSE),
            Script.of(Script.Instruction.of(Call.OPEN)))
        .isn(IsnChoice.CONSTANT)
        .network(0, 1, true)
        .timeWait(0);
  }

  /** Who has called close() is not told that nobody acknowledged his byte. */
  private static TestWorld oneLossTooMany() {
    return TestWorld.serverCloses()
        .stack(Stack.LINUX)
        .scripts(Script.of(), Script.of(Script.Instruction.send(1), TestWorld.CLOSE))
        .losing(4)
        .inOrder();
  }

  /** The SYN of an attempt that was given up comes late, and is above the numbers of the next. */
  private static ServiceWorld anOldSyn() {
    return ServiceWorld.clientComes(1)
        .serverFirst()
        .sessions(
            Script.of(Script.Instruction.of(Call.OPEN), TestWorld.CLOSE),
            Script.of(Script.Instruction.of(Call.OPEN), TestWorld.CLOSE_ON_EOF.onceConnected()))
        .scripts(
            Script.of(),
            Script.of(Script.Instruction.of(Call.LISTEN), TestWorld.CLOSE.onceConnected()))
        .clientIsn(IsnChoice.ANY)
        .network(0, 0, true);
  }

  private static ServiceWorld anyIsn() {
    return ServiceWorld.clientComes(2).serverFirst().isn(IsnChoice.ANY);
  }

  private static ServiceWorld oneBucket() {
    return ServiceWorld.clientComes(2)
        .serverFirst()
        .ports(2)
        .serverSysctls(false, false, 1)
        .timeWait(4);
  }

  /** A server that closes when it likes, and a client that asks twice. */
  private static ServiceWorld impatientServer() {
    return ServiceWorld.clientComes(1)
        .scripts(
            Script.of(
                Script.Instruction.of(Call.OPEN),
                Script.Instruction.send(1).onceConnected(),
                Script.Instruction.send(1).onceReceived(1),
                TestWorld.CLOSE.onceReceived(2)),
            ServiceWorld.serverClosesFirst());
  }

  private static Opening takesAny() {
    return new Opening() {
      @Override
      boolean mayReuse(Settings settings, World world, int client, End end, boolean bound) {
        return world.tcb(end).state == TcpState.TIME_WAIT;
      }
    };
  }

  private static Opening takesNone() {
    return new Opening() {
      @Override
      public boolean mayTake(Settings settings, World world, int client, End end, boolean bound) {
        return world.incarnations(end.connection()) == 0;
      }
    };
  }

  private static Opening reusesAtOnce() {
    return new Opening() {
      @Override
      boolean mayReuse(Settings settings, World world, int client, End end, boolean bound) {
        return world.tcb(end).state == TcpState.TIME_WAIT && world.tcb(end).timestamps;
      }
    };
  }

  private static SegmentArrives waitsWithoutRoom() {
    return new SegmentArrives(
        new OtherStates() {
          @Override
          void actOnFin(Endpoint e) {
            boolean waits = e.tcb.state == TcpState.FIN_WAIT_2;
            super.actOnFin(e);
            if (waits && e.tcb.state == TcpState.LISTEN) {
              e.tcb.state = TcpState.TIME_WAIT;
              e.restartTimeWaitTimer();
            }
          }
        });
  }

  private static Supplier<TcpModel> right(TestWorld world) {
    return () -> new TcpModel(settings(world));
  }

  private static Supplier<TcpModel> arrives(TestWorld world, SegmentArrives wrong) {
    return () -> new TcpModel(settings(world), new Tcp(wrong, new UserCalls(), new Timeouts()));
  }

  /** No claim counts segments, and a count never comes back to where it was. */
  private static Settings settings(TestWorld world) {
    return world.settings().remembering(EnumSet.complementOf(EnumSet.of(Settings.Ghost.SENT)));
  }

  private static Supplier<TcpModel> arrives(TestWorld world, OtherStates wrong) {
    return arrives(world, new SegmentArrives(wrong));
  }

  private static Supplier<TcpModel> timeouts(TestWorld world, Timeouts wrong) {
    return () ->
        new TcpModel(
            settings(world),
            new Tcp(new SegmentArrives(new OtherStates()), new UserCalls(), wrong));
  }

  private static SegmentArrives forgetsInTimeWait() {
    return new SegmentArrives(new OtherStates()) {
      @Override
      void timeWait(Endpoint e, Segment seg) {
        closed(e, seg);
      }
    };
  }

  private static SegmentArrives leavesTimeWaitOnRepeatedFin() {
    return new SegmentArrives(new OtherStates()) {
      @Override
      void timeWait(Endpoint e, Segment seg) {
        super.timeWait(e, seg);
        if (seg.fin()) {
          e.close(Fate.CLOSED);
        }
      }
    };
  }

  private static OtherStates waitsAfterLastAck() {
    return new OtherStates() {
      @Override
      Next fifthCheckAck(Endpoint e, Segment seg) {
        if (e.tcb.state == TcpState.LAST_ACK && seg.ack() == e.tcb.sndNxt) {
          e.tcb.sndUna = seg.ack();
          e.enterTimeWait();
          return Next.DROP;
        }
        return super.fifthCheckAck(e, seg);
      }
    };
  }

  private static OtherStates answersRst() {
    return new OtherStates() {
      @Override
      void reset(Endpoint e) {
        e.send.abort();
        super.reset(e);
      }
    };
  }

  private static OtherStates refusesBytes() {
    return new OtherStates() {
      @Override
      void seventhProcessText(Endpoint e, Segment seg) {
        if (seg.textLength() > 0) {
          e.send.resetFor(seg);
        }
      }
    };
  }

  private static OtherStates deliversBeyondGaps() {
    return new OtherStates() {
      @Override
      void seventhProcessText(Endpoint e, Segment seg) {
        if (seg.textLength() > 0 && seg.seq() > e.tcb.rcvNxt) {
          e.tcb.rcvNxt = seg.seq();
        }
        super.seventhProcessText(e, seg);
      }
    };
  }

  private static OtherStates actsOnFinBeyondGap() {
    return new OtherStates() {
      @Override
      void eighthCheckFin(Endpoint e, Segment seg) {
        if (seg.fin() && seg.seq() > e.tcb.rcvNxt) {
          e.tcb.rcvNxt = seg.seq();
        }
        super.eighthCheckFin(e, seg);
      }
    };
  }

  private static Timeouts sendsSecondFin() {
    return new Timeouts() {
      @Override
      public void retransmission(Endpoint e) {
        if (e.tcb.finUnacknowledged() && e.tcb.sndUna == e.tcb.sndEnd) {
          e.tcb.sndEnd++;
          e.tcb.sndUna++;
          e.tcb.sndNxt++;
        }
        super.retransmission(e);
      }
    };
  }

  private static OtherStates takesOldFinAgain() {
    return new OtherStates() {
      @Override
      Next firstCheckSequenceNumber(Endpoint e, Segment seg) {
        if (seg.fin() && SequenceCheck.isRepeat(e, seg)) {
          actOnFin(e);
          return Next.DROP;
        }
        return super.firstCheckSequenceNumber(e, seg);
      }
    };
  }

  private static OtherStates skipsCloseWait() {
    return new OtherStates() {
      @Override
      void actOnFin(Endpoint e) {
        super.actOnFin(e);
        if (e.tcb.state == TcpState.CLOSE_WAIT) {
          e.enter(TcpState.ESTABLISHED);
        }
      }
    };
  }

  private static OtherStates keepsRetransmissionTimer() {
    return new OtherStates() {
      @Override
      void actOnFin(Endpoint e) {
        super.actOnFin(e);
        e.startRetransmissionTimerUnlessRunning();
      }
    };
  }

  private static OtherStates neverAcknowledgesFin() {
    return new OtherStates() {
      @Override
      void eighthCheckFin(Endpoint e, Segment seg) {
        if (!seg.fin()) {
          super.eighthCheckFin(e, seg);
        }
      }
    };
  }

  private static Timeouts stopsAfterFirstTimeout() {
    return new Timeouts() {
      @Override
      public void retransmission(Endpoint e) {
        e.tcb.retransmissionTimer = Timer.OFF;
      }
    };
  }

  private static Timeouts forgetsFinWait2() {
    return new Timeouts() {
      @Override
      public void finWait2(Endpoint e) {
        e.tcb.finWait2Timer = Timer.OFF;
      }
    };
  }

  private static SegmentArrives listenerIgnoresSyn() {
    return new SegmentArrives(new OtherStates()) {
      @Override
      void listen(Endpoint e, Segment seg) {
        e.because(Rule.LISTEN_OTHER);
      }
    };
  }

  private static OtherStates closingEndsInClosed() {
    return new OtherStates() {
      @Override
      Next fifthCheckAck(Endpoint e, Segment seg) {
        boolean wasClosing = e.tcb.state == TcpState.CLOSING;
        Next next = super.fifthCheckAck(e, seg);
        if (wasClosing && e.tcb.state == TcpState.TIME_WAIT) {
          e.close(Fate.CLOSED);
        }
        return next;
      }
    };
  }
}
