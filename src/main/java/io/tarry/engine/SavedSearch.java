package io.tarry.engine;

import io.tarry.engine.BlockFile.Extent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the folder of a {@link Checkpoint} holds: a file of blocks, which is only appended to, and
 * an index of what stands in it, which is replaced as a whole. A crash at any moment leaves an
 * index that is whole, and the blocks that it speaks of.
 */
final class SavedSearch {

  private static final String FORMAT = "tarry checkpoint 1";
  private static final String BLOCKS = "blocks";
  private static final String INDEX = "index";
  private static final String NEW_INDEX = "index.new";
  private static final int CHECKSUM_BYTES = Integer.BYTES;

  private final Path folder;
  private final String subject;
  private final List<List<Extent>> wordsSaved = new ArrayList<>(); // of each numbering

  SavedSearch(Checkpoint checkpoint) {
    folder = checkpoint.folder();
    subject = checkpoint.subject();
  }

  static boolean isIn(Path folder) {
    return Files.exists(folder.resolve(INDEX));
  }

  /** A new file of blocks; what was saved in the folder is lost. */
  BlockFile createBlocks() {
    try {
      Files.createDirectories(folder);
      Files.deleteIfExists(folder.resolve(INDEX));
    } catch (IOException e) {
      throw BlockFile.failed(folder, "used for a checkpoint", e);
    }
    return BlockFile.create(folder.resolve(BLOCKS));
  }

  /**
   * All that a search has to know to go on.
   *
   * @param transitions those of the levels that were expanded
   * @param whole whether the last level was expanded too, so that there is nothing left to do
   */
  record State<M extends Model>(
      List<Level> levels,
      long transitions,
      boolean whole,
      Set<String> cutOff,
      List<Numbering> numberings,
      List<Judge<M>> judges) {}

  /** Saves a search whose last level has ended. */
  void save(State<?> state, BlockFile blocks) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeUTF(FORMAT);
      out.writeUTF(subject);
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
      state.judges.get(0).save(out);
      out.writeLong(blocks.length());
    } catch (IOException e) {
      throw new AssertionError("it is written to memory", e);
    }
    blocks.force();
    replaceIndex(bytes.toByteArray());
  }

  /** Appends the words that came since the last time, and writes where all stand. */
  private void saveWords(List<Numbering> numberings, BlockFile blocks, DataOutputStream out)
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

  private static void write(Extent extent, DataOutputStream out) throws IOException {
    out.writeLong(extent.offset());
    out.writeInt(extent.length());
    out.writeInt(extent.checksum());
  }

  private void replaceIndex(byte[] bytes) {
    Path fresh = folder.resolve(NEW_INDEX);
    try (var channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.allocate(bytes.length + CHECKSUM_BYTES);
      buffer.put(bytes).putInt(BlockFile.checksum(bytes)).flip();
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    } catch (IOException e) {
      throw BlockFile.failed(fresh, "written", e);
    }
    try {
      Files.move(
          fresh,
          folder.resolve(INDEX),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw BlockFile.failed(folder.resolve(INDEX), "replaced", e);
    }
  }

  /** A saved search, read: the state, and the file that its blocks stand in. */
  record Resumed(
      List<Level> levels, long transitions, boolean whole, Set<String> cutOff, BlockFile blocks) {}

  /**
   * Reads what was saved.
   *
   * @param numberings new ones, which get the words that were saved
   * @param judges of the same questions, which get what was caught
   * @throws CheckpointException if nothing was saved, or of another search, or it is damaged
   */
  <M extends Model> Resumed resume(List<Numbering> numberings, List<Judge<M>> judges) {
    byte[] index = readIndex();
    BlockFile blocks = null;
    try (var in = new DataInputStream(new ByteArrayInputStream(index))) {
      requireSame(FORMAT, in.readUTF(), "it was written by another version of Tarry: ");
      requireSame(subject, in.readUTF(), "it is of another search: ");
      long transitions = in.readLong();
      boolean whole = in.readBoolean();
      Set<String> cutOff = new TreeSet<>();
      for (int i = in.readInt(); i > 0; i--) {
        cutOff.add(in.readUTF());
      }
      blocks = BlockFile.reopen(folder.resolve(BLOCKS), blocksLength(index));
      List<Level> levels = new ArrayList<>();
      for (int i = in.readInt(); i > 0; i--) {
        levels.add(readLevel(in, blocks));
      }
      resumeWords(numberings, blocks, in);
      in.mark(index.length);
      for (Judge<M> judge : judges) {
        in.reset();
        judge.resume(in);
      }
      return new Resumed(levels, transitions, whole, cutOff, blocks);
    } catch (IOException e) {
      throw damaged("its index ends too early");
    }
  }

  private static Level readLevel(DataInputStream in, BlockFile blocks) throws IOException {
    List<Block> all = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      int size = in.readInt();
      all.add(Block.in(blocks, readExtent(in), size));
    }
    return Level.of(all);
  }

  private void resumeWords(List<Numbering> numberings, BlockFile blocks, DataInputStream in)
      throws IOException {
    if (in.readInt() != numberings.size()) {
      throw damaged("its states have another length");
    }
    for (Numbering numbering : numberings) {
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
      if (checksum != BlockFile.checksum(content)) {
        throw damaged("a checksum of its index is wrong");
      }
      return content;
    } catch (IOException e) {
      throw BlockFile.failed(index, "read", e);
    }
  }

  private void requireSame(String wanted, String found, String complaint) {
    if (!wanted.equals(found)) {
      throw new CheckpointException(
          folder
              + ": a search cannot go on from this checkpoint, since "
              + complaint
              + found
              + "; wanted: "
              + wanted);
    }
  }

  private CheckpointException damaged(String how) {
    return new CheckpointException(folder + ": the checkpoint is damaged: " + how);
  }
}
