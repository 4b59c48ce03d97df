package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.MigrationReport.Undone;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.RepairConsent;
import dev.showwise.migrate.RepairDecision;
import dev.showwise.migrate.RepairReport;
import dev.showwise.migrate.RepairRequest;
import dev.showwise.migrate.RollbackConsent;
import dev.showwise.migrate.RollbackTarget;
import dev.showwise.migrate.engine.FaultySource.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sqlite.SQLiteDataSource;

/**
 * A run in which each call to the driver fails once, in turn. Afterwards every migration is there with
 * its record, or neither is; what was reported is what is so; and the same call made again ends well.
 */
class EveryCallFailsTest extends SqliteFileCase {
  /** The first one is done before the run. */
  private static final Migration[] MIGRATIONS = {
    Crew.people(),
    TestMigration.of("filler", "1", "fill", context -> {
      context.execute("CREATE TABLE filled (id INTEGER)");
      context.update("INSERT INTO filled VALUES (?)", 1);
      context.query("SELECT id FROM filled", row -> row.getInt(1));
    }),
    Crew.badges()
  };

  private static final List<String> TABLES = List.of("person", "filled", "badge");
  private static final List<String> NAMES = List.of("people", "fill", "badges");

  /** Power loss is not tried here. */
  @Override
  protected SQLiteDataSource source() {
    SQLiteDataSource source = super.source();
    source.setSynchronous("OFF");
    return source;
  }

  private final int turn = ThreadLocalRandom.current().nextInt(Fault.values().length);

  /** One call of the engine. */
  private interface Call {
    MigrationReport run(MigrationEngine engine);
  }

  @Test
  void migrate_leaves_all_or_nothing_of_each_migration_and_says_which() throws Exception {
    engine(MIGRATIONS[0]).migrate();

    int calls = failEach(MigrationEngine::migrate, MIGRATIONS);

    assertThat(calls).isGreaterThan(100);
  }

  @Test
  void rollback_leaves_all_or_nothing_of_each_migration_and_says_which() throws Exception {
    engine(MIGRATIONS).migrate();

    int calls = failEach(
        engine -> engine.rollback(RollbackTarget.named("people"), RollbackConsent.toAnyLoss()),
        MIGRATIONS);

    assertThat(calls).isGreaterThan(50);
  }

  @ParameterizedTest
  @EnumSource(names = {"DONE", "NOT_DONE", "UNDO"})
  void a_decision_is_recorded_or_not_and_can_be_made_again(RepairDecision decision)
      throws Exception {
    TestMigration half = TestMigration.sql(
            "1", "half", "CREATE TABLE half (id)", "INSERT INTO nowhere VALUES (1)")
        .down(context -> context.execute("DROP TABLE IF EXISTS half"))
        .options(ExecutionOptions.DEFAULT.outsideTransaction());
    assertThatThrownBy(engine(half)::migrate).isInstanceOf(MigrationException.Failed.class);
    Path before = file;
    boolean failed = true;
    for (int k = 1; failed; k++) {
      Fault fault = faultAt(k);
      file = folder.resolve("decision-" + fault + "-" + k + ".db");
      database = new TestDatabase(source());
      Files.copy(before, file);
      FaultySource faulty = new FaultySource(source(), fault, k);
      boolean reported = false;
      String result;
      RepairRequest request = RepairRequest.of("half", decision);
      try {
        RepairReport report = engineOn(faulty, half).repair(request, RepairConsent.toAnyLoss());
        reported = report.outcome() == RepairReport.Outcome.REPAIRED;
        result = "returned " + report.outcome();
      } catch (MigrationException e) {
        result = e.toString();
      }
      String where = fault + " at call " + k + ", " + faulty.failedCall() + ": " + result;
      assertThat(faulty.complaints()).as(where).isEmpty();
      boolean recorded = database.allEvents().contains("half REPAIRED");
      assertThat(recorded || !reported).as(where).isTrue();
      RepairReport again = engine(half).repair(request, RepairConsent.toAnyLoss());
      assertThat(again.outcome())
          .as(where)
          .isEqualTo(recorded ? RepairReport.Outcome.NOTHING_TO_DO : RepairReport.Outcome.REPAIRED);
      assertThat(database.allEvents())
          .as(where)
          .filteredOn("half REPAIRED"::equals)
          .hasSize(1);
      assertThat(database.hasTable("half")).as(where).isEqualTo(decision != RepairDecision.UNDO);
      assertThat(engine(half).verify().problems())
          .as(where)
          .extracting(Problem::code)
          .doesNotContain("history-tampered", "unfinished");
      failed = faulty.hasFailed();
    }
  }

  @Test
  void outside_a_transaction_the_history_says_how_far_it_came() throws Exception {
    TestMigration steps = TestMigration.sql(
            "1", "steps", "CREATE TABLE IF NOT EXISTS one (id)", "VACUUM", "DROP TABLE one")
        .options(ExecutionOptions.DEFAULT.outsideTransaction().safeToRepeat());
    engine(MIGRATIONS[0]).migrate();
    Path before = file;
    boolean failed = true;
    for (int k = 1; failed; k++) {
      Fault fault = faultAt(k);
      file = folder.resolve("steps-" + fault + "-" + k + ".db");
      database = new TestDatabase(source());
      Files.copy(before, file);
      FaultySource faulty = new FaultySource(source(), fault, k);
      boolean reported = false;
      String result;
      try {
        MigrationReport report = engineOn(faulty, MIGRATIONS[0], steps).migrate();
        reported = report.completed().size() == 1;
        result = "returned " + report;
      } catch (MigrationException e) {
        reported = e.report().filter(r -> r.completed().size() == 1).isPresent();
        result = e.toString();
      }
      String where = fault + " at call " + k + ", " + faulty.failedCall() + ": " + result;
      assertThat(faulty.complaints()).as(where).isEmpty();
      assertThat(database.allEvents().contains("steps APPLIED")).as(where).isEqualTo(reported);
      assertThat(database.allEvents())
          .as(where)
          .doesNotContainSubsequence("steps APPLIED", "steps FAILED");
      engine(MIGRATIONS[0], steps).migrate();
      assertThat(engine(MIGRATIONS[0], steps).migrate().outcome())
          .as(where)
          .isEqualTo(Outcome.NOTHING_TO_DO);
      assertThat(engine(MIGRATIONS[0], steps).verify().problems()).as(where).isEmpty();
      failed = faulty.hasFailed();
    }
  }

  /** Each call fails in one way in a run of this test, and in every way in some of them. */
  private Fault faultAt(int call) {
    Fault[] faults = Fault.values();
    return faults[(call + turn) % faults.length];
  }

  private int failEach(Call call, Migration... migrations) throws Exception {
    Path before = file;
    for (int k = 1; ; k++) {
      Fault fault = faultAt(k);
      file = folder.resolve(fault + "-" + k + ".db");
      database = new TestDatabase(source());
      Files.copy(before, file);
      FaultySource faulty = new FaultySource(source(), fault, k);
      List<String> was = done();
      String result = "";
      List<String> reported = new ArrayList<>(was);
      Optional<Undone> undone = Optional.empty();
      try {
        MigrationReport report = call.run(engineOn(faulty, migrations));
        update(reported, report);
        result = "returned " + report.outcome();
      } catch (MigrationException e) {
        e.report().ifPresent(report -> update(reported, report));
        undone = e.report().flatMap(MigrationReport::failed).map(MigrationReport.Failure::undone);
        result = e.toString();
      }
      String where = fault + " at call " + k + ", " + faulty.failedCall() + ": " + result;
      assertThat(faulty.complaints()).as(where).isEmpty();
      if (undone.isEmpty() || undone.get() != Undone.UNKNOWN) {
        assertThat(done()).as(where).containsExactlyInAnyOrderElementsOf(reported);
      }
      for (int i = 0; i < TABLES.size(); i++) {
        assertThat(has(TABLES.get(i))).as(where).isEqualTo(done().contains(NAMES.get(i)));
      }
      assertThat(engine(migrations).verify().problems())
          .as(where)
          .allMatch(p -> p.code().equals("pending"));
      call.run(engine(migrations));
      assertThat(call.run(engine(migrations)).outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
      Files.delete(file);
      if (!faulty.hasFailed()) {
        return k;
      }
    }
  }

  private static MigrationEngine engineOn(SQLiteDataSource source, Migration... migrations) {
    return MigrationEngine.builder(source)
        .migrations(migrations)
        .lockTimeout(Duration.ofMillis(200))
        .build();
  }

  private static void update(List<String> done, MigrationReport report) {
    report.completed().forEach(c -> {
      if (c.event() == dev.showwise.migrate.HistoryEntry.Event.REVERTED) {
        done.remove(c.migration().name());
      } else {
        done.add(c.migration().name());
      }
    });
  }

  private List<String> done() {
    return database.rows(
        "SELECT name FROM migration_history AS h WHERE event <> 'REVERTED' AND seq ="
            + " (SELECT max(seq) FROM migration_history WHERE module = h.module AND version ="
            + " h.version)");
  }

  private boolean has(String table) {
    return !database
        .rows("SELECT name FROM sqlite_schema WHERE name = '" + table + "'")
        .isEmpty();
  }
}
