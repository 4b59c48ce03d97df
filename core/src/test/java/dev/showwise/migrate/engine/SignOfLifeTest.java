package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.MigrationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteDataSource;

/** The sign of life of a migration outside a transaction, seen from its own and another process. */
class SignOfLifeTest extends SqliteFileCase {
  /** Another process that tries to migrate, without patience. */
  static final class Impatient {
    private Impatient() {}

    public static void main(String[] arguments) {
      try {
        System.out.println(migrate(Path.of(arguments[0]), TestMigration.sql("1", "slow")));
      } catch (MigrationException e) {
        System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
      }
    }

    static String migrate(Path file, TestMigration migration) {
      SQLiteDataSource source = new SQLiteDataSource();
      source.setUrl("jdbc:sqlite:" + file);
      return MigrationEngine.builder(source)
          .migrations(migration)
          .lockTimeout(Duration.ofMillis(100))
          .build()
          .migrate()
          .outcome()
          .name();
    }
  }

  @Test
  void is_not_lost_when_another_thread_of_the_same_process_looks_for_it() {
    List<String> seen = new ArrayList<>();
    TestMigration slow = TestMigration.of("1", "slow", context -> {
          assertThatThrownBy(() -> Impatient.migrate(file, TestMigration.sql("1", "slow")))
              .isInstanceOf(MigrationException.LockTimeout.class);
          seen.add(outputOf(file));
        })
        .options(ExecutionOptions.DEFAULT.outsideTransaction());

    engine(slow).migrate();

    assertThat(seen).hasSize(1);
    assertThat(seen.get(0)).contains("LockTimeout").contains("is still at work");
    assertThat(database.allEvents()).containsExactly("slow STARTED", "slow APPLIED");
  }

  private static String outputOf(Path file) {
    try {
      Process process = OtherProcess.start(Impatient.class, file);
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
