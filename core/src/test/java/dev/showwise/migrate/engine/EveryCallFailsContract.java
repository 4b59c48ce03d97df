package dev.showwise.migrate.engine;

import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationListener;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.MigrationReport.Completed;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.MigrationReport.Undone;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.RepairConsent;
import dev.showwise.migrate.RepairDecision;
import dev.showwise.migrate.RepairRequest;
import dev.showwise.migrate.faults.Fault;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * A run up and down in which one call to the driver fails, once for each call and each way to fail.
 * Afterwards a judge of its own looks: each migration is there or not, or the history says that it is
 * unfinished; what was reported is what is so; the next run finishes the work, after a repair where that is
 * what the page on the history says; and every connection went back as it came.
 */
interface EveryCallFailsContract {
  /** Where it happens. */
  FaultStage stage() throws Exception;

  /** What may go wrong there. */
  List<Fault> faults();

  /** How many runs a build has time for. */
  int budget();

  /** What else the engine is told. */
  default EngineBuilder configured(EngineBuilder builder) {
    return builder;
  }

  /** What else must be so after a run. */
  default void judgeMore(DataSource real, Optional<Throwable> thrown, List<String> findings) {}

  @Test
  default void nothing_is_lost_whatever_call_fails() throws Exception {
    try (FaultStage stage = stage()) {
      new FaultSweep(stage, faults(), budget())
          .over("up and down", real -> new UpAndDown(this, stage, real));
    }
  }

  @Test
  default void nothing_is_left_of_what_failed_whatever_call_fails_besides() throws Exception {
    try (FaultStage stage = stage()) {
      new FaultSweep(stage, faults(), budget() / 2)
          .over("a run that fails", real -> new FailingRun(stage, real, this::configured));
    }
  }

  /** One run with its fault, and what became of it. */
  final class UpAndDown implements FaultTrial, MigrationListener {
    private final EveryCallFailsContract contract;
    private final FaultStage stage;
    private final DataSource real;
    private final Set<String> told = new TreeSet<>();
    private final List<String> findings = new ArrayList<>();

    UpAndDown(EveryCallFailsContract contract, FaultStage stage, DataSource real) {
      this.contract = contract;
      this.stage = stage;
      this.real = real;
    }

    private MigrationEngine engine(DataSource source, MigrationListener listener) {
      return contract
          .configured(MigrationEngine.builder(source)
              .migrations(Season.migrations(stage.alone()))
              .lockTimeout(Duration.ofSeconds(5))
              .listener(listener))
          .build();
    }

    @Override
    public void completed(Completed completed) {
      if (completed.event() == Event.REVERTED) {
        told.remove(completed.migration().name());
      } else {
        told.add(completed.migration().name());
      }
    }

    @Override
    public void run(DataSource faulty) {
      Season.run(engine(faulty, this));
    }

    @Override
    public List<String> judge(Optional<Throwable> thrown) throws SQLException {
      SeasonJudge judge = SeasonJudge.of(real);
      findings.addAll(judge.contradictions(stage.stepwise()));
      if (thrown.isEmpty()) {
        boolean isEnd = judge.done().equals(Set.of("seats", "people", "notes"));
        if (!isEnd) {
          findings.add("it returned, and there are " + judge.done());
        }
      }
      compare(judge, failure(thrown));
      contract.judgeMore(real, thrown, findings);
      goOn();
      return findings;
    }

    private static Optional<MigrationReport.Failure> failure(Optional<Throwable> thrown) {
      return thrown
          .filter(MigrationException.class::isInstance)
          .flatMap(e -> ((MigrationException) e).report())
          .flatMap(MigrationReport::failed);
    }

    /** What was told, and what is so. */
    private void compare(SeasonJudge judge, Optional<MigrationReport.Failure> failure) {
      Set<String> said = new TreeSet<>(told);
      Set<String> is = judge.done();
      said.removeAll(judge.unfinished());
      if (failure.isPresent() && failure.get().undone() == Undone.UNKNOWN) {
        String name = failure.get().migration().name();
        said.remove(name);
        is.remove(name);
      }
      if (!said.equals(is)) {
        findings.add("it said that " + said + " are done, and the history has " + is);
      }
      failure.ifPresent(f -> judge(f, judge));
    }

    private void judge(MigrationReport.Failure failure, SeasonJudge judge) {
      MigrationLabel label = failure.migration();
      // what is adopted was there before
      boolean wasThere = told.contains(label.name()) || label.name().equals("seats");
      SeasonJudge.State state = judge.states().get(label.name());
      SeasonJudge.State before = wasThere ? SeasonJudge.State.AFTER : SeasonJudge.State.BEFORE;
      if (failure.undone() == Undone.COMPLETELY && state != before) {
        findings.add("it said that " + label.name() + " was undone, and it is " + state);
      } else if (failure.undone() == Undone.NOT
          && Optional.ofNullable(judge.last().get(label.name()))
              .filter(row -> !row.isSettled())
              .isEmpty()) {
        findings.add("it said that " + label.name() + " is unfinished, and the history does not");
      }
    }

    /** What a person does who comes later: runs it again, and repairs what is said to need that. */
    private void goOn() throws SQLException {
      try {
        MigrationEngine engine = engine(real, new MigrationListener() {});
        try {
          engine.migrate();
        } catch (MigrationException.Refused e) {
          repair(engine, e);
          engine.migrate();
        }
        if (engine.migrate().outcome() != Outcome.NOTHING_TO_DO) {
          findings.add("there is something to do after the next run");
        }
        List<Problem> problems = engine.verify().problems();
        if (!problems.isEmpty()) {
          findings.add("after the next run verify says " + problems);
        }
        SeasonJudge judge = SeasonJudge.of(real);
        findings.addAll(judge.contradictions(Set.of()));
        if (judge.done().size() != Season.NAMES.size()) {
          findings.add("after the next run only these are there: " + judge.done());
        }
      } catch (MigrationException e) {
        findings.add("the next run does not go on: " + e);
      }
    }

    private void repair(MigrationEngine engine, MigrationException.Refused refused) {
      // the one that is not safe to repeat
      boolean isMeant = refused.report().orElseThrow().problems().stream()
          .filter(problem -> problem.severity() == Problem.Severity.ERROR)
          .allMatch(problem ->
              problem instanceof Problem.Unfinished && problem.message().contains("season:notes"));
      if (!isMeant || !stage.stepwise().contains("notes")) {
        throw refused;
      }
      engine.repair(RepairRequest.of("notes", RepairDecision.UNDO), RepairConsent.toAnyLoss());
    }
  }
}
