package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationListener;
import dev.showwise.migrate.MigrationReport.Outcome;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteDataSource;

/** Waiting for a process that reads while this one wants to commit, in rollback-journal mode. */
class WaitingTest extends SqliteFileCase {
  private static final Duration LIMIT = Duration.ofMillis(300);

  /** The driver itself does not wait, so that each refusal is seen. */
  private SQLiteDataSource hasty() {
    SQLiteDataSource source = source();
    source.setBusyTimeout(1);
    return source;
  }

  private static void workFor(Duration duration) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < duration.toNanos()) {
      Thread.onSpinWait();
    }
  }

  /** Somebody who reads and does not come to an end. */
  private AutoCloseable reader() throws SQLException {
    Connection connection = database.dataSource().getConnection();
    Statement statement = connection.createStatement();
    ResultSet result = statement.executeQuery("SELECT name FROM sqlite_schema");
    assertThat(result.next()).isTrue();
    return connection;
  }

  @Test
  void the_runs_own_work_is_no_waiting() throws Exception {
    database.execute("CREATE TABLE some (id)", "CREATE TABLE others (id)");
    TestMigration slow = TestMigration.of("1", "slow", context -> {
      context.execute("CREATE TABLE a (id INTEGER)");
      workFor(LIMIT.plusMillis(100));
      AutoCloseable reader = reader();
      new Thread(() -> {
            workFor(Duration.ofMillis(50));
            try {
              reader.close();
            } catch (Exception e) {
              throw new AssertionError(e);
            }
          })
          .start();
    });

    assertThat(MigrationEngine.builder(hasty())
            .migrations(slow)
            .lockTimeout(LIMIT)
            .build()
            .migrate()
            .outcome())
        .isEqualTo(Outcome.MIGRATED);
  }

  @Test
  void a_reader_that_stays_ends_the_run_with_nothing_changed() throws Exception {
    engine(Crew.people()).migrate();
    try (AutoCloseable reader = reader()) {
      assertThat(reader).isNotNull();
      assertThatThrownBy(() -> MigrationEngine.builder(hasty())
              .migrations(Crew.people(), Crew.badges())
              .lockTimeout(LIMIT)
              .build()
              .migrate())
          .isInstanceOf(MigrationException.LockTimeout.class);
    }
    assertThat(database.allEvents()).containsExactly("people APPLIED");
    assertThat(engine(Crew.people(), Crew.badges()).migrate().completed()).hasSize(1);
  }

  @Test
  void a_listener_that_ends_the_wait_for_the_commit_leaves_no_transaction() throws Exception {
    engine(Crew.people()).migrate();
    MigrationListener stops = new MigrationListener() {
      @Override
      public void waiting(String forWhat, Duration waited) {
        throw new IllegalStateException("stopped by a signal");
      }
    };
    try (Connection connection = hasty().getConnection()) {
      try (AutoCloseable reader = reader()) {
        assertThat(reader).isNotNull();
        assertThatThrownBy(() -> MigrationEngine.builder(new OneConnection(connection))
                .migrations(Crew.people(), Crew.badges())
                .listener(stops)
                .build()
                .migrate())
            .isInstanceOf(MigrationException.Failed.class)
            .hasMessageContaining("stopped by a signal")
            .hasMessageContaining("It was rolled back");
      }
      database.execute("CREATE TABLE nobody_holds_a_lock (id)");
    }
    assertThat(database.allEvents()).containsExactly("people APPLIED");
  }
}
