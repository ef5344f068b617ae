/*
 * Tarry's closing exchange for SPIN: the world of src/bench/worlds/closing-*.yaml. Both ends are
 * ESTABLISHED; the server's application calls CLOSE when it likes, the client's once it was told the
 * end of file. The rules are those of io.tarry.tcp with the stack rfc9293: RFC 9293 section 3.10.7.4
 * (a RST has to hit RCV.NXT exactly, and TIME-WAIT answers whatever gets as far as the fifth check),
 * and sections 3.10.7.1, 3.10.4 and 3.10.8. There is no clock: a running timer may fire at any
 * moment. Each thing that may happen is one transition, also when it changes nothing.
 *
 *   -DLOSE=l   how many segments the network may lose
 *   -DCOPY=d   how many copies it may deliver
 *   -DAGAIN=r  how often an end sends its FIN again before it gives up
 *   -DFATES    whether to remember how each connection ended, as Tarry does where a claim asks for it
 *
 * Packed as SPIN packs best: one process, bits instead of fields, one d_step a rule, no channel. The
 * segments on their way are a multiset, so SPIN counts those of each kind instead of sorting them.
 */
#ifndef LOSE
#define LOSE 3
#endif
#ifndef COPY
#define COPY 3
#endif
#ifndef AGAIN
#define AGAIN 3
#endif

/*
 * A segment on its way is a FIN that its sender sent by itself, or the one answer to a segment that
 * left the network, or to a copy. So there are never more than 15 of a kind, nor more than 7 FINs of
 * an end, and Tarry's room of 16 is never full.
 */
#if 2 * (AGAIN + 1) + COPY > 15 || AGAIN > 6 || LOSE > 15
#error "there is no room for so many segments"
#endif

/*
 * An end is a byte. With one FIN each and no text, its bits tell all sequence numbers: SND.NXT is
 * ISS + 1, and one more if SENT; SND.UNA likewise if ACKED, RCV.NXT if HEARD. An end that is CLOSED
 * keeps SENT and HEARD for its application, which remembers whether it has called CLOSE and was told
 * the end of file; and how it ended.
 */
#define SENT      1   /* the application has called CLOSE: our FIN was sent */
#define HEARD     2   /* the peer's FIN was consumed, and the application told the end of file */
#define ACKED     4   /* our FIN was acknowledged */
#define CROSSED   8   /* the peer's FIN came before the ACK of ours */
#define CLOSED    16
#define RESET     32  /* a RST ended it, and the application was told "connection reset" */
#ifdef FATES
#define CUT       64  /* a RST ended it, and the application was told nothing */
#else
#define CUT       0   /* which is forgotten then: it is an end like any other */
#endif
#define TIMED_OUT 128 /* it gave up, and the application was told "connection timed out" */
#define KEPT      (SENT | HEARD | RESET | CUT | TIMED_OUT)

#define EST     0
#define FW1     SENT
#define FW2     (SENT | ACKED)
#define CLOSING (SENT | HEARD | CROSSED)
#define TW      (SENT | HEARD | ACKED)
#define CW      HEARD
#define LA      (SENT | HEARD)

byte client = EST;
byte server = EST;

/* How often each has sent its FIN again, four bits each: the client's and the server's. */
byte again = 0;
#define BITS_OF_client 15
#define BITS_OF_server 240
#define ONE_OF_client  1
#define ONE_OF_server  16

/* How much more the network may do, likewise: lose segments, and deliver copies. */
byte faults = LOSE + 16 * COPY;
#define LOSSES 15
#define COPIES 240
#define LOSS   1
#define COPIED 16

/*
 * The segments on their way: of each kind that is ever sent in this world, the place of the four bits
 * that count them. By SEG.SEQ and SEG.ACK, each 1 or 2 above the ISS: a FIN has always SEG.SEQ 1, the
 * server's has SEG.ACK 1, whatever else has an ACK but the client's first ACK has 2 and 2.
 */
int on_way = 0;
#define CLIENT_RST1  0
#define CLIENT_RST2  4
#define CLIENT_ACK12 8
#define CLIENT_ACK22 12
#define CLIENT_FIN12 16
#define SERVER_RST2  20
#define SERVER_ACK22 24
#define SERVER_FIN11 28 /* last, since there are too few to reach the sign */

/* What an end sends: <SEQ=SND.NXT><ACK=RCV.NXT><ACK>, <SEQ=SEG.ACK><RST>, and its FIN. */
#define ACK_OF_client      (CLIENT_ACK12 + ((client & SENT) << 2))
#define ACK_OF_server      SERVER_ACK22 /* only TIME-WAIT ever has to */
#define RST_OF_client(ack) (CLIENT_RST1 + 4 * ack)
#define RST_OF_server(ack) SERVER_RST2  /* the client has acknowledged the FIN whatever it sends */
#define FIN_OF_client      CLIENT_FIN12
#define FIN_OF_server      SERVER_FIN11

#define SEND(kind)     on_way = on_way + (1 << (kind))
#define TAKE(kind)     on_way = on_way - (1 << kind)
#define IS_THERE(kind) (on_way & (15 << kind))

#define FORGET_AGAIN(x) again = again & (255 - BITS_OF_##x)
#define IS_WAITING(x)   (x == FW1 || x == LA || x == CLOSING) /* for the ACK of its FIN */

/* "Delete the TCB, enter the CLOSED state, and return." */
#define DELETE(x, how) x = (x & KEPT) | CLOSED | how; FORGET_AGAIN(x)

/* A RST arrives; seq and ack, here and below, are 0 for 1 and 1 for 2. */
#define RST_ARRIVES(seq, x) \
  if \
  :: x & CLOSED || (x & HEARD) > 2 * seq /* not acceptable */ \
  :: else -> \
     if \
     :: (x & HEARD) < 2 * seq -> SEND(ACK_OF_##x) /* in the window, but not exact */ \
     :: else -> \
        if \
        :: x == LA || x == CLOSING || x == TW -> DELETE(x, CUT) \
        :: else -> DELETE(x, RESET) \
        fi \
     fi \
  fi

/* A FIN or a bare ACK arrives. */
#define ACK_ARRIVES(seq, ack, fin, x) \
  if \
  :: x & CLOSED -> SEND(RST_OF_##x(ack)) \
  :: else -> \
     if \
     :: (x & HEARD) > 2 * seq || x == TW || (x & SENT) < ack -> \
        SEND(ACK_OF_##x) /* not acceptable; TIME-WAIT; or an ACK of what was not sent yet */ \
     :: else -> \
        if \
        :: ack && x == LA -> DELETE(x, 0) \
        :: ack && x == CLOSING -> x = TW; FORGET_AGAIN(x) \
        :: else -> \
           if \
           :: ack && x == FW1 -> x = FW2; FORGET_AGAIN(x) \
           :: else \
           fi; \
           if \
           :: fin && !(x & HEARD) -> x = (x == FW1 -> CLOSING : x | HEARD); SEND(ACK_OF_##x) \
           :: else \
           fi \
        fi \
     fi \
  fi

/* What may become of a segment: it arrives, a copy of it does, or it gets lost. */
#define MAY_MOVE(kind, arrives) \
  :: d_step { IS_THERE(kind) -> TAKE(kind); arrives } \
  :: d_step { IS_THERE(kind) && (faults & COPIES) -> faults = faults - COPIED; arrives } \
  :: d_step { IS_THERE(kind) && (faults & LOSSES) -> faults = faults - LOSS; TAKE(kind) }

#define MAY_CALL_CLOSE(x, when) \
  :: d_step { when -> x = x | SENT; SEND(FIN_OF_##x) }

#define MAY_TIME_OUT(x, most) \
  :: d_step { IS_WAITING(x) && (again & BITS_OF_##x) < most -> \
              again = again + ONE_OF_##x; SEND(FIN_OF_##x) } \
  :: d_step { IS_WAITING(x) && (again & BITS_OF_##x) == most -> DELETE(x, TIMED_OUT) } \
  :: d_step { x == TW -> DELETE(x, 0) }

active proctype closing() {
endAnywhere: /* to stop is no error */
  do
  MAY_CALL_CLOSE(client, client == CW) /* so the client's FIN is never the first, and the server */
  MAY_CALL_CLOSE(server, server == EST) /* never in CLOSE-WAIT */
  MAY_MOVE(CLIENT_RST1, RST_ARRIVES(0, server))
  MAY_MOVE(CLIENT_RST2, RST_ARRIVES(1, server))
  MAY_MOVE(CLIENT_ACK12, ACK_ARRIVES(0, 1, 0, server))
  MAY_MOVE(CLIENT_ACK22, ACK_ARRIVES(1, 1, 0, server))
  MAY_MOVE(CLIENT_FIN12, ACK_ARRIVES(0, 1, 1, server))
  MAY_MOVE(SERVER_RST2, RST_ARRIVES(1, client))
  MAY_MOVE(SERVER_ACK22, ACK_ARRIVES(1, 1, 0, client))
  MAY_MOVE(SERVER_FIN11, ACK_ARRIVES(0, 0, 1, client))
  MAY_TIME_OUT(client, AGAIN)
  MAY_TIME_OUT(server, 16 * AGAIN)
  od
}
