package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.faults.CallHook;
import dev.showwise.migrate.faults.Effort;
import dev.showwise.migrate.faults.FailingCall;
import dev.showwise.migrate.faults.Fault;
import dev.showwise.migrate.faults.JdbcCall;
import dev.showwise.migrate.faults.RecordingHook;
import dev.showwise.migrate.faults.Tally;
import dev.showwise.migrate.faults.WatchedSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * Does the same again and again, each time with another call that fails in another way. {@code
 * -Dshowwise.test.faults=all} tries every fault at every call; without it as many as {@link Effort} says,
 * evenly spread from a random beginning, and always those at a COMMIT or ROLLBACK, at a change of the schema and at the
 * giving back of a connection.
 */
final class FaultSweep {
  private static final List<Fault.Kind> VIRTUAL_MACHINE =
      List.of(Fault.Kind.OUT_OF_MEMORY, Fault.Kind.STACK_OVERFLOW, Fault.Kind.LINKAGE_ERROR);

  /** What may meet another transaction: nobody holds a lock on the catalog, the clock or a setting. */
  private static final Pattern WITH_LOCKS = Pattern.compile(
      "^COMMIT$|\\b(migration_history|seat|person|note|log_entry)\\b", Pattern.CASE_INSENSITIVE);

  /** What may have done a part when it fails, so that a person decides. */
  private static final Pattern IN_PARTS = Pattern.compile("^(DROP|VACUUM) ");

  private final FaultStage stage;
  private final List<Fault> faults;
  private final int budget;

  /** Where it happens, what may go wrong there, and how many runs a build has time for. */
  FaultSweep(FaultStage stage, List<Fault> faults, int budget) {
    this.stage = stage;
    this.faults = faults;
    this.budget = budget;
  }

  /** One run's fault. */
  private record Point(int call, Fault fault) {}

  /** A run and what became of it. */
  private record Result(Optional<Throwable> thrown, List<String> findings) {
    String outcome() {
      return thrown.map(e -> e.getClass().getSimpleName()).orElse("returned");
    }
  }

  /**
   * Tries it; {@code trials} makes one for each new database. Prints what became of how many, and fails with
   * all that was not as it must be.
   */
  void over(String what, Function<DataSource, FaultTrial> trials) throws Exception {
    RecordingHook recording = new RecordingHook();
    Result rehearsal = once(recording, trials);
    assertThat(rehearsal.thrown()).isEmpty();
    assertThat(rehearsal.findings()).isEmpty();
    // the first one was slower, when everything was new
    long start = System.nanoTime();
    once(new RecordingHook(), trials);
    Duration each = Duration.ofNanos(System.nanoTime() - start);
    List<Point> possible = possible(recording.calls());
    List<Point> chosen = chosen(possible, recording.calls(), each);
    Map<String, Integer> outcomes = new TreeMap<>();
    List<String> findings = new ArrayList<>();
    for (Point point : chosen) {
      FailingCall failing = new FailingCall(stage.product(), point.fault(), point.call());
      Result result = once(failing, trials);
      outcomes.merge(
          failing.failed().isEmpty() ? "no such call" : result.outcome(), 1, Integer::sum);
      if (!result.findings().isEmpty()) {
        findings.add(point.fault() + " call " + point.call() + ", "
            + failing.failed().map(Object::toString).orElse("which was not made") + ": "
            + result.findings() + "; it "
            + result.thrown().map(Object::toString).orElse("returned"));
      }
    }
    Tally.add(String.format(
        "%s: %s: %d calls, %d of %d faults in %d s, %d findings, %s",
        stage.title(),
        what,
        recording.calls().size(),
        chosen.size(),
        possible.size(),
        (System.nanoTime() - start) / 1_000_000_000,
        findings.size(),
        outcomes));
    assertThat(findings).isEmpty();
  }

  private Result once(CallHook hook, Function<DataSource, FaultTrial> trials) throws Exception {
    DataSource real = stage.fresh();
    FaultTrial trial = trials.apply(real);
    WatchedSource watched = new WatchedSource(real, stage.product(), hook);
    Optional<Throwable> thrown = Optional.empty();
    try {
      trial.run(watched);
    } catch (Throwable e) {
      thrown = Optional.of(e);
    }
    // what comes next is another run, on another thread for all it knows
    Thread.interrupted();
    List<String> findings = new ArrayList<>(watched.complaints());
    findings.addAll(trial.judge(thrown));
    return new Result(thrown, findings);
  }

  private List<Point> possible(List<JdbcCall> calls) {
    List<Point> all = new ArrayList<>();
    for (JdbcCall call : calls) {
      for (Fault fault : faults) {
        if (isPossible(call, fault)) {
          all.add(new Point(call.number(), fault));
        }
      }
    }
    return all;
  }

  private List<Point> chosen(List<Point> all, List<JdbcCall> calls, Duration each) {
    int wanted = Effort.trials(budget, all.size(), each);
    if (wanted == all.size()) {
      return all;
    }
    double step = (double) all.size() / wanted;
    double next = new Random().nextDouble() * step;
    List<Point> chosen = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Point point = all.get(i);
      JdbcCall call = calls.get(point.call() - 1);
      boolean isDelicate = call.sends("COMMIT")
          || call.sends("ROLLBACK")
          || call.is("Connection", "close")
          || isDdl(call);
      boolean isNext = i >= next;
      if (isNext) {
        next += step;
      }
      if (isNext || (isDelicate && isCommon(point.fault()))) {
        chosen.add(point);
      }
    }
    return chosen;
  }

  /** It commits by itself on some products. */
  private static boolean isDdl(JdbcCall call) {
    return call.method().startsWith("execute") && call.sql().matches("(?s)(CREATE|ALTER|DROP) .*");
  }

  private static boolean isPossible(JdbcCall call, Fault fault) {
    if (fault.kind() == Fault.Kind.BUSY) {
      // only what asks the database for something can be told that others have it
      return call.method().startsWith("execute");
    } else if (fault.kind() == Fault.Kind.CONFLICT) {
      return call.executes()
          && WITH_LOCKS.matcher(call.sql()).find()
          && !IN_PARTS.matcher(call.sql()).find();
    }
    // of the errors of the virtual machine one at each call will do
    return !VIRTUAL_MACHINE.contains(fault.kind())
        || VIRTUAL_MACHINE.get(call.number() % VIRTUAL_MACHINE.size()) == fault.kind();
  }

  private static boolean isCommon(Fault fault) {
    return Set.of(Fault.Kind.ERROR, Fault.Kind.LOST_CONNECTION).contains(fault.kind());
  }
}
