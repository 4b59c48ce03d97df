package dev.showwise.migrate.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SharedFolderTest {
  private final AtomicInteger made = new AtomicInteger();

  @TempDir
  private Path temporary;

  private Path folder;

  @BeforeEach
  void nameIt() {
    folder = temporary.resolve("shared");
  }

  @Test
  void is_made_once_however_many_ask_at_once() {
    CompletableFuture.allOf(Stream.generate(() -> CompletableFuture.runAsync(this::ensure))
            .limit(8)
            .toArray(CompletableFuture[]::new))
        .join();

    assertThat(made).hasValue(1);
    assertThat(folder.resolve("bin/program")).hasContent("1");
  }

  @Test
  void is_made_again_if_a_file_was_taken_away() throws IOException {
    ensure();
    Files.delete(folder.resolve("bin/program"));
    ensure();

    assertThat(folder.resolve("bin/program")).hasContent("2");
  }

  @Test
  void is_made_anew_after_an_attempt_that_failed_half_way() {
    assertThatThrownBy(() -> SharedFolder.ensure(folder, part -> {
          Files.writeString(part.resolve("half"), "");
          throw new IOException("disk full");
        }))
        .hasMessage("disk full");
    assertThat(folder).doesNotExist();
    ensure();

    assertThat(folder).isDirectoryNotContaining("glob:**/half");
  }

  private void ensure() {
    try {
      SharedFolder.ensure(folder, part -> {
        Folders.create(part.resolve("bin"));
        Files.writeString(part.resolve("bin/program"), Integer.toString(made.incrementAndGet()));
      });
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
