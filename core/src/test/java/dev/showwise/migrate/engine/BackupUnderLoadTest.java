package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.Backup;
import dev.showwise.migrate.MigrationException.InvalidBackup;
import dev.showwise.migrate.RestoreConsent;
import dev.showwise.migrate.faults.Effort;
import dev.showwise.migrate.faults.Tally;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Backups while the application writes 200 rows a second. */
class BackupUnderLoadTest extends SqliteFileCase {
  private static final int BACKUPS = Effort.of("backups", 20);
  private static final long BETWEEN_WRITES = 1_000_000_000L / 100;

  private final AtomicBoolean goOn = new AtomicBoolean(true);
  private final AtomicInteger written = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  /** Each transaction takes from one account what it gives to the other, and writes both down. */
  private void write() {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      // what is not in the main file yet is what a copy of it lacks
      statement.execute("PRAGMA wal_autocheckpoint=20");
      while (goOn.get()) {
        statement.execute("BEGIN IMMEDIATE");
        statement.executeUpdate("UPDATE account SET amount = amount - 1 WHERE id = 1");
        statement.executeUpdate("UPDATE account SET amount = amount + 1 WHERE id = 2");
        statement.executeUpdate("INSERT INTO entry (account_id, amount) VALUES (1, -1), (2, 1)");
        statement.execute("COMMIT");
        written.addAndGet(2);
        LockSupport.parkNanos(BETWEEN_WRITES);
      }
    } catch (SQLException | RuntimeException e) {
      failure.set(e);
    }
  }

  private static String state(TestDatabase of) {
    return of.value("SELECT (SELECT sum(amount) FROM account), (SELECT sum(amount) FROM entry),"
        + " (SELECT amount FROM account WHERE id = 2) - (SELECT count(*) / 2 FROM entry)");
  }

  @Test
  void each_is_a_state_that_was_and_a_copy_of_the_file_beside_it_is_told_apart() throws Exception {
    database.execute(
        "PRAGMA journal_mode=WAL",
        "CREATE TABLE account (id INTEGER PRIMARY KEY, amount INTEGER)",
        "CREATE TABLE entry (id INTEGER PRIMARY KEY, account_id INTEGER REFERENCES account(id),"
            + " amount INTEGER)",
        "INSERT INTO account VALUES (1, 0), (2, 0)");
    MigrationEngine engine =
        MigrationEngine.builder(database.dataSource()).allowNoMigrations().build();
    Thread writer = new Thread(this::write, "the application");
    writer.start();
    int behind = 0;
    try {
      for (int i = 0; i < BACKUPS; i++) {
        int before = written.get();
        while (written.get() < before + 10 && failure.get() == null) {
          Thread.onSpinWait();
        }
        Path copy = Files.copy(file, folder.resolve("copy-" + i + ".db"));
        Backup backup = engine.backup();

        assertThat(state(at(backup.file()))).as("backup " + i).isEqualTo("0|0|0");
        assertThat(rows(backup.file())).as("backup " + i).isGreaterThanOrEqualTo(before);
        Files.copy(manifestOf(backup.file()), manifestOf(copy));
        assertThatThrownBy(() -> engine.restore(copy, RestoreConsent.always()))
            .as("copy " + i)
            .isInstanceOf(InvalidBackup.class);
        behind += isWhole(copy, before) ? 0 : 1;
      }
    } finally {
      goOn.set(false);
      writer.join();
    }
    assertThat(failure.get()).as("the application was never turned away").isNull();
    assertThat(behind)
        .as("copies of the file alone that lack rows or cannot be read")
        .isPositive();
    Backup last = engine.backup();
    assertThat(rows(last.file())).isEqualTo(written.get());
    Tally.add("SQLite: backups under load: " + BACKUPS + " backups, all whole; " + behind
        + " plain copies were not");
  }

  private static Path manifestOf(Path file) {
    return file.resolveSibling(file.getFileName() + ".manifest");
  }

  private static int rows(Path file) {
    return Integer.parseInt(at(file).value("SELECT count(*) FROM entry"));
  }

  private static boolean isWhole(Path copy, int rows) {
    try {
      return rows(copy) >= rows && state(at(copy)).equals("0|0|0");
    } catch (AssertionError e) {
      // not even readable
      return false;
    }
  }
}
