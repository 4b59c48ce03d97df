package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.RepairConsent;
import dev.showwise.migrate.RepairDecision;
import dev.showwise.migrate.RepairRequest;
import dev.showwise.migrate.faults.Effort;
import dev.showwise.migrate.faults.JdbcCall;
import dev.showwise.migrate.faults.PausingCall;
import dev.showwise.migrate.faults.RecordingHook;
import dev.showwise.migrate.faults.Tally;
import dev.showwise.migrate.faults.WatchedSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * One replica stands still between two calls while another runs as far as it comes, and then goes on. Each
 * migration is applied once; one that was overtaken writes nothing more. {@code
 * -Dshowwise.test.faults=all} tries it at every call.
 */
interface OvertakesContract {
  /** Where it happens. */
  FaultStage stage() throws Exception;

  /** How many calls a build has time for. */
  int pauses();

  /** How long the second one waits for the first: longer than a lease, where a server keeps leases. */
  Duration patience();

  @Test
  default void whoever_is_overtaken_between_two_calls_writes_nothing_more() throws Exception {
    long start = System.nanoTime();
    try (FaultStage stage = stage()) {
      RecordingHook recording = new RecordingHook();
      new Race(this, stage)
          .engine(new WatchedSource(stage.fresh(), stage.product(), recording), 10_000)
          .migrate();
      List<JdbcCall> calls = recording.calls();
      // the second one waits for as long as it may, or nearly
      double step = (double) calls.size() / Effort.trials(pauses(), calls.size(), patience());
      Map<String, Integer> outcomes = new TreeMap<>();
      List<String> findings = new ArrayList<>();
      for (double next = 1 + new Random().nextDouble() * (step - 1);
          next <= calls.size();
          next += step) {
        Race race = new Race(this, stage);
        PausingCall pause = new PausingCall((int) next);
        List<String> wrong = race.run(pause);
        outcomes.merge(race.outcome, 1, Integer::sum);
        if (!wrong.isEmpty()) {
          findings.add(
              "call " + (int) next + ", " + pause.call() + ", " + race.outcome + ": " + wrong);
        }
      }
      Tally.add(String.format(
          "%s: overtaken: %d calls, %d pauses in %d s, %d findings, %s",
          stage.title(),
          calls.size(),
          outcomes.values().stream().mapToInt(Integer::intValue).sum(),
          (System.nanoTime() - start) / 1_000_000_000,
          findings.size(),
          outcomes));
      assertThat(findings).isEmpty();
    }
  }

  /** Two replicas at one database. */
  final class Race {
    private final OvertakesContract contract;
    private final FaultStage stage;
    private final List<String> findings = new ArrayList<>();
    private String outcome = "";

    Race(OvertakesContract contract, FaultStage stage) {
      this.contract = contract;
      this.stage = stage;
    }

    private MigrationEngine engine(DataSource source, long patience) {
      return MigrationEngine.builder(source)
          .migrations(Season.migrations(stage.alone()))
          .lockTimeout(Duration.ofMillis(patience))
          .lease(Duration.ofSeconds(2))
          .build();
    }

    List<String> run(PausingCall pause) throws Exception {
      DataSource real = stage.fresh();
      WatchedSource watched = new WatchedSource(real, stage.product(), pause);
      CompletableFuture<String> first =
          CompletableFuture.supplyAsync(() -> migrate(engine(watched, 10_000)));
      CompletableFuture.anyOf(pause.reached(), first).get(60, TimeUnit.SECONDS);
      String second = migrate(engine(real, contract.patience().toMillis()));
      List<String> before = everything(real);
      pause.goOn();
      String firstEnd = first.get(60, TimeUnit.SECONDS);
      outcome = "first " + firstEnd + ", second " + second;

      findings.addAll(watched.complaints());
      // it came to its end, or it was as far as it could come and had recorded that
      boolean isOvertaken = second.equals("returned") || second.equals("Refused");
      if (isOvertaken && !everything(real).equals(before)) {
        findings.add("it wrote after it was overtaken: " + everything(real) + " after " + before);
      }
      if (!isOvertaken && !firstEnd.equals("returned")) {
        findings.add("nobody was in its way");
      }
      judge(real);
      return findings;
    }

    private static String migrate(MigrationEngine engine) {
      try {
        engine.migrate();
        return "returned";
      } catch (MigrationException e) {
        return e.getClass().getSimpleName();
      }
    }

    private static List<String> everything(DataSource source) throws SQLException {
      SeasonJudge judge = SeasonJudge.of(source);
      List<String> all = new ArrayList<>(judge.events());
      judge.states().forEach((name, state) -> all.add(name + " " + state));
      return all;
    }

    private void judge(DataSource real) throws SQLException {
      findings.addAll(SeasonJudge.of(real).contradictions(stage.stepwise()));
      MigrationEngine engine = engine(real, 10_000);
      try {
        engine.migrate();
      } catch (MigrationException.Refused e) {
        if (!stage.stepwise().contains("notes")) {
          throw e;
        }
        engine.repair(RepairRequest.of("notes", RepairDecision.UNDO), RepairConsent.toAnyLoss());
        engine.migrate();
      }
      if (engine.migrate().outcome() != Outcome.NOTHING_TO_DO) {
        findings.add("there is something to do after the next run");
      }
      List<Problem> problems = engine.verify().problems();
      if (!problems.isEmpty()) {
        findings.add("verify says " + problems);
      }
      SeasonJudge end = SeasonJudge.of(real);
      findings.addAll(end.contradictions(Set.of()));
      for (String name : Season.NAMES) {
        long applied = end.events().stream()
            .filter(event -> event.equals(name + " APPLIED") || event.equals(name + " ADOPTED"))
            .count();
        if (applied != 1) {
          findings.add(name + " was applied " + applied + " times");
        }
      }
      Optional.of(end.done())
          .filter(done -> done.size() != Season.NAMES.size())
          .ifPresent(done -> findings.add("only these are there: " + done));
    }
  }
}
