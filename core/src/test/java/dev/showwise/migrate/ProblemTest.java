package dev.showwise.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProblemTest {
  private static final MigrationLabel LABEL =
      new MigrationLabel(new MigrationId("showwise", MigrationVersion.of("1.0")), "2fa");

  /** Every kind of problem, those with a yes-or-no part in both ways. */
  static Stream<Problem> problems() {
    return Arrays.stream(Problem.class.getPermittedSubclasses()).flatMap(ProblemTest::samples);
  }

  private static Stream<Problem> samples(Class<?> type) {
    return Stream.of(true, false).map(flag -> sample(type, flag)).distinct();
  }

  private static Problem sample(Class<?> type, boolean flag) {
    RecordComponent[] parts = type.getRecordComponents();
    Class<?>[] types = Arrays.stream(parts).map(RecordComponent::getType).toArray(Class[]::new);
    Object[] values = Arrays.stream(parts).map(part -> value(type, part, flag)).toArray();
    try {
      return (Problem) type.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("no sample of " + type, e);
    }
  }

  private static Object value(Class<?> problem, RecordComponent part, boolean flag) {
    Map<Class<?>, Object> values = Map.of(
        MigrationLabel.class,
        LABEL,
        String.class,
        "the-" + part.getName(),
        List.class,
        List.of("first", "second"),
        boolean.class,
        flag,
        int.class,
        2,
        long.class,
        2L,
        HistoryEntry.Direction.class,
        flag ? HistoryEntry.Direction.UP : HistoryEntry.Direction.DOWN,
        Problem.Severity.class,
        Problem.Severity.WARNING,
        DataLoss.class,
        new DataLoss(List.of(new DataLoss.Item("t", "", 2))),
        RowComparison.class,
        new RowComparison(
            "t", RowComparison.Fate.KEPT, 3, 2, 1, OptionalLong.of(0), List.of(), flag ? 1 : 0));
    Object value = values.get(part.getType());
    assertThat(value)
        .as("this test needs a sample of %s for %s of %s", part.getType(), part, problem)
        .isNotNull();
    return value;
  }

  @ParameterizedTest
  @MethodSource("problems")
  void every_problem_says_what_is_the_matter_and_what_to_do(Problem problem) {
    assertThat(problem.code()).matches("[a-z]+(-[a-z]+)*");
    assertThat(problem.message()).isNotBlank().doesNotContain("null", "[", "dev.showwise");
    assertThat(problem.remedy())
        .isNotBlank()
        .doesNotContain("null", "dev.showwise")
        .endsWith(".");
    assertThat(problem.severity()).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("problems")
  void a_problem_of_a_migration_names_it_as_it_can_be_typed(Problem problem) {
    boolean ofMigration = Arrays.stream(problem.getClass().getRecordComponents())
        .anyMatch(part -> part.getName().equals("migration"));

    if (ofMigration) {
      assertThat(problem.message()).contains("showwise:2fa (1.0)");
    }
  }

  @Test
  void no_two_kinds_share_a_code() {
    Map<String, List<Class<?>>> kinds = new HashMap<>();
    problems().forEach(problem -> {
      List<Class<?>> kindsOfCode = kinds.computeIfAbsent(problem.code(), code -> new ArrayList<>());
      if (!kindsOfCode.contains(problem.getClass())) {
        kindsOfCode.add(problem.getClass());
      }
    });

    assertThat(kinds).allSatisfy((code, sharing) -> assertThat(sharing).as(code).hasSize(1));
  }

  @Test
  void a_missing_table_is_named_with_the_error_that_it_would_have_been() {
    Problem problem = new Problem.MissingTable(LABEL, "user");

    assertThat(problem.severity()).isEqualTo(Problem.Severity.ERROR);
    assertThat(problem.message())
        .startsWith("showwise:2fa (1.0) needs table 'user', which is not in this database")
        .contains("foreign key constraint failed");
    assertThat(problem.remedy()).contains("right database").contains("'user'");
  }

  @Test
  void every_difference_of_a_partial_migration_is_named() {
    assertThat(new Problem.PartiallyPresent(LABEL, List.of("a is missing", "b differs")).message())
        .endsWith(": a is missing; b differs");
  }

  @Test
  void a_history_that_is_newer_is_told_from_a_migration_that_is_missing() {
    Problem newer = new Problem.MissingMigration(LABEL, true, Problem.Severity.WARNING);
    Problem missing = new Problem.MissingMigration(LABEL, false, Problem.Severity.ERROR);

    assertThat(newer.code()).isEqualTo("newer-history");
    assertThat(newer.message()).contains("a newer version of the application has been here");
    assertThat(missing.code()).isEqualTo("missing-migration");
    assertThat(missing.severity()).isEqualTo(Problem.Severity.ERROR);
  }

  @Test
  void what_the_run_did_not_cause_is_a_warning() {
    assertThat(new Problem.OrphanedRows("pick_list_item", "event", 1)).satisfies(problem -> {
      assertThat(problem.severity()).isEqualTo(Problem.Severity.WARNING);
      assertThat(problem.message())
          .startsWith("1 row of table 'pick_list_item' ")
          .contains("found by this run, not made by it");
    });
  }

  @Test
  void lost_rows_and_lost_values_are_told_together() {
    RowComparison kept = new RowComparison(
        "hat", RowComparison.Fate.KEPT, 3, 2, 1, OptionalLong.empty(), List.of(), 2);

    assertThat(new Problem.RowsLost(kept).message())
        .isEqualTo("table 'hat' lost 1 of the 3 rows that it had;"
            + " table 'hat' lost columns with 2 values in them");
  }

  @Test
  void the_loss_that_grew_is_told_place_by_place() {
    DataLoss agreed = new DataLoss(List.of(new DataLoss.Item("t", "", 1)));
    DataLoss now = new DataLoss(List.of(new DataLoss.Item("t", "", 2)));

    assertThat(new Problem.LossGrew(LABEL, agreed, now).message())
        .contains("table t: 2 rows instead of table t: 1 row");
  }
}
