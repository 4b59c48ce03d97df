package dev.showwise.migrate.examples.showwise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.VerificationReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever an installation has been through, it ends in the same schema with all its rows. */
class EveryHistoricalStateTest {
  private static final Set<String> SHOWWISE_TABLES = Set.of(
      "user",
      "equipment",
      "event",
      "crew_assignment",
      "pick_list_item",
      "stage_plan",
      "todo_item",
      "cast_member",
      "cast_schedule",
      "cast_note",
      "stage_plan_template",
      "stage_plan_design",
      "stage_plan_object",
      "o_auth_connection",
      "two_factor_auth");

  /** Rows may be added here, by a data step or by triggers; elsewhere not. */
  private static final Set<String> MAY_GROW = Set.of("stage_plan_object", "audit", "cast_note");

  @TempDir
  static Path fresh;

  private static Set<String> freshStructure;

  @TempDir
  Path folder;

  @BeforeAll
  static void a_fresh_database_is_the_measure() {
    Installation installation = Installation.in(fresh.resolve("fresh.db"));
    assertThat(installation.engine().migrate().completed())
        .hasSize(Installation.MIGRATIONS.size())
        .allMatch(done -> done.event() == Event.APPLIED);
    freshStructure = installation.snapshot().structureOf(SHOWWISE_TABLES);
  }

  static Stream<HistoricalStates.State> states() {
    return Stream.concat(HistoricalStates.all(), HistoricalStates.anySelectionOfPieces(40));
  }

  @ParameterizedTest
  @MethodSource("states")
  void it_ends_in_the_same_schema_with_all_its_rows(HistoricalStates.State state) {
    Installation installation = Installation.in(folder.resolve("production_crew.db"));
    state.build().accept(installation);
    Snapshot before = installation.snapshot();

    MigrationReport report = installation.engine().migrate();

    assertThat(report.outcome()).isEqualTo(Outcome.MIGRATED);
    assertThat(report.completed()).hasSize(Installation.MIGRATIONS.size());
    Snapshot after = installation.snapshot();
    assertSameSchemaAsAFreshOne(before, after);
    assertEveryRowIsThere(before, after);
    assertRoles(before, after);
    assertThat(after.objects()).isEqualTo(before.objects());
    assertThat(after.rows("stage_plan_object"))
        .extracting(row -> row.get("name"))
        .contains(Stream.of(StageObject.values())
            .map(object -> "'" + object.title() + "'")
            .toArray(String[]::new));
    assertNothingIsLeftToDo(installation, after);
  }

  @Test
  void what_the_scripts_did_is_adopted_and_only_the_rest_is_applied() {
    Installation installation =
        Installation.in(folder.resolve("production_crew.db")).base().allScripts();

    assertThat(installation.engine().migrate().completed())
        .extracting(done -> done.migration().name() + " " + done.event())
        .containsExactly(
            "base ADOPTED",
            "mi ADOPTED",
            "mi2 ADOPTED",
            "usertags APPLIED",
            "stageplan APPLIED",
            "mi3 ADOPTED",
            "2fa APPLIED");
  }

  @Test
  void where_the_application_made_every_table_only_rows_are_missing() {
    Installation installation =
        Installation.in(folder.resolve("production_crew.db")).madeByTheApplication();

    assertThat(installation.engine().migrate().completed())
        .filteredOn(done -> done.event() == Event.APPLIED)
        .extracting(done -> done.migration().name() + " " + done.steps())
        .containsExactly(
            "usertags [0 cast members got the role 'cast',"
                + " 21 other users without a role got the role 'crew']",
            "stageplan [8 stage objects added]");
  }

  @Test
  void a_fresh_database_has_the_defaults_that_the_scripts_gave() {
    Installation fresh = Installation.in(folder.resolve("fresh.db"));
    fresh.engine().migrate();
    fresh.sql(
        "INSERT INTO user (username) VALUES ('new')",
        "INSERT INTO two_factor_auth (user_id, secret) VALUES (1, 'S')");

    assertThat(fresh.snapshot().rows("user"))
        .singleElement()
        .satisfies(user ->
            assertThat(user).containsEntry("is_cast", "0").containsEntry("user_role", "'crew'"));
    assertThat(fresh.snapshot().rows("two_factor_auth")).singleElement().satisfies(factor -> {
      assertThat(factor).containsEntry("enabled", "0").containsEntry("backup_codes", "null");
      assertThat(factor.get("created_at")).matches("'\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d'");
    });
  }

  private static void assertSameSchemaAsAFreshOne(Snapshot before, Snapshot after) {
    Set<String> expected = withoutSecretLength(freshStructure);
    Set<String> actual = withoutSecretLength(after.structureOf(SHOWWISE_TABLES));
    Set<String> more = new TreeSet<>(actual);
    more.removeAll(expected);

    assertThat(actual).containsAll(expected);
    // what there is more must have been there before: another's columns, an index, a reference
    assertThat(withoutSecretLength(before.structureOf(SHOWWISE_TABLES))).containsAll(more);
    assertThat(after.tables()).containsAll(SHOWWISE_TABLES).containsAll(before.tables());
    assertThat(after.tables())
        .allMatch(t -> SHOWWISE_TABLES.contains(t) || before.tables().contains(t));
    assertThat(after.structureOf(before.tables())).containsAll(before.structureOf(before.tables()));
  }

  /** A secret may have 32 characters or more. */
  private static Set<String> withoutSecretLength(Set<String> structure) {
    Set<String> result = new TreeSet<>();
    structure.forEach(line -> result.add(
        line.startsWith("two_factor_auth: column 'secret'")
            ? line.replaceAll("\\(\\d+\\)", "")
            : line));
    return result;
  }

  private static void assertEveryRowIsThere(Snapshot before, Snapshot after) {
    for (String table : before.tables()) {
      Set<String> meantToChange = table.equals("user") ? Set.of("user_role") : Set.of();
      List<Map<String, String>> expected = before.rowsAsIn(before, table, meantToChange);
      List<Map<String, String>> actual = after.rowsAsIn(before, table, meantToChange);
      if (MAY_GROW.contains(table)) {
        assertThat(actual).as(table).hasSizeGreaterThanOrEqualTo(expected.size());
        assertThat(actual.subList(0, expected.size())).as(table).isEqualTo(expected);
      } else {
        assertThat(actual).as(table).isEqualTo(expected);
      }
    }
  }

  private static void assertRoles(Snapshot before, Snapshot after) {
    List<Map<String, String>> users = before.rows("user");
    for (int i = 0; i < users.size(); i++) {
      Map<String, String> user = users.get(i);
      String role = Snapshot.value(user, "user_role").orElse("null");
      boolean unset = role.equals("null") || role.equals("'crew'");
      boolean cast = Snapshot.value(user, "is_cast").orElse("0").equals("1");
      assertThat(after.rows("user").get(i))
          .as("%s", user)
          .containsEntry("user_role", !unset ? role : cast ? "'cast'" : "'crew'");
    }
  }

  private static void assertNothingIsLeftToDo(Installation installation, Snapshot after) {
    MigrationReport second = installation.engine().migrate();
    assertThat(second.outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
    assertThat(second.completed()).isEmpty();
    assertThat(installation.engine().list().migrations())
        .hasSize(Installation.MIGRATIONS.size())
        .allMatch(status -> status.state().isDone());
    VerificationReport verification = installation.engine().verify();
    assertThat(verification.isWell()).as("%s", verification.problems()).isTrue();
    assertThat(installation.snapshot().objects()).isEqualTo(after.objects());
    after
        .tables()
        .forEach(
            table -> assertThat(installation.snapshot().rows(table)).isEqualTo(after.rows(table)));
  }
}
