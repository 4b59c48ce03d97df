package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.catchThrowable;

import dev.showwise.migrate.Backup;
import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.RepairConsent;
import dev.showwise.migrate.RepairDecision;
import dev.showwise.migrate.RepairReport;
import dev.showwise.migrate.RepairRequest;
import dev.showwise.migrate.RestoreConsent;
import dev.showwise.migrate.RollbackConsent;
import dev.showwise.migrate.RollbackTarget;
import dev.showwise.migrate.Target;
import dev.showwise.migrate.faults.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every call of what else can be asked for fails, on SQLite. */
class SqliteVerbFaultsTest {
  private static final int BUDGET = 150;
  private static final Set<String> ALL = Set.copyOf(Season.NAMES);
  private static final Set<String> THREE = Set.of("seats", "people", "notes");

  @TempDir
  Path folder;

  private static MigrationEngine engine(DataSource source, Migration... migrations) {
    return MigrationEngine.builder(source)
        .migrations(migrations)
        .lockTimeout(Duration.ofSeconds(1))
        .build();
  }

  private static MigrationEngine season(DataSource source) {
    return engine(source, Season.migrations(List.of("VACUUM")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "WAL"})
  void what_reads_never_writes(String journalMode) throws Exception {
    try (SqliteStage stage =
        new SqliteStage(folder, journalMode, source -> season(source).migrate())) {
      new FaultSweep(stage, Fault.all(), BUDGET).over("what reads", real -> new FaultTrial() {
        private final byte[] before = bytes();

        private byte[] bytes() {
          try {
            return Files.readAllBytes(stage.file());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }

        @Override
        public void run(DataSource faulty) {
          MigrationEngine engine = season(faulty);
          engine.list();
          engine.plan(Target.all());
          engine.planRollback(RollbackTarget.downTo("3"));
          engine.verify();
          engine.diagnose("log");
          MigrationEngine.builder(faulty).history(10);
          MigrationEngine.describeSchema(faulty);
        }

        @Override
        public List<String> judge(Optional<Throwable> thrown) {
          List<String> findings = new ArrayList<>();
          if (!Arrays.equals(before, bytes())) {
            findings.add("the file is not what it was");
          }
          if (!BackupsBeside.filesIn(stage.file().getParent()).equals(Set.of("crew.db"))) {
            findings.add(
                "there are files: " + BackupsBeside.filesIn(stage.file().getParent()));
          }
          return findings;
        }
      });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "WAL"})
  void a_backup_is_sound_or_not_there(String journalMode) throws Exception {
    try (SqliteStage stage =
        new SqliteStage(folder, journalMode, source -> season(source).migrate())) {
      new FaultSweep(stage, Fault.all(), BUDGET).over("backup", real -> new FaultTrial() {
        private final AtomicReference<Backup> made = new AtomicReference<>();

        @Override
        public void run(DataSource faulty) {
          made.set(season(faulty).backup());
        }

        @Override
        public List<String> judge(Optional<Throwable> thrown) throws Exception {
          Path backups = stage.file().resolveSibling("backups");
          List<String> findings = new ArrayList<>(BackupsBeside.unsound(backups, List.of(ALL)));
          SeasonJudge judge = SeasonJudge.of(real);
          findings.addAll(judge.contradictions(Set.of()));
          boolean isMade = !BackupsBeside.filesIn(backups).isEmpty();
          if (thrown.isEmpty() && !Files.exists(made.get().file())) {
            findings.add("it said that there is " + made.get());
          } else if (thrown.orElse(null) instanceof MigrationException.BackupFailed && isMade) {
            findings.add(
                "it said that there is none, and there is " + BackupsBeside.filesIn(backups));
          }
          if (!judge.done().equals(ALL)) {
            findings.add("the database has " + judge.done());
          }
          season(real).backup();
          return findings;
        }
      });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "WAL"})
  void after_a_restore_it_is_the_old_or_the_new_and_said_which(String journalMode)
      throws Exception {
    Path backup = folder.resolve("three.db");
    try (SqliteStage stage = new SqliteStage(folder, journalMode, source -> {
      season(source).migrate();
      season(source).rollback(RollbackTarget.downTo("3"), RollbackConsent.toAnyLoss());
      season(source).backup(backup);
      season(source).migrate();
    })) {
      new FaultSweep(stage, Fault.all(), BUDGET).over("restore", real -> new FaultTrial() {
        @Override
        public void run(DataSource faulty) {
          season(faulty).restore(backup, RestoreConsent.always());
        }

        @Override
        public List<String> judge(Optional<Throwable> thrown) throws Exception {
          List<String> findings = new ArrayList<>();
          SeasonJudge judge = SeasonJudge.of(real);
          findings.addAll(judge.contradictions(Set.of()));
          boolean isNew = judge.done().equals(THREE);
          if (!isNew && !judge.done().equals(ALL)) {
            findings.add("it is neither: " + judge.done());
          }
          if (thrown.isEmpty() && !isNew) {
            findings.add("it returned, and nothing was restored");
          }
          if (thrown.orElse(null) instanceof MigrationException e && isNew) {
            boolean says = String.valueOf(e.getMessage()).contains("took the place");
            if (!says) {
              findings.add("it was restored, and it did not say so");
            }
          }
          Path backups = stage.file().resolveSibling("backups");
          findings.addAll(BackupsBeside.unsound(backups, List.of(ALL)));
          season(real).restore(backup, RestoreConsent.always());
          if (!SeasonJudge.of(real).done().equals(THREE)) {
            findings.add("it could not be restored again");
          }
          return findings;
        }
      });
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DONE", "NOT_DONE", "UNDO"})
  void a_decision_is_recorded_or_not_and_can_be_made_again(RepairDecision decision)
      throws Exception {
    TestMigration half = TestMigration.sql(
            "1", "half", "CREATE TABLE half (id)", "INSERT INTO nowhere VALUES (1)")
        .down(context -> context.execute("DROP TABLE IF EXISTS half"))
        .options(ExecutionOptions.DEFAULT.outsideTransaction());
    RepairRequest request = RepairRequest.of("half", decision);
    try (SqliteStage stage = new SqliteStage(
        folder, "DELETE", source -> catchThrowable(engine(source, half)::migrate))) {
      new FaultSweep(stage, Fault.all(), BUDGET)
          .over("repair as " + decision.word(), real -> new FaultTrial() {
            private final TestDatabase database =
                new TestDatabase(SqliteStage.source(stage.file()));
            private Optional<RepairReport> report = Optional.empty();

            @Override
            public void run(DataSource faulty) {
              report = Optional.of(engine(faulty, half).repair(request, RepairConsent.toAnyLoss()));
            }

            @Override
            public List<String> judge(Optional<Throwable> thrown) {
              List<String> findings = new ArrayList<>();
              boolean recorded = isRecorded() == 1;
              if (report.isPresent() && !recorded) {
                findings.add("it said " + report.get() + ", and nothing is recorded");
              } else if (thrown.orElse(null) instanceof MigrationException && recorded) {
                findings.add("it is recorded, and it said that it failed");
              }
              RepairReport.Outcome again =
                  engine(real, half).repair(request, RepairConsent.toAnyLoss()).outcome();
              if (again
                  != (recorded
                      ? RepairReport.Outcome.NOTHING_TO_DO
                      : RepairReport.Outcome.REPAIRED)) {
                findings.add("the same once more was " + again);
              }
              if (isRecorded() != 1) {
                findings.add("it is recorded " + isRecorded() + " times");
              }
              if (database.hasTable("half") != (decision != RepairDecision.UNDO)) {
                findings.add("the table is wrong");
              }
              List<String> problems = engine(real, half).verify().problems().stream()
                  .map(Problem::code)
                  .toList();
              if (!Collections.disjoint(problems, List.of("history-tampered", "unfinished"))) {
                findings.add("verify says " + problems);
              }
              return findings;
            }

            private int isRecorded() {
              return Collections.frequency(database.allEvents(), "half REPAIRED");
            }
          });
    }
  }
}
