package io.tarry.engine;

/** A model whose states have one word, as one whose states have three. */
record Spread(Model model) implements Model {

  private static final long LOW = 0xFFF;
  private static final long ODD = 0x9E3779B97F4A7C15L;

  @Override
  public int words() {
    return 3;
  }

  @Override
  public void initialStates(Sink sink) {
    model.initialStates(spreading(sink));
  }

  @Override
  public void successors(long[] state, Sink sink) {
    model.successors(new long[] {state[1] << 12 | state[0]}, spreading(sink));
  }

  /** Few words come often, and one of each state comes once. */
  private static Sink spreading(Sink sink) {
    return new Sink() {
      @Override
      public void offer(int action, long[] next) {
        sink.offer(action, new long[] {next[0] & LOW, next[0] >>> 12, next[0] * ODD});
      }

      @Override
      public void beyond(int action, String limit) {
        sink.beyond(action, limit);
      }
    };
  }
}
