package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.Cancellation;
import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationListener;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.spi.Dialect.ErrorKind;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A run that another thread cancels ends soon, as a failure of the migration at hand, and the next one goes on. */
interface CancelsContract extends EngineCase {
  private String endless() {
    return switch (database().dialect().name()) {
      case "sqlite" ->
        "INSERT INTO half WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
            + " WHERE i < 100000000000) SELECT max(i) FROM n";
      case "postgresql" -> "SELECT count(*) FROM generate_series(1, 100000000000)";
      case "h2" ->
        "INSERT INTO half SELECT COUNT(*) FROM SYSTEM_RANGE(1, 1000000) a,"
            + " SYSTEM_RANGE(1, 1000000) b WHERE a.X + b.X < 0";
      default ->
        "INSERT INTO half SELECT COUNT(*) FROM information_schema.columns a,"
            + " information_schema.columns b, information_schema.columns c,"
            + " information_schema.columns d WHERE CONCAT(a.column_name, b.column_name) = 'x'";
    };
  }

  /** Keeps hold of what ends the code that runs. */
  final class Holder implements MigrationListener {
    private final AtomicReference<Cancellation> current = new AtomicReference<>();

    @Override
    public void running(MigrationLabel migration, Cancellation cancellation) {
      current.set(migration.name().equals("long") ? cancellation : () -> {});
    }

    void cancel() throws SQLException {
      Cancellation cancellation = current.get();
      if (cancellation != null) {
        cancellation.cancel();
      }
    }
  }

  private static TestMigration longOne(TestMigration.Body body) {
    return TestMigration.of("2", "long", context -> {
          context.execute("CREATE TABLE IF NOT EXISTS half (id INTEGER)");
          body.run(context);
        })
        .options(ExecutionOptions.DEFAULT.safeToRepeat());
  }

  private static TestMigration first() {
    return TestMigration.sql("1", "first", "CREATE TABLE whole (id INTEGER)");
  }

  private void assertTheNextRunGoesOn() {
    boolean hasHalf = database().hasTable(spelled("half"));
    assertThat(hasHalf).isEqualTo(!database().dialect().hasTransactionalDdl());
    assertThat(names(engine(first(), longOne(context -> {})).migrate()))
        .containsExactly("long APPLIED");
    assertThat(engine(first(), longOne(context -> {})).migrate().outcome())
        .isEqualTo(Outcome.NOTHING_TO_DO);
    assertThat(engine(first(), longOne(context -> {})).verify().problems()).isEmpty();
  }

  @Test
  default void a_statement_that_is_at_work_is_cancelled() throws Exception {
    Holder holder = new Holder();
    CompletableFuture<Void> run = CompletableFuture.runAsync(() -> builder(
            database().dataSource(), first(), longOne(context -> context.execute(endless())))
        .listener(holder)
        .build()
        .migrate());

    assertThatThrownBy(() -> cancelUntilItEnds(run, holder))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(MigrationException.Failed.class)
        .hasMessageContaining("test:long (2) failed")
        .satisfies(this::requireCancelled);

    assertThat(events()).contains("first APPLIED").doesNotContain("long APPLIED");
    assertTheNextRunGoesOn();
  }

  private void requireCancelled(Throwable thrown) {
    boolean isCancelled = false;
    for (Throwable e = thrown; e != null; e = e.getCause()) {
      isCancelled |= e instanceof SQLException sql
          && database().dialect().classify(sql) == ErrorKind.CANCELLED;
    }
    assertThat(isCancelled).as("%s", thrown).isTrue();
  }

  private static void cancelUntilItEnds(CompletableFuture<Void> run, Holder holder)
      throws Exception {
    for (int i = 0; i < 600; i++) {
      try {
        run.get(100, TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException e) {
        holder.cancel();
      }
    }
    throw new AssertionError("it goes on for ever");
  }

  @Test
  default void between_two_statements_no_further_one_is_sent() {
    Holder holder = new Holder();

    assertThatThrownBy(() -> builder(database().dataSource(), first(), longOne(context -> {
              holder.cancel();
              context.execute("CREATE TABLE too_late (id INTEGER)");
            }))
            .listener(holder)
            .build()
            .migrate())
        .isInstanceOf(MigrationException.Failed.class)
        .hasMessageContaining("the run was cancelled, so nothing more is sent");

    assertThat(database().hasTable(spelled("too_late"))).isFalse();
    assertTheNextRunGoesOn();
  }
}
