package dev.showwise.migrate.internal.rehearsal;

import dev.showwise.migrate.DatabaseInfo;
import dev.showwise.migrate.Plan;
import dev.showwise.migrate.RehearsalReport;
import dev.showwise.migrate.RehearsalReport.Outcome;
import dev.showwise.migrate.SqlPreview;
import dev.showwise.migrate.Target;
import dev.showwise.migrate.internal.run.Environment;
import dev.showwise.migrate.internal.run.Look;
import java.time.Duration;
import java.util.function.Function;
import javax.sql.DataSource;

/** Runs what is pending on a scratch: to show the SQL, or to see what it does. */
public final class Rehearsal {
  private final Environment environment;
  private final Function<String, DataSource> copies;

  /**
   * For one engine; holds nothing of a run.
   *
   * @param copies makes connections to a copy, from its JDBC URL
   */
  public Rehearsal(Environment environment, Function<String, DataSource> copies) {
    this.environment = environment;
    this.copies = copies;
  }

  /** The SQL that the pending migrations of a target send. */
  public SqlPreview preview(Target target) {
    DatabaseInfo database = Look.in(environment, Look.At::info);
    try (Scratch scratch = Scratches.of(environment, copies)) {
      Ascent ascent = new Ascent(environment, scratch);
      Plan plan = ascent.plan(target);
      if (plan.errors().isEmpty()) {
        ascent.climb(plan.steps());
      }
      return new SqlPreview(
          database, scratch.place(), plan, ascent.previewed(), ascent.failed(), ascent.problems());
    }
  }

  /** What the pending migrations of a target do, forth and back. */
  public RehearsalReport rehearse(Target target) {
    long start = System.nanoTime();
    DatabaseInfo database = Look.in(environment, Look.At::info);
    try (Scratch scratch = Scratches.of(environment, copies)) {
      Ascent ascent = new Ascent(environment, scratch);
      Plan plan = ascent.plan(target);
      Finding finding = plan.errors().isEmpty() && !plan.steps().isEmpty()
          ? new Performance(ascent, plan).perform()
          : Finding.none(ascent);
      return new RehearsalReport(
          database,
          scratch.place(),
          outcome(plan, ascent, finding),
          plan,
          finding.descent().rehearsed(),
          finding.schema(),
          finding.rows(),
          finding.wayBack(),
          ascent.failed(),
          finding.problems(ascent),
          Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private static Outcome outcome(Plan plan, Ascent ascent, Finding finding) {
    if (ascent.failed().isPresent()) {
      return Outcome.FAILED;
    } else if (!plan.errors().isEmpty()) {
      return Outcome.REFUSED;
    } else if (plan.steps().isEmpty()) {
      return Outcome.NOTHING_TO_DO;
    }
    return finding.hasErrors(ascent) ? Outcome.PROBLEMS : Outcome.WELL;
  }
}
