package io.tarry.tcp.rules;

import io.tarry.tcp.settings.ReopenFromTimeWait;
import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.settings.TwRestart;
import io.tarry.tcp.world.Segment;

/** What {@link PlainArrives} says of TIME-WAIT; it shares no rule with {@link TimeWaitArrives}. */
final class PlainTimeWait {

  private final PlainArrives p;

  PlainTimeWait(PlainArrives p) {
    this.p = p;
  }

  void arrives(Segment seg) {
    if (seg.syn() && !seg.hasAck()) {
      if (takenOutBy(seg)) {
        if (p.listenerBehind) {
          p.timeWaitRestarts = false;
          p.becomesSynReceived(seg);
          p.mayReturnToTimeWait = p.on(Switch.RETURN_TO_TIME_WAIT);
          return;
        }
        if (p.on(Switch.NEW_SYN_ENDS_TIME_WAIT)) {
          p.ends();
          p.refuse(seg);
          return;
        }
      } else if (p.listenerBehind && p.stack.reopenFromTimeWait() == ReopenFromTimeWait.RFC6191) {
        return;
      }
    }
    boolean old = p.stamped && !seg.rst() && p.newerBy < 0;
    boolean here = seg.seq() == p.rcvNxt;
    boolean repeatedFin = seg.fin() && seg.end() == p.rcvNxt;
    switch (p.stack.twRestart()) {
      case LINUX -> {
        if (seg.rst()) {
          rst(here, false);
        } else if (old) {
          answersAndRestarts();
        } else if (seg.length() == 0 && here) {
          p.timeWaitRestarts = true;
          p.recentMoves = p.stamped && p.newerBy > 0;
        } else if (seg.hasAck()) {
          answersAndRestarts();
        } else {
          p.sendAck();
        }
      }
      case FREEBSD -> {
        if (seg.rst()) {
          rst(here, false);
        } else if (seg.hasAck()) {
          boolean current = here && seg.length() == 0 && seg.ack() == p.sndNxt;
          if (repeatedFin) {
            answersAndRestarts();
          } else if (!current) {
            p.sendAck();
          }
        }
      }
      case LITERAL, DUPFIN -> {
        boolean meant = p.stack.twRestart() == TwRestart.DUPFIN;
        if (p.on(Switch.NO_ACK_FIRST) && p.hasNone(seg)) {
          return;
        }
        if (old) {
          p.sendAck();
        } else if (!p.acceptable(seg)) {
          boolean repeat = seg.length() > 0 && seg.end() == p.rcvNxt && !seg.syn();
          if (seg.rst()) {
            return;
          }
          if (!meant && repeat && seg.hasAck() && p.on(Switch.ACK_OF_REPEATED_SEGMENT)) {
            if (p.sensibleAck(seg.ack())) {
              answersAndRestarts();
            }
          } else {
            p.sendAck();
            p.timeWaitRestarts = repeatedFin && meant;
          }
        } else {
          p.recentMoves = p.stamped && p.newerBy > 0 && seg.seq() <= p.rcvNxt;
          acceptable(seg, here, meant);
        }
      }
    }
  }

  private void answersAndRestarts() {
    p.sendAck();
    p.timeWaitRestarts = true;
  }

  private boolean takenOutBy(Segment syn) {
    boolean beyond = syn.seq() > p.rcvNxt;
    return switch (p.stack.reopenFromTimeWait()) {
      case NONE -> false;
      case SEQ -> beyond;
      case TS -> p.stamped && p.newerBy > 0;
      case LINUX -> p.stamped ? p.newerBy > 0 || (p.newerBy == 0 && beyond) : beyond;
      // The old connection used no timestamps, or both do; who offers none has none to compare.
      case RFC6191 -> p.stamped ? p.newerBy > 0 || (p.newerBy == 0 && beyond) : beyond;
    };
  }

  private void acceptable(Segment seg, boolean here, boolean meant) {
    if (seg.rst()) {
      rst(here, true);
    } else if (seg.syn()) {
      p.synInWindow(seg);
    } else if (seg.hasAck() && p.sensibleAck(seg.ack())) {
      if (seg.fin() && seg.end() - 1 == p.rcvNxt) {
        p.rcvNxt++;
        p.endOfFile = true;
        answersAndRestarts();
      } else if (!meant) {
        answersAndRestarts();
      } else if (seg.length() > 0) {
        p.sendAck();
      }
    }
  }

  private void rst(boolean exact, boolean byText) {
    if (!p.on(Switch.HONOR_RST_IN_TIME_WAIT)) {
      return;
    }
    if (exact || (byText && !p.on(Switch.RFC5961))) {
      p.ends();
    } else if (byText) {
      p.sendAck();
    }
  }
}
