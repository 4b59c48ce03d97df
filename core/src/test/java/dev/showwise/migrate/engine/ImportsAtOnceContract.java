package dev.showwise.migrate.engine;

import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.ImportConsent;
import dev.showwise.migrate.ImportReport;
import dev.showwise.migrate.ImportRequest;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.faults.Fault;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** An import in which one call to the driver fails: all of it is recorded, or nothing. */
interface ImportsAtOnceContract {
  /** What the other tool has done. */
  int MANY = 4;

  /** Where it happens. */
  FaultStage stage() throws Exception;

  /** What may go wrong there. */
  List<Fault> faults();

  /** How many runs a build has time for. */
  int budget();

  @Test
  default void an_import_is_there_as_a_whole_or_not_at_all() throws Exception {
    try (FaultStage stage = stage()) {
      new FaultSweep(stage, faults(), budget() / 2).over("import", real -> new Trial(stage, real));
    }
  }

  /** One run with its fault. */
  final class Trial implements FaultTrial {
    private final DataSource real;
    private Optional<ImportReport> report = Optional.empty();

    Trial(FaultStage stage, DataSource real) {
      this.real = real;
      TestDatabase database = new TestDatabase(real, stage.dialect(), "", "");
      database.execute(
          "CREATE TABLE goose_db_version (id INTEGER NOT NULL PRIMARY KEY, version_id BIGINT NOT NULL,"
              + " is_applied BOOLEAN NOT NULL)",
          "INSERT INTO goose_db_version VALUES (1, 1, TRUE), (2, 2, TRUE), (3, 3, TRUE), (4, 4, TRUE)");
    }

    private static MigrationEngine engine(DataSource source) {
      List<TestMigration> migrations = new ArrayList<>();
      for (int i = 1; i <= MANY + 1; i++) {
        migrations.add(TestMigration.sql("" + i, "made" + i, "CREATE TABLE made" + i + " (a INT)"));
      }
      return MigrationEngine.builder(source)
          .migrations(migrations)
          .lockTimeout(java.time.Duration.ofSeconds(5))
          .build();
    }

    @Override
    public void run(DataSource faulty) {
      report = Optional.of(
          engine(faulty).importHistory(ImportRequest.fromAny(), ImportConsent.always()));
    }

    @Override
    public List<String> judge(Optional<Throwable> thrown) throws SQLException {
      List<String> findings = new ArrayList<>();
      long imported = imported();
      if (imported != 0 && imported != MANY) {
        findings.add("there are " + imported + " rows");
      }
      report
          .filter(one -> (one.outcome() == ImportReport.Outcome.IMPORTED) != (imported == MANY))
          .ifPresent(one -> findings.add("it said " + one.outcome() + " of " + imported));
      boolean isSure = thrown
          .filter(e -> e instanceof MigrationException)
          .filter(e -> !(e instanceof MigrationException.OutcomeUnknown))
          .isPresent();
      if (isSure && imported != 0) {
        findings.add("it failed, and recorded " + imported);
      }
      engine(real).importHistory(ImportRequest.fromAny(), ImportConsent.always());
      if (imported() != MANY) {
        findings.add("after the next run there are " + imported() + " rows");
      }
      if (engine(real).migrate().completed().size() != 1) {
        findings.add("what was left to do was not one");
      }
      engine(real).verify().problems().forEach(problem -> findings.add(problem.message()));
      return findings;
    }

    private long imported() {
      return MigrationEngine.builder(real).history(100).stream()
          .filter(row -> row.event() == HistoryEntry.Event.IMPORTED)
          .count();
    }
  }
}
