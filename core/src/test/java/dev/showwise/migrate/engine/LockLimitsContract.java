package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.MigrationContext;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationListener;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.MigrationVersion;
import dev.showwise.migrate.ReversibleMigration;
import dev.showwise.migrate.RollbackConsent;
import dev.showwise.migrate.RollbackTarget;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A migration and a long transaction of the application that is in its way. */
interface LockLimitsContract extends EngineCase {
  /**
   * How the change fails when it met the lock each time: where it ran outside a transaction, the history
   * has that it failed.
   */
  private Class<? extends MigrationException> failureOfHeldUp() {
    return database().dialect().hasTransactionalDdl()
        ? MigrationException.LockTimeout.class
        : MigrationException.Failed.class;
  }

  private TestMigration change(int attempts) {
    return TestMigration.sql("1", "change", "ALTER TABLE seat ADD COLUMN price INTEGER")
        .options(ExecutionOptions.DEFAULT.waitingForLocks(Duration.ofSeconds(1), attempts));
  }

  /** Somebody who looks at the table and does not come to an end. */
  private Connection reader() throws SQLException {
    Connection connection = database().dataSource().getConnection();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("INSERT INTO seat (id) VALUES (7)");
    }
    return connection;
  }

  @Test
  default void a_change_gives_way_and_is_tried_again_until_it_can_be_made() throws SQLException {
    database().execute("CREATE TABLE seat (id INTEGER)");
    List<String> waits = new ArrayList<>();
    try (Connection reader = reader()) {
      MigrationEngine engine = builder(database().dataSource(), change(5))
          .listener(new MigrationListener() {
            @Override
            public void waiting(String forWhat, Duration waited) {
              waits.add(forWhat);
              try {
                reader.rollback();
              } catch (SQLException e) {
                throw new AssertionError(e);
              }
            }
          })
          .build();

      assertThat(engine.migrate().outcome()).isEqualTo(Outcome.MIGRATED);
    }
    assertThat(waits).containsExactly("a lock of the application");
    assertThat(events()).containsExactly("change APPLIED");
    assertThat(database().rows("SELECT price FROM seat")).isEmpty();
  }

  @Test
  default void a_change_that_never_gets_the_lock_gives_up_soon_and_may_simply_run_again()
      throws SQLException {
    database().execute("CREATE TABLE seat (id INTEGER)");
    try (Connection reader = reader()) {
      assertThat(reader.isClosed()).isFalse();
      long start = System.nanoTime();

      MigrationException failure =
          catchThrowableOfType(MigrationException.class, engine(change(2))::migrate);

      assertThat(failure).isInstanceOf(failureOfHeldUp());
      assertThat(failure)
          .hasMessageContaining("test:change (1)")
          .hasMessageContaining("as it was before this migration");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
      reader.rollback();
    }
    assertThat(engine(change(2)).migrate().outcome()).isEqualTo(Outcome.MIGRATED);
    assertThat(engine(change(2)).verify().problems()).isEmpty();
  }

  /** Goes up as {@link #change} does, and has one try of a second to go back. */
  private ReversibleMigration impatientOnTheWayBack() {
    TestMigration up = change(5);
    return new ReversibleMigration() {
      @Override
      public String module() {
        return up.module();
      }

      @Override
      public MigrationVersion version() {
        return up.version();
      }

      @Override
      public String name() {
        return up.name();
      }

      @Override
      public String description() {
        return up.description();
      }

      @Override
      public void apply(MigrationContext context) throws SQLException {
        up.apply(context);
      }

      @Override
      public void revert(MigrationContext context) throws SQLException {
        context.execute("ALTER TABLE seat DROP COLUMN price");
      }

      @Override
      public ExecutionOptions optionsOnRevert() {
        return ExecutionOptions.DEFAULT.waitingForLocks(Duration.ofSeconds(1), 1);
      }
    };
  }

  @Test
  default void a_way_back_waits_as_it_wants_itself() throws SQLException {
    database().execute("CREATE TABLE seat (id INTEGER)");
    MigrationEngine engine = engine(impatientOnTheWayBack());
    engine.migrate();
    RollbackTarget last = RollbackTarget.last();
    try (Connection reader = reader()) {
      long start = System.nanoTime();

      MigrationException failure = catchThrowableOfType(
          MigrationException.class, () -> engine.rollback(last, RollbackConsent.toAnyLoss()));

      assertThat(failure).isInstanceOf(failureOfHeldUp());
      // as it goes up, a try would last for 5 seconds, and there would be six
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
      reader.rollback();
    }
  }

  @Test
  default void another_runner_does_not_take_its_place_in_the_way_of_the_application()
      throws Exception {
    database().execute("CREATE TABLE seat (id INTEGER)");
    List<String> waits = new CopyOnWriteArrayList<>();
    MigrationListener listener = new MigrationListener() {
      @Override
      public void waiting(String forWhat, Duration waited) {
        waits.add(forWhat);
      }
    };
    ExecutorService runners = Executors.newFixedThreadPool(3);
    try (Connection reader = reader()) {
      List<Future<MigrationReport>> runs = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        runs.add(runners.submit(() -> builder(database().dataSource(), change(6))
            .listener(listener)
            .build()
            .migrate()));
      }
      long start = System.nanoTime();
      while (Collections.frequency(waits, "a lock of the application") < 2
          && System.nanoTime() - start < Duration.ofSeconds(30).toNanos()) {
        Thread.onSpinWait();
      }
      reader.rollback();

      int completed = 0;
      for (Future<MigrationReport> run : runs) {
        completed += run.get(60, TimeUnit.SECONDS).completed().size();
      }
      assertThat(completed).isEqualTo(1);
    } finally {
      runners.shutdownNow();
    }
    // one of them tried, and a few times; the others waited for it, not for the lock
    assertThat(Collections.frequency(waits, "a lock of the application")).isBetween(2, 4);
    assertThat(events()).containsExactly("change APPLIED");
  }
}
