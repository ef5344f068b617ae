package io.tarry.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.OtherJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A folder that one search uses alone")
class FolderLockTest {

  @TempDir private Path folder;

  @Test
  void is_closed_to_other_processes_also_once_another_search_of_this_one_was_refused()
      throws Exception {
    FolderLock lock = FolderLock.take(folder).orElseThrow();
    assertThat(FolderLock.take(folder)).isEmpty();
    assertThat(anotherProcess()).isEqualTo("refused");

    lock.close();

    assertThat(anotherProcess()).isEqualTo("taken");
  }

  @Test
  void is_the_same_folder_by_any_name() throws IOException {
    FolderLock lock = FolderLock.take(folder.resolve("a")).orElseThrow();
    assertThat(FolderLock.take(folder.resolve("./a"))).isEmpty();
    lock.close();
    FolderLock again = FolderLock.take(folder.resolve("./a")).orElseThrow();
    again.close();
  }

  @Test
  void is_free_again_for_whom_another_process_refused_it() throws Exception {
    Process holder = OtherJvm.start(Holder.class, List.of(), List.of(folder.toString()));
    assertThat(holder.getInputStream().read()).isEqualTo('t');
    assertThat(FolderLock.take(folder)).isEmpty();

    holder.getOutputStream().close();
    assertThat(holder.waitFor()).isZero();

    FolderLock lock = FolderLock.take(folder).orElseThrow();
    lock.close();
  }

  private String anotherProcess() throws Exception {
    Process process = OtherJvm.start(Taker.class, List.of(), List.of(folder.toString()));
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  /** Tries to take a folder. */
  static final class Taker {

    private Taker() {}

    public static void main(String[] args) throws IOException {
      Optional<FolderLock> lock = FolderLock.take(Path.of(args[0]));
      System.out.print(lock.isPresent() ? "taken" : "refused");
      if (lock.isPresent()) {
        lock.get().close();
      }
    }
  }

  /** Takes a folder and keeps it until its input ends; says so. */
  static final class Holder {

    private Holder() {}

    public static void main(String[] args) throws IOException {
      FolderLock lock = FolderLock.take(Path.of(args[0])).orElseThrow();
      System.out.print("t");
      System.out.flush();
      int end = System.in.read();
      lock.close();
      System.exit(end == -1 ? 0 : 1);
    }
  }
}
