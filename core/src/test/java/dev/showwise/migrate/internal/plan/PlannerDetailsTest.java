package dev.showwise.migrate.internal.plan;

import static dev.showwise.migrate.schema.Column.column;
import static dev.showwise.migrate.schema.ColumnType.integer;
import static dev.showwise.migrate.schema.SchemaChange.createTable;
import static dev.showwise.migrate.schema.Table.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.ExecutionOptions.LockLimit;
import dev.showwise.migrate.ExecutionOptions.Repetition;
import dev.showwise.migrate.ExecutionOptions.RunPolicy;
import dev.showwise.migrate.ExecutionOptions.TransactionMode;
import dev.showwise.migrate.HistoryEntry.Direction;
import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationContext;
import dev.showwise.migrate.MigrationId;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationVersion;
import dev.showwise.migrate.Plan;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.RollbackTarget;
import dev.showwise.migrate.Target;
import dev.showwise.migrate.internal.discovery.Catalog;
import dev.showwise.migrate.schema.SchemaChange;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The words and warnings of plans, and what several modules have to do with each other. */
class PlannerDetailsTest extends PlanCase {
  private static MigrationLabel label(String module, String version, String name) {
    return new MigrationLabel(new MigrationId(module, MigrationVersion.of(version)), name);
  }

  private static List<String> messages(List<Problem> problems) {
    return problems.stream().map(Problem::message).toList();
  }

  @Test
  void one_that_has_another_name_now_is_told_by_plan_and_comparison() {
    happened(label("m", "1", "old-name"), Event.APPLIED, Direction.UP, 0);
    happened("2", Event.APPLIED);
    Catalog catalog = catalog(Step.of("1"), Step.of("2"));

    assertThat(codes(up(catalog, Target.all()))).containsExactly("renamed");
    assertThat(new Planner(catalog).compareWithHistory(history))
        .containsExactly(new Problem.Renamed(label("m", "1", "v1"), "old-name"));
  }

  @Test
  void comparison_tells_what_changed_unless_it_may_and_what_is_unfinished() {
    happened("1", Event.APPLIED, "old");
    happened("2", Event.APPLIED, "old");
    happened("3", Event.FAILED);
    happened("4", Event.APPLIED, "x");
    Catalog catalog = catalog(
        Step.of("1").checksum("new"),
        Step.of("2").checksum("new").options(ExecutionOptions.DEFAULT.onChange()),
        Step.of("3"),
        Step.of("4").checksum("x"));

    assertThat(new Planner(catalog).compareWithHistory(history))
        .containsExactly(
            new Problem.ChecksumChanged(label("m", "1", "v1"), "t:old", "t:new"),
            new Problem.Unfinished(label("m", "3", "v3"), Direction.UP, "failed", ""));
  }

  @Test
  void one_whose_way_back_did_not_finish_is_for_a_person_to_decide_about() {
    happened("1", Event.APPLIED);
    happened("1", Event.FAILED, Direction.DOWN);

    List<Problem> problems = new Planner(catalog(Step.of("1"))).compareWithHistory(history);

    assertThat(problems)
        .extracting(Problem::message)
        .containsExactly(
            "m:v1 (1) is failed from an earlier attempt to undo it outside a transaction");
    assertThat(problems)
        .extracting(Problem::remedy)
        .containsExactly("repair m:v1 says what is known, and which decisions there are.");
  }

  @Test
  void comparison_calls_a_migration_that_is_gone_an_error_and_a_newer_one_a_warning() {
    happened("1", Event.APPLIED);
    happened("3", Event.APPLIED);

    List<Problem> problems = new Planner(catalog(Step.of("2"))).compareWithHistory(history);

    assertThat(problems)
        .extracting(Problem::code)
        .containsExactly("missing-migration", "newer-history");
    assertThat(problems)
        .extracting(Problem::severity)
        .containsExactly(Problem.Severity.ERROR, Problem.Severity.WARNING);
  }

  @Test
  void an_unfinished_one_is_called_failed_or_interrupted() {
    happened("1", Event.FAILED);
    assertThat(messages(up(catalog(Step.of("1")), Target.all()).problems()).get(0))
        .contains("is failed");
    happened("1", Event.INTERRUPTED);
    assertThat(messages(up(catalog(Step.of("1")), Target.all()).problems()).get(0))
        .contains("is interrupted");
  }

  @Test
  void what_needs_a_blocked_one_of_another_module_is_blocked_and_the_rest_of_its_module_is_not() {
    happened("1", Event.FAILED);
    Catalog catalog = catalog(
        Step.of("1"), Step.in("n", "1", "m:v1"), Step.in("n", "2"), Step.in("n", "3", "n:v1"));

    Plan plan = up(catalog, Target.all());

    assertThat(names(plan)).containsExactly("v2 PENDING");
    assertThat(
            plan.problems().stream().filter(p -> p instanceof Problem.Blocked).toList())
        .containsExactly(
            new Problem.Blocked(label("n", "1", "v1"), label("m", "1", "v1")),
            new Problem.Blocked(label("n", "3", "v3"), label("m", "1", "v1")));
  }

  @Test
  void late_is_what_is_below_the_highest_of_its_own_module() {
    Catalog catalog =
        catalog(Step.of("1"), Step.of("2"), Step.of("3"), Step.in("n", "1"), Step.in("n", "9"));
    happened("3", Event.APPLIED);
    happened("1", Event.APPLIED);

    assertThat(names(up(catalog, Target.all())))
        .containsExactlyInAnyOrder("v2 LATE", "v1 PENDING", "v9 PENDING");
  }

  @Test
  void undoing_what_was_adopted_is_warned_of_and_what_has_no_way_back_is_refused() {
    happened("1", Event.ADOPTED);
    happened("2", Event.APPLIED);
    Migration oneWay = new Migration() {
      @Override
      public String module() {
        return "m";
      }

      @Override
      public MigrationVersion version() {
        return MigrationVersion.of("2");
      }

      @Override
      public String name() {
        return "v2";
      }

      @Override
      public String description() {
        return "one way";
      }

      @Override
      public void apply(MigrationContext context) {}
    };
    Catalog catalog = catalog(Step.of("1"), oneWay);

    assertThat(codes(down(catalog, RollbackTarget.named("v1")))).containsExactly("adopted-before");
    assertThat(codes(down(catalog, RollbackTarget.named("v2")))).containsExactly("irreversible");
  }

  @Test
  void what_is_not_applied_is_called_pending_or_rolled_back_already() {
    happened("2", Event.APPLIED);
    happened("2", Event.REVERTED, Direction.DOWN);
    Catalog catalog = catalog(Step.of("1"), Step.of("2"));

    assertThat(messages(down(catalog, RollbackTarget.named("v1")).problems()).get(0))
        .contains("pending");
    assertThat(messages(down(catalog, RollbackTarget.named("v2")).problems()).get(0))
        .contains("rolled back already");
  }

  @Test
  void an_unfinished_one_is_not_rolled_back() {
    happened("1", Event.INTERRUPTED);

    Plan plan = down(catalog(Step.of("1")), RollbackTarget.named("v1"));

    assertThat(codes(plan)).containsExactly("unfinished");
    assertThat(plan.steps()).isEmpty();
  }

  @Test
  void dependants_are_those_that_are_applied_and_need_it() {
    Catalog catalog = catalog(
        Step.of("1"), Step.of("2", "v1"), Step.of("3"), Step.of("4", "v1"), Step.of("5", "v2"));
    for (String version : List.of("1", "2", "3", "5")) {
      happened(version, Event.APPLIED);
    }

    assertThat(Dependants.of(new MigrationId("m", MigrationVersion.of("1")), catalog, history))
        .containsExactly(label("m", "2", "v2"));
  }

  @Test
  void a_selection_stays_what_it_is() {
    Catalog catalog = catalog(Step.of("1"), Step.of("2"));

    Plan plan = new Planner(catalog)
        .up(history, Optional.of(Set.of(new MigrationId("m", MigrationVersion.of("2")))));

    assertThat(names(plan)).containsExactly("v2 PENDING");
  }

  /** One that needs tables of others, and makes one that is called like itself. */
  private record Tables(String number, Set<String> needsTables) implements Migration {
    @Override
    public String module() {
      return "m";
    }

    @Override
    public MigrationVersion version() {
      return MigrationVersion.of(number);
    }

    @Override
    public String name() {
      return "v" + number;
    }

    @Override
    public String description() {
      return "tables";
    }

    @Override
    public List<SchemaChange> declaredChanges() {
      return List.of(createTable(table("t" + number).column(column("id", integer()))));
    }

    @Override
    public void apply(MigrationContext context) {}
  }

  @Test
  void what_needs_a_table_goes_before_the_one_that_made_it_and_nothing_else_does() {
    Catalog catalog = catalog(
        new Tables("1", Set.of()),
        new Tables("2", Set.of("t2")),
        new Tables("3", Set.of("t1")),
        new Tables("4", Set.of("t2")),
        new Tables("5", Set.of("of_nobody")));
    List.of("1", "2", "3", "4", "5").forEach(version -> happened(version, Event.APPLIED));

    assertThat(names(down(catalog, RollbackTarget.named("v1"))))
        .containsExactly("v3 ROLLBACK", "v1 ROLLBACK");
    assertThat(names(down(catalog, RollbackTarget.named("v2"))))
        .containsExactly("v4 ROLLBACK", "v2 ROLLBACK");
  }

  private static Step baseline(String version) {
    return Step.of(version)
        .options(new ExecutionOptions(
            TransactionMode.IN_TRANSACTION,
            RunPolicy.BASELINE,
            Repetition.NEEDS_DECISION,
            LockLimit.DEFAULT));
  }

  @Test
  void a_baseline_is_applied_where_nothing_of_its_module_is() {
    happened(label("n", "1", "v1"), Event.APPLIED, Direction.UP, 0);
    happened("1", Event.APPLIED);
    happened("1", Event.REVERTED, Direction.DOWN);

    Plan plan = up(catalog(baseline("3"), Step.in("n", "1")), Target.all());

    assertThat(names(plan)).containsExactly("v3 PENDING");
    assertThat(codes(plan)).isEmpty();
  }

  @Test
  void a_baseline_comes_too_late_for_what_it_stands_for_and_keeps_back_who_builds_on_it() {
    Catalog catalog = catalog(baseline("3"), Step.of("4", "v3"), Step.in("n", "1"));
    happened("2", Event.APPLIED);

    Plan plan = up(catalog, Target.all());

    assertThat(names(plan)).containsExactly("v1 PENDING");
    assertThat(codes(plan)).containsExactlyInAnyOrder("baseline-too-late", "blocked");
  }

  @Test
  void a_baseline_has_nothing_to_do_with_versions_above_it() {
    happened("4", Event.APPLIED);

    Plan plan = up(catalog(baseline("3"), Step.of("4")), Target.all());

    assertThat(names(plan)).containsExactly("v3 LATE");
  }
}
