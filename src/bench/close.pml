/*
 * "close N" for SPIN: N connections, each of which both ends may close at any time over a network
 * that loses, duplicates and delays. The same rules as io.tarry.bench.CloseRules; each is one
 * transition wherever its guard holds, also when it changes nothing. -DN=1, 2 or 3; default 2.
 *
 * Packed as SPIN packs best: one process, one byte an end, one d_step a rule, no channel. With a
 * process an end, whose place in the code is its state, SPIN had the same states, was slower and
 * took more memory.
 */
#ifndef N
#define N 2
#endif

/* An end x is a byte: its state, and a bit for each kind of message that is under way to it. */
#define EST     0
#define FW1     1
#define FW2     2
#define CLOSING 3
#define TW      4
#define CW      5
#define LA      6
#define CLOSED  7
#define FIN     8
#define ACK     16
#define RST     32

#define STATE(x) (end[x] & 7)

/* What becomes of each state, a hexadecimal digit each, the last one for EST. */
#define BY_FIN 1985229877 /* 0x76543435 */
#define BY_ACK 2002010656 /* 0x77544220 */
#define AFTER(table, x) ((table >> (STATE(x) << 2)) & 7)

#define SEND(message, y)       end[y] = end[y] | message
#define LOSE(message, x)       end[x] = end[x] & (63 - message)
#define BECOME(state, x)       end[x] = (end[x] & 56) | state
#define TAKE(message, state, x) end[x] = (end[x] & (56 - message)) | state
#define ANSWER(x, y)           SEND((STATE(x) == CLOSED -> RST : ACK), y)

byte end[2 * N];

#define RULES(x, y) \
  :: d_step { STATE(x) == EST -> BECOME(FW1, x); SEND(FIN, y) } \
  :: d_step { STATE(x) == CW -> BECOME(LA, x); SEND(FIN, y) } \
  :: d_step { (STATE(x) == FW1 || STATE(x) == CLOSING || STATE(x) == LA) && !(end[y] & FIN) -> \
              SEND(FIN, y) } \
  :: d_step { end[x] & FIN -> ANSWER(x, y); TAKE(FIN, AFTER(BY_FIN, x), x) } \
  :: d_step { end[x] & FIN -> ANSWER(x, y); BECOME(AFTER(BY_FIN, x), x) } \
  :: d_step { end[x] & FIN -> LOSE(FIN, x) } \
  :: d_step { end[x] & ACK -> TAKE(ACK, AFTER(BY_ACK, x), x) } \
  :: d_step { end[x] & ACK -> BECOME(AFTER(BY_ACK, x), x) } \
  :: d_step { end[x] & ACK -> LOSE(ACK, x) } \
  :: d_step { end[x] & RST -> TAKE(RST, CLOSED, x) } \
  :: d_step { end[x] & RST -> BECOME(CLOSED, x) } \
  :: d_step { end[x] & RST -> LOSE(RST, x) } \
  :: d_step { STATE(x) == TW -> BECOME(CLOSED, x) }

active proctype close() {
endAnywhere: /* to stop is no error */
  do
  RULES(0, 1)
  RULES(1, 0)
#if N > 1
  RULES(2, 3)
  RULES(3, 2)
#endif
#if N > 2
  RULES(4, 5)
  RULES(5, 4)
#endif
  od
}
