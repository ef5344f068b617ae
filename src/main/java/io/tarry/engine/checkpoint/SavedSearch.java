package io.tarry.engine.checkpoint;

import io.tarry.engine.Checkpoint;
import io.tarry.engine.CheckpointException;
import io.tarry.engine.Model;
import io.tarry.engine.monitor.PropertyMonitor;
import io.tarry.engine.store.Block;
import io.tarry.engine.store.Interner;
import io.tarry.engine.store.Level;
import io.tarry.engine.store.SpillFile;
import io.tarry.engine.store.SpillFile.Extent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the folder of a {@link Checkpoint} holds: a file of blocks, which is only appended to, and
 * an index of what stands in it, which is replaced as a whole. A crash at any moment leaves an
 * index that is whole, and the blocks that it speaks of.
 *
 * <p>Whoever has the folder open holds its {@link FolderLock}.
 */
public final class SavedSearch implements AutoCloseable {

  private static final String FORMAT = "tarry checkpoint 2";
  private static final String BLOCKS = "blocks";
  private static final String INDEX = "index";
  private static final String NEW_INDEX = "index.new";
  private static final int CHECKSUM_BYTES = Integer.BYTES;

  private final Path folder;
  private final SearchIdentity identity;
  private final FolderLock lock;
  private final List<List<Extent>> wordsSaved = new ArrayList<>(); // of each numbering

  private SavedSearch(Path folder, SearchIdentity identity, FolderLock lock) {
    this.folder = folder;
    this.identity = identity;
    this.lock = lock;
  }

  /**
   * Takes a folder for one search alone, until it is closed.
   *
   * @throws CheckpointException if another search has it, if there is nothing to go on from, or
   *     something that a new search would overwrite
   */
  public static SavedSearch open(Checkpoint checkpoint, SearchIdentity identity) {
    Path folder = checkpoint.folder();
    if (checkpoint.resumed() && !isIn(folder)) {
      throw new CheckpointException(folder + ": no search was saved here");
    }
    FolderLock lock = lock(folder);
    if (!checkpoint.resumed() && isIn(folder)) {
      close(folder, lock);
      throw new CheckpointException(
          folder + ": it holds a saved search already; go on with that, or name another folder");
    }
    return new SavedSearch(folder, identity, lock);
  }

  private static FolderLock lock(Path folder) {
    try {
      return FolderLock.take(folder)
          .orElseThrow(() ->
              new CheckpointException(
                  folder
                      + ": another search uses this checkpoint; wait for its end, or name another"
                      + " folder"));
    } catch (IOException e) {
      throw SpillFile.failed(folder, "used for a checkpoint", e);
    }
  }

  @Override
  public void close() {
    close(folder, lock);
  }

  private static void close(Path folder, FolderLock lock) {
    try {
      lock.close();
    } catch (IOException e) {
      throw SpillFile.failed(folder, "given back", e);
    }
  }

  public static boolean isIn(Path folder) {
    return Files.exists(folder.resolve(INDEX));
  }

  /** A new file of blocks. */
  public SpillFile createBlocks() {
    return SpillFile.create(folder.resolve(BLOCKS));
  }

  /**
   * All that a search has to know to go on.
   *
   * @param transitions those of the levels that were expanded
   * @param whole whether the last level was expanded too, so that there is nothing left to do
   */
  public record State<M extends Model>(
      List<Level> levels,
      long transitions,
      boolean whole,
      Set<String> cutOff,
      List<Interner> numberings,
      List<PropertyMonitor<M>> monitors) {}

  /** Saves a search whose last level has ended. */
  void save(State<?> state, SpillFile blocks) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeUTF(FORMAT);
      write(identity, out);
      out.writeLong(state.transitions);
      out.writeBoolean(state.whole);
      out.writeInt(state.cutOff.size());
      for (String limit : state.cutOff) {
        out.writeUTF(limit);
      }
      out.writeInt(state.levels.size());
      for (Level level : state.levels) {
        out.writeInt(level.blocks().size());
        for (Block block : level.blocks()) {
          out.writeInt(block.size());
          write(block.copyTo(blocks), out);
        }
      }
      saveWords(state.numberings, blocks, out);
      state.monitors.get(0).save(out);
      out.writeLong(blocks.length());
    } catch (IOException e) {
      throw new AssertionError("it is written to memory", e);
    }
    blocks.force();
    replaceIndex(bytes.toByteArray());
  }

  /** Appends the words that came since the last time, and writes where all stand. */
  private void saveWords(List<Interner> numberings, SpillFile blocks, DataOutputStream out)
      throws IOException {
    out.writeInt(numberings.size());
    for (int i = 0; i < numberings.size(); i++) {
      if (i == wordsSaved.size()) {
        wordsSaved.add(new ArrayList<>());
      }
      List<Extent> extents = wordsSaved.get(i);
      int before = extents.stream().mapToInt(extent -> extent.length() / Long.BYTES).sum();
      long[] words = numberings.get(i).words(before, numberings.get(i).size());
      if (words.length > 0) {
        ByteBuffer buffer = ByteBuffer.allocate(words.length * Long.BYTES);
        buffer.asLongBuffer().put(words);
        extents.add(blocks.append(buffer.array()));
      }
      out.writeInt(extents.size());
      for (Extent extent : extents) {
        write(extent, out);
      }
    }
  }

  private static void write(SearchIdentity identity, DataOutputStream out) throws IOException {
    out.writeInt(identity.parts().size());
    for (var part : identity.parts().entrySet()) {
      write(part.getKey(), out);
      write(part.getValue(), out);
    }
  }

  private static SearchIdentity readIdentity(DataInputStream in) throws IOException {
    SortedMap<String, String> parts = new TreeMap<>();
    for (int i = in.readInt(); i > 0; i--) {
      String name = readText(in);
      parts.put(name, readText(in));
    }
    return new SearchIdentity(parts);
  }

  /** Writes a text of any length; {@code writeUTF} takes no long ones. */
  private static void write(String text, DataOutputStream out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String readText(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static void write(Extent extent, DataOutputStream out) throws IOException {
    out.writeLong(extent.offset());
    out.writeInt(extent.length());
    out.writeInt(extent.checksum());
  }

  private void replaceIndex(byte[] bytes) {
    Path fresh = folder.resolve(NEW_INDEX);
    try (var out = new FileOutputStream(fresh.toFile())) { // no interrupt closes it
      ByteBuffer buffer = ByteBuffer.allocate(bytes.length + CHECKSUM_BYTES);
      buffer.put(bytes).putInt(SpillFile.checksum(bytes));
      out.write(buffer.array());
      out.getFD().sync();
    } catch (IOException e) {
      throw SpillFile.failed(fresh, "written", e);
    }
    try {
      Files.move(
          fresh,
          folder.resolve(INDEX),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw SpillFile.failed(folder.resolve(INDEX), "replaced", e);
    }
  }

  /** A saved search, read: the state, and the file that its blocks stand in. */
  public record Resumed(
      List<Level> levels, long transitions, boolean whole, Set<String> cutOff, SpillFile blocks) {}

  /**
   * Reads what was saved.
   *
   * @param numberings new ones, which get the words that were saved
   * @param monitors of the same questions, which get what was found
   * @throws CheckpointException if nothing was saved, or of another search, or it is damaged
   */
  public <M extends Model> Resumed resume(
      List<Interner> numberings, List<PropertyMonitor<M>> monitors) {
    byte[] index = readIndex();
    try (var in = new DataInputStream(new ByteArrayInputStream(index))) {
      if (!FORMAT.equals(in.readUTF())) {
        throw new CheckpointException(folder + ": it was saved by another version of Tarry");
      }
      requireSame(readIdentity(in));
      SpillFile blocks = SpillFile.reopen(folder.resolve(BLOCKS), blocksLength(index));
      try {
        return resume(numberings, monitors, blocks, in);
      } catch (IOException | RuntimeException e) {
        blocks.close();
        throw e;
      }
    } catch (IOException e) {
      throw damaged("its index ends too early");
    }
  }

  private <M extends Model> Resumed resume(
      List<Interner> numberings,
      List<PropertyMonitor<M>> monitors,
      SpillFile blocks,
      DataInputStream in)
      throws IOException {
    long transitions = in.readLong();
    boolean whole = in.readBoolean();
    Set<String> cutOff = new TreeSet<>();
    for (int i = in.readInt(); i > 0; i--) {
      cutOff.add(in.readUTF());
    }
    List<Level> levels = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      levels.add(readLevel(in, blocks));
    }
    resumeWords(numberings, blocks, in);
    in.mark(in.available());
    for (PropertyMonitor<M> monitor : monitors) {
      in.reset();
      monitor.resume(in);
    }
    return new Resumed(levels, transitions, whole, cutOff, blocks);
  }

  private static Level readLevel(DataInputStream in, SpillFile blocks) throws IOException {
    List<Block> all = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      int size = in.readInt();
      all.add(Block.in(blocks, readExtent(in), size));
    }
    return Level.of(all);
  }

  private void resumeWords(List<Interner> numberings, SpillFile blocks, DataInputStream in)
      throws IOException {
    if (in.readInt() != numberings.size()) {
      throw damaged("its states have another length");
    }
    for (Interner numbering : numberings) {
      List<Extent> extents = new ArrayList<>();
      wordsSaved.add(extents);
      for (int i = in.readInt(); i > 0; i--) {
        Extent extent = readExtent(in);
        extents.add(extent);
        ByteBuffer words = ByteBuffer.wrap(blocks.read(extent));
        while (words.hasRemaining()) {
          int number = numbering.size();
          if (numbering.numberOf(words.getLong()) != number || numbering.size() == number) {
            throw new CheckpointException(
                folder + ": there is too little memory to go on from this checkpoint");
          }
        }
      }
    }
  }

  private static Extent readExtent(DataInputStream in) throws IOException {
    return new Extent(in.readLong(), in.readInt(), in.readInt());
  }

  /** The last thing in the index. */
  private static long blocksLength(byte[] index) {
    return ByteBuffer.wrap(index).getLong(index.length - Long.BYTES);
  }

  private byte[] readIndex() {
    Path index = folder.resolve(INDEX);
    if (!Files.exists(index)) {
      throw new CheckpointException(folder + ": no search was saved here");
    }
    try {
      byte[] bytes = Files.readAllBytes(index);
      if (bytes.length <= CHECKSUM_BYTES + Long.BYTES) {
        throw damaged("its index ends too early");
      }
      byte[] content = Arrays.copyOf(bytes, bytes.length - CHECKSUM_BYTES);
      int checksum = ByteBuffer.wrap(bytes).getInt(content.length);
      if (checksum != SpillFile.checksum(content)) {
        throw damaged("a checksum of its index is wrong");
      }
      return content;
    } catch (IOException e) {
      throw SpillFile.failed(index, "read", e);
    }
  }

  private void requireSame(SearchIdentity saved) {
    identity
        .differenceFrom(saved)
        .ifPresent(difference -> {
          throw new CheckpointException(
              folder + ": the search that was saved here is another one: " + difference);
        });
  }

  private CheckpointException damaged(String how) {
    return new CheckpointException(folder + ": the checkpoint is damaged: " + how);
  }
}
