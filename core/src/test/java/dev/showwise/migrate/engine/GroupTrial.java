package dev.showwise.migrate.engine;

import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationListener;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.MigrationReport.Completed;
import dev.showwise.migrate.MigrationReport.Failure;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.MigrationReport.Undone;
import dev.showwise.migrate.internal.dialect.SqliteDialect;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * One run of six migrations that share a transaction, in which a call to the driver fails. Afterwards so many from
 * the first on are there as the history says, and as was told; and the next run goes on.
 */
final class GroupTrial implements FaultTrial, MigrationListener {
  static final int COUNT = 6;

  private final DataSource real;
  private final Optional<Integer> bad;
  private final List<String> told = new ArrayList<>();
  private final List<String> findings = new ArrayList<>();
  private Optional<MigrationReport> asItMust = Optional.empty();

  /** On {@code real}; {@code bad} is the number of the one that fails by itself; empty for none. */
  GroupTrial(DataSource real, Optional<Integer> bad) {
    this.real = real;
    this.bad = bad;
  }

  private static MigrationEngine engine(
      DataSource source, MigrationListener listener, Optional<Integer> bad) {
    Migration[] all = new Migration[COUNT];
    for (int i = 1; i <= COUNT; i++) {
      all[i - 1] = one(i, bad.filter(Integer.valueOf(i)::equals).isPresent());
    }
    return MigrationEngine.builder(source)
        .migrations(all)
        .lockTimeout(Duration.ofSeconds(5))
        .listener(listener)
        .build();
  }

  private static TestMigration one(int number, boolean isBad) {
    return TestMigration.of("group", "" + number, "g" + number, context -> {
          context.execute("CREATE TABLE g" + number + " (id INTEGER PRIMARY KEY)");
          context.update("INSERT INTO g" + number + " VALUES (?)", number);
          if (isBad) {
            context.execute("INSERT INTO nowhere VALUES (1)");
          }
          context.step("made");
        })
        .options(ExecutionOptions.DEFAULT.safeToRepeat());
  }

  @Override
  public void completed(Completed completed) {
    told.add(completed.migration().name());
  }

  @Override
  public void run(DataSource faulty) {
    try {
      engine(faulty, this, bad).migrate();
    } catch (MigrationException.Failed e) {
      String failed =
          e.report().flatMap(MigrationReport::failed).orElseThrow().migration().name();
      if (bad.isEmpty() || !failed.equals("g" + bad.get())) {
        throw e;
      }
      // as it must; how far it came is told
      asItMust = e.report();
    }
  }

  @Override
  public List<String> judge(Optional<Throwable> thrown) throws SQLException {
    TestDatabase database = new TestDatabase(real, new SqliteDialect(), "", "");
    List<String> done = database.hasTable("migration_history")
        ? database.rows("SELECT name FROM migration_history WHERE event = 'APPLIED' ORDER BY seq")
        : List.of();
    if (database.hasTable("migration_history")
        && !database.value("SELECT count(*) FROM migration_history").equals("" + done.size())) {
      findings.add("the history has " + database.allEvents());
    }
    for (int i = 1; i <= COUNT; i++) {
      boolean isThere = database.hasTable("g" + i)
          && database.rows("SELECT id FROM g" + i).equals(List.of("" + i));
      if (isThere != done.contains("g" + i) || isThere != database.hasTable("g" + i)) {
        findings.add("g" + i + " is " + (isThere ? "" : "not ") + "there, and done are " + done);
      }
      if (i <= done.size() != done.contains("g" + i)) {
        findings.add("one was left out: " + done);
      }
    }
    compare(done, thrown);
    goOn(database);
    return findings;
  }

  private void compare(List<String> done, Optional<Throwable> thrown) {
    Optional<MigrationReport> report = thrown
        .filter(MigrationException.class::isInstance)
        .flatMap(e -> ((MigrationException) e).report())
        .or(() -> asItMust);
    Optional<Failure> failure = report.flatMap(MigrationReport::failed);
    if (failure.filter(f -> f.undone() == Undone.UNKNOWN).isPresent()) {
      return;
    }
    if (!told.equals(done)) {
      findings.add("it told of " + told + ", and done are " + done);
    }
    if (thrown.isEmpty() && asItMust.isEmpty() && done.size() != COUNT) {
      findings.add("it ended as if all were well, and done are " + done);
    }
    if (bad.filter(number -> done.contains("g" + number)).isPresent()) {
      findings.add("what must fail is done: " + done);
    }
    report.ifPresent(r -> {
      List<String> said = r.completed().stream().map(c -> c.migration().name()).toList();
      if (!said.equals(done)) {
        findings.add("it reported " + said + ", and done are " + done);
      }
    });
    if (failure.filter(f -> done.contains(f.migration().name())).isPresent()) {
      findings.add("it said that one failed which is done: " + failure);
    }
  }

  private void goOn(TestDatabase database) {
    try {
      MigrationEngine mended = engine(real, new MigrationListener() {}, Optional.empty());
      mended.migrate();
      if (mended.migrate().outcome() != Outcome.NOTHING_TO_DO) {
        findings.add("there is something to do after the next run");
      }
      if (!mended.verify().problems().isEmpty()) {
        findings.add("after the next run verify says " + mended.verify().problems());
      }
      if (database.allEvents().size() != COUNT) {
        findings.add("after the next run the history has " + database.allEvents());
      }
    } catch (MigrationException e) {
      findings.add("the next run does not go on: " + e);
    }
  }
}
