package io.tarry.engine.store;

import java.util.Arrays;

/**
 * For states whose first words come again with many others after them: a key is the number of those
 * words, their group, beside the number of the rest. Where the rest hardly ever has parts in common
 * with another, this takes fewer look-ups and less memory than a tree.
 */
public final class PrefixCompression implements StateCompression {

  private final int groupWords;
  private final int words;
  private final WordsInterner groups;
  private final WordsInterner rests;

  /** Of states of so many words, of which the first ones are the group. */
  public PrefixCompression(int groupWords, int words, MemoryBudget memory) {
    this.groupWords = groupWords;
    this.words = words;
    groups = new WordsInterner(groupWords, memory);
    rests = new WordsInterner(words - groupWords, memory);
  }

  /** The number of the group in a key. */
  public static int group(long key) {
    return (int) (key >>> Integer.SIZE);
  }

  /** The number of the rest in a key. */
  public static int rest(long key) {
    return (int) key;
  }

  /** What comes after groups. */
  public WordsInterner rests() {
    return rests;
  }

  @Override
  public StateCompressor compressor() {
    return new Compressor();
  }

  /** Remembers the state unfolded last. */
  private final class Compressor implements StateCompressor {

    private final long[] unfolded = new long[words];
    private final long[] group = new long[groupWords];
    private final long[] rest = new long[words - groupWords];

    @Override
    public void unfold(long key, long[] into) {
      groups.read(group(key), group);
      rests.read(rest(key), rest);
      System.arraycopy(group, 0, unfolded, 0, groupWords);
      System.arraycopy(rest, 0, unfolded, groupWords, words - groupWords);
      System.arraycopy(unfolded, 0, into, 0, words);
    }

    @Override
    public long fold(long[] state) {
      System.arraycopy(state, 0, group, 0, groupWords);
      System.arraycopy(state, groupWords, rest, 0, words - groupWords);
      return (long) groups.numberOf(group) << Integer.SIZE | rests.numberOf(rest);
    }

    @Override
    public boolean isUnfolded(long[] state) {
      return Arrays.equals(state, unfolded);
    }
  }
}
