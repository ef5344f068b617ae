package io.tarry.engine.store;

import io.tarry.engine.StateKeys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Folds states of several words into keys, along a binary tree (tree compression). */
final class TreeCompression implements StateCompression {

  /*
   * A leaf of the tree stands for a word of the state and numbers the values that it has had. An
   * inner node numbers the pairs of its children's numbers. The pair at the root is the key: 64
   * bits, whatever the length of the state. Nothing is lost, as each number leads back to its word
   * or pair [1]. At a step few parts of a state change, so the same parts come again and again, and
   * a state of many words costs little more than its key.
   *
   * Cost. All nodes but the root have a table (see Interner) of 8 bytes an entry and 6 to 12 more
   * to find it. In the best case the children of the root have about as many entries as the square
   * root of the states, and a state takes 8 bytes. In the worst case each part of each state is
   * new; then the tree takes more than the states would. To fold a state asks for the numbers of
   * those nodes alone below which it differs from the state that was unfolded last: a successor
   * differs in few words, so that is a few look-ups. To unfold it is one read a node.
   *
   * Where the tree is cut decides what it costs. A model may say that its first words are its
   * control, and the rest what is in flight; then these are the two children of the root, and a key
   * is the number of the one beside the number of the other, which is what remembered steps are
   * found by (see StateKeys). Before, all models had halves of equal length, as those that do not say
   * still have. Where the words on the right hardly ever change, the node on the left gets almost an
   * entry a state that way: 14 of 36 bytes a state in a world of TCP, and a cache miss each time.
   *
   * What is in flight is a list that is seldom long, so its last words are mostly empty. Therefore
   * its first word is one child, and all that follow are the other one. Cut after the second of three
   * words, the left child had nearly as many pairs as there were flights: 1.8 of 20 bytes a state.
   *
   * What others do:
   *
   * - SPIN's COLLAPSE [2] puts the numbers of all parts side by side. The key gets longer with each
   *   part, and would not fit 64 bits.
   * - LTSmin has one table for all nodes [1]. With a table a node, numbers count from 0 without
   *   gaps. So keys are small and near each other, and a level takes few bytes when its keys are
   *   sorted and written as distances (see Block).
   *
   * [1] Laarman, van de Pol, Weber: Parallel Recursive State Compression for Free, SPIN 2011
   * [2] Holzmann: State Compression in SPIN: Recursive Indexing and Compression Training Runs, SPIN
   *     1997
   */

  private static final long LOW_HALF = 0xFFFF_FFFFL;

  private final int words;
  private final MemoryBudget memory;
  private final SharedMemory shared;
  private final boolean divided;
  private final Node[] nodes; // children before their parents, so the root is the last one

  /**
   * For states of so many words, at least 2.
   *
   * @param controlWords how many of them are the left child of the root; 0 for half of them
   */
  TreeCompression(int words, int controlWords, MemoryBudget memory) {
    this.words = words;
    this.memory = memory;
    shared = new SharedMemory(memory);
    divided = controlWords > 0;
    var tree = new TreeBuilder();
    if (divided) {
      tree.pair(tree.halves(0, controlWords), tree.chain(controlWords, words));
    } else {
      tree.halves(0, words);
    }
    nodes = tree.nodes.toArray(Node[]::new);
  }

  @Override
  public StateCompressor compressor() {
    return new TreeFolder();
  }

  /** What each node but the root numbers, children before their parents. */
  @Override
  public List<Interner> numberings() {
    return Arrays.stream(nodes).limit(nodes.length - 1L).map(Node::numbering).toList();
  }

  @Override
  public Optional<KeyHalves> halves() {
    Node root = nodes[nodes.length - 1];
    Interner left = nodes[root.left].numbering;
    Interner right = nodes[root.right].numbering;
    return Optional.of(divided ? new Halves(right, left) : new Halves(left, right));
  }

  /** The numberings of both halves of a key. */
  private record Halves(Interner highOnes, Interner lowOnes) implements KeyHalves {

    @Override
    public int high() {
      return highOnes.size();
    }

    @Override
    public int low() {
      return lowOnes.size();
    }
  }

  /** Adds nodes, children before their parents, and says which ones they are. */
  private final class TreeBuilder {

    private final List<Node> nodes = new ArrayList<>();

    /** For the words from one to another, cut in halves, and these again. */
    int halves(int from, int to) {
      int middle = (from + to + 1) >>> 1;
      return to - from == 1 ? leaf(from) : pair(halves(from, middle), halves(middle, to));
    }

    /** For the words from one to another: the first one, and all that follow it, cut likewise. */
    int chain(int from, int to) {
      return to - from == 1 ? leaf(from) : pair(leaf(from), chain(from + 1, to));
    }

    int pair(int left, int right) {
      return add(new Node(-1, left, right, new Interner(memory)));
    }

    private int leaf(int word) {
      return add(new Node(word, -1, -1, new Interner(memory)));
    }

    private int add(Node node) {
      nodes.add(node);
      return nodes.size() - 1;
    }
  }

  /**
   * A node.
   *
   * @param word of a leaf: which word of the state; otherwise -1
   * @param left of an inner node: its left child; otherwise -1
   * @param right of an inner node: its right child; otherwise -1
   * @param numbering what a leaf's word or an inner node's pair has been; not used at the root
   */
  private record Node(int word, int left, int right, Interner numbering) {

    boolean isLeaf() {
      return left < 0;
    }
  }

  private static long pair(int left, int right) {
    return ((long) left << 32) | (right & LOW_HALF);
  }

  /** Remembers the numbers of the state unfolded last, and asks for those that changed alone. */
  private final class TreeFolder implements StateCompressor {

    private final long[] unfolded = new long[words];
    private final int[] unfoldedNumbers = new int[nodes.length];
    private final int[] numbers = new int[nodes.length];
    private boolean hasUnfolded;

    @Override
    public void unfold(long key, long[] into) {
      int root = nodes.length - 1;
      Node node = nodes[root];
      unfoldedNumbers[node.left] = divided ? StateKeys.control(key) : (int) (key >>> 32);
      unfoldedNumbers[node.right] = divided ? StateKeys.channels(key) : (int) key;
      for (int i = root - 1; i >= 0; i--) {
        node = nodes[i];
        long word = node.numbering.wordOf(unfoldedNumbers[i]);
        if (node.isLeaf()) {
          unfolded[node.word] = word;
        } else {
          unfoldedNumbers[node.left] = (int) (word >>> 32);
          unfoldedNumbers[node.right] = (int) word;
        }
      }
      System.arraycopy(unfolded, 0, into, 0, words);
      hasUnfolded = true;
    }

    @Override
    public long fold(long[] state) {
      int root = nodes.length - 1;
      for (int i = 0; i < root; i++) {
        Node node = nodes[i];
        if (isAsUnfolded(node, state)) {
          numbers[i] = unfoldedNumbers[i];
        } else if (node.isLeaf()) {
          numbers[i] = node.numbering.numberOf(state[node.word]);
        } else {
          numbers[i] = node.numbering.numberOf(pair(numbers[node.left], numbers[node.right]));
        }
      }
      int left = numbers[nodes[root].left];
      int right = numbers[nodes[root].right];
      return divided ? StateKeys.key(left, right) : pair(left, right);
    }

    private boolean isAsUnfolded(Node node, long[] state) {
      if (!hasUnfolded) {
        return false;
      }
      return node.isLeaf()
          ? state[node.word] == unfolded[node.word]
          : numbers[node.left] == unfoldedNumbers[node.left]
              && numbers[node.right] == unfoldedNumbers[node.right];
    }

    @Override
    public Optional<StateKeys> stateKeys() {
      return divided ? Optional.of(new Children()) : Optional.empty();
    }

    @Override
    public boolean isUnfolded(long[] state) {
      return Arrays.equals(state, unfolded);
    }
  }

  /** The two children of the root, each by itself. */
  private final class Children implements StateKeys {

    private final int left = nodes[nodes.length - 1].left;
    private final int right = nodes[nodes.length - 1].right;
    private final int rightWord = firstWord(right);
    private final int[] numbers = new int[nodes.length];
    private long bytes;

    @Override
    public boolean take(long more) {
      if (!memory.takeIfPlenty(more)) {
        return false;
      }
      bytes += more;
      return true;
    }

    @Override
    public void giveBack() {
      memory.giveBack(bytes);
      bytes = 0;
      shared.leave(this);
    }

    @Override
    public <T> T shared(Class<T> type, Supplier<T> maker) {
      return shared.join(this, type, maker);
    }

    @Override
    public boolean takeForShared(long more) {
      return shared.take(more);
    }

    @Override
    public int controlOf(long[] control) {
      return numberOf(0, left, 0, control);
    }

    @Override
    public int channelsOf(long[] channels) {
      return numberOf(left + 1, right, rightWord, channels);
    }

    @Override
    public void control(int number, long[] into) {
      find(0, left, 0, number, into);
    }

    @Override
    public void channels(int number, long[] into) {
      find(left + 1, right, rightWord, number, into);
    }

    private int firstWord(int node) {
      return nodes[node].isLeaf() ? nodes[node].word : firstWord(nodes[node].left);
    }

    private int numberOf(int first, int root, int firstWord, long[] half) {
      for (int i = first; i <= root; i++) {
        Node node = nodes[i];
        long word =
            node.isLeaf()
                ? half[node.word - firstWord]
                : pair(numbers[node.left], numbers[node.right]);
        numbers[i] = node.numbering.numberOf(word);
      }
      return numbers[root];
    }

    private void find(int first, int root, int firstWord, int number, long[] into) {
      numbers[root] = number;
      for (int i = root; i >= first; i--) {
        Node node = nodes[i];
        long word = node.numbering.wordOf(numbers[i]);
        if (node.isLeaf()) {
          into[node.word - firstWord] = word;
        } else {
          numbers[node.left] = (int) (word >>> 32);
          numbers[node.right] = (int) word;
        }
      }
    }
  }
}
