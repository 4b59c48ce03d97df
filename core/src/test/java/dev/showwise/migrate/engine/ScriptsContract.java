package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationListener;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.MigrationState;
import dev.showwise.migrate.MigrationStatus;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.RollbackTarget;
import dev.showwise.migrate.Scripts;
import dev.showwise.migrate.SourcePosition;
import dev.showwise.migrate.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders of SQL scripts as migrations. */
interface ScriptsContract extends EngineCase {

  /** An engine with the scripts of a folder and nothing else. */
  default EngineBuilder scripts(Path folder) {
    return builder(database().dataSource()).scripts(folder);
  }

  /** Writes a file of a folder. */
  static void write(Path folder, String name, String... lines) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, String.join("\n", lines) + "\n");
  }

  /** One of the sample folders, which all do the same. */
  static Path sample(String name) {
    try {
      return Path.of(ScriptsContract.class.getResource("scripts/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "showwise",
        "flyway",
        "golang-migrate",
        "ory",
        "authelia",
        "products",
        "diesel",
        "sqlx",
        "goose",
        "dbmate",
        "mybatis"
      })
  default void every_layout_is_found_by_its_shape_and_goes_up_and_down(String layout) {
    MigrationEngine engine = scripts(sample(layout)).build();

    MigrationReport up = engine.migrate(Target.all());

    assertThat(up.completed())
        .extracting(done -> done.event())
        .containsOnly(Event.APPLIED)
        .hasSize(layout.equals("sqlx") ? 3 : 2);
    assertThat(database().rows("SELECT id, label, row_no FROM seat ORDER BY id"))
        .containsExactly("1|A1; by the aisle|1", "2|A2 -- not a comment|1");
    assertThat(engine.migrate().outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
    assertThat(engine.verify().isWell()).isTrue();

    if (layout.equals("sqlx")) {
      assertThat(refusal(() -> engine.rollback(RollbackTarget.last(), plan -> true)))
          .hasMessageContaining("index_labels (20240103120000) cannot be rolled back");
      return;
    }
    MigrationReport down = engine.rollback(
        RollbackTarget.named(
            engine.list().migrations().get(0).migration().name(),
            engine.list().migrations().get(1).migration().name()),
        plan -> true);
    assertThat(down.completed()).extracting(done -> done.event()).containsOnly(Event.REVERTED);
    assertThat(database().tables()).doesNotContain("seat");
    assertThat(engine.list().migrations())
        .extracting(MigrationStatus::state)
        .allMatch(MigrationState.Reverted.class::isInstance);
  }

  @Test
  default void a_failing_statement_is_reported_with_its_file_and_line(@TempDir Path folder)
      throws IOException {
    write(
        folder,
        "V1__seats.sql",
        "CREATE TABLE seat (id INTEGER NOT NULL PRIMARY KEY);",
        "",
        "-- one that is not there",
        "  INSERT INTO",
        "  nowhere VALUES (1);");

    MigrationException.Failed failed = failure(scripts(folder).build()::migrate);

    assertThat(failed.report().orElseThrow().failed().orElseThrow().position())
        .contains(new SourcePosition("V1__seats.sql", 4, 3));
  }

  @Test
  default void everything_is_cut_before_anything_runs(@TempDir Path folder) throws IOException {
    write(folder, "V1__seats.sql", "CREATE TABLE seat (id INTEGER NOT NULL PRIMARY KEY);");
    write(
        folder, "V2__rows.sql", "INSERT INTO seat VALUES (1);", "INSERT INTO seat VALUES ('it", "");

    MigrationException.Refused refused = refusal(scripts(folder).build()::migrate);

    assertThat(refused)
        .hasMessageContaining("scripts:V2__rows (2) cannot be run: V2__rows.sql:2:26: The quote");
    assertThat(refused.report().orElseThrow().problems())
        .extracting(Problem::code)
        .containsExactly("script-refused");
    assertThat(database().tables()).isEmpty();
    assertThat(scripts(folder).build().list().problems())
        .extracting(Problem::code)
        .containsExactly("script-refused");
  }

  @Test
  default void what_is_wrong_in_a_way_back_is_told_before_it_is_needed(@TempDir Path folder)
      throws IOException {
    write(folder, "1-seats.sql", "CREATE TABLE seat (id INTEGER NOT NULL PRIMARY KEY)");
    write(folder, "1-seats.down.sql", "DROP TABLE seat; ROLLBACK;");
    MigrationEngine engine = scripts(folder).build();

    MigrationReport report = engine.migrate();

    assertThat(report.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message())
            .contains("could be applied and not be undone: 1-seats.down.sql:1:18: 'ROLLBACK'"));
    assertThat(refusal(() -> engine.rollback(RollbackTarget.last(), plan -> true)))
        .hasMessageContaining("scripts:seats (1) cannot be run: 1-seats.down.sql:1:18");
    assertThat(database().tables()).contains("seat");
  }

  @Test
  default void a_way_back_in_which_nothing_is_written_is_none(@TempDir Path folder)
      throws IOException {
    write(folder, "0001_a.up.sql", "CREATE TABLE seat (id INTEGER NOT NULL PRIMARY KEY)");
    write(folder, "0001_a.down.sql", "");
    write(folder, "0002_b.up.sql", "INSERT INTO seat VALUES (1)");
    write(folder, "0002_b.down.sql", "-- the row goes with the table");
    MigrationEngine engine = scripts(folder).build();
    engine.migrate();

    assertThat(engine.rollback(RollbackTarget.last(), plan -> true).completed()).hasSize(1);
    assertThat(refusal(() -> engine.rollback(RollbackTarget.last(), plan -> true)))
        .hasMessageContaining("scripts:0001_a (0001) cannot be rolled back: it has no way back");
  }

  @Test
  default void a_script_that_changed_is_noticed_and_one_that_was_formatted_is_not(
      @TempDir Path folder) throws IOException {
    write(folder, "V1__seats.sql", "CREATE TABLE seat (id INTEGER NOT NULL PRIMARY KEY);");
    scripts(folder).build().migrate();

    write(
        folder,
        "V1__seats.sql",
        "-- seats are numbered",
        "CREATE TABLE seat (",
        "  id INTEGER NOT NULL /* by hand */ PRIMARY KEY",
        ")");
    assertThat(scripts(folder).build().migrate().outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
    assertThat(scripts(folder).build().verify().problems())
        .extracting(Problem::code)
        .containsExactly("reformatted");

    write(folder, "V1__seats.sql", "CREATE TABLE seat (id BIGINT NOT NULL PRIMARY KEY);");
    assertThat(refusal(scripts(folder).build()::migrate))
        .hasMessageContaining("scripts:V1__seats (1) was changed after it was applied")
        .hasMessageContaining("script-1:");
  }

  @Test
  default void nothing_to_do_costs_one_statement_with_scripts(@TempDir Path folder)
      throws IOException {
    for (int i = 1; i <= 50; i++) {
      write(folder, "V" + i + "__t.sql", "CREATE TABLE t" + i + " (id INTEGER);");
    }
    scripts(folder).build().migrate();
    StatementCounter counter = new StatementCounter(database().dataSource());

    Outcome outcome = builder(counter).scripts(folder).build().migrate().outcome();

    assertThat(outcome).isEqualTo(Outcome.NOTHING_TO_DO);
    assertThat(counter.statements()).hasSize(1);
    assertThat(counter.connections()).isEqualTo(1);
  }

  @Test
  default void what_has_no_version_runs_last_and_again_when_it_changed(@TempDir Path folder)
      throws IOException {
    write(folder, "R__b_view.sql", "CREATE VIEW b_view AS SELECT id FROM a_view;");
    write(folder, "R__a_view.sql", "CREATE VIEW a_view AS SELECT id FROM seat;");
    write(folder, "V1__seats.sql", "CREATE TABLE seat (id INTEGER NOT NULL PRIMARY KEY);");
    write(folder, "U1__seats.sql", "DROP TABLE seat;");
    MigrationEngine first = scripts(folder).build();
    assertThat(names(first.migrate()))
        .containsExactly("V1__seats APPLIED", "R__a_view APPLIED", "R__b_view APPLIED");
    assertThat(first.migrate().outcome()).isEqualTo(Outcome.NOTHING_TO_DO);

    write(folder, "V2__rows.sql", "INSERT INTO seat VALUES (7);");
    write(
        folder,
        "R__b_view.sql",
        "DROP VIEW b_view;",
        "CREATE VIEW b_view AS SELECT id, id + 1 AS next_id FROM a_view;");
    MigrationReport second = scripts(folder).build().migrate();

    assertThat(names(second)).containsExactly("V2__rows APPLIED", "R__b_view APPLIED");
    assertThat(second.problems()).isEmpty();
    assertThat(database().rows("SELECT id, next_id FROM b_view")).containsExactly("7|8");
    assertThat(scripts(folder).build().verify().isWell()).isTrue();
    // what runs whenever it changed is no step on the way back
    assertThat(refusal(() -> scripts(folder).build().rollback(RollbackTarget.last(), plan -> true)))
        .hasMessageContaining("scripts:V2__rows (2) cannot be rolled back");
    assertThat(scripts(folder)
            .build()
            .planRollback(RollbackTarget.downTo("scripts:1"))
            .steps())
        .extracting(step -> step.migration().name())
        .containsExactly("V2__rows");
  }

  @Test
  default void a_baseline_begins_an_empty_database_and_leaves_others_alone(@TempDir Path folder)
      throws IOException {
    write(folder, "V1__seats.sql", "CREATE TABLE seat (id INTEGER NOT NULL PRIMARY KEY);");
    write(folder, "V2__rows.sql", "INSERT INTO seat VALUES (1);");
    scripts(folder).build().migrate();

    Files.delete(folder.resolve("V1__seats.sql"));
    Files.delete(folder.resolve("V2__rows.sql"));
    write(
        folder,
        "B2__start.sql",
        "CREATE TABLE seat (id INTEGER NOT NULL PRIMARY KEY);",
        "INSERT INTO seat VALUES (1);");
    write(folder, "V3__more.sql", "INSERT INTO seat VALUES (3);");

    MigrationReport report = scripts(folder).build().migrate();
    assertThat(names(report)).containsExactly("V3__more APPLIED");
    assertThat(report.problems()).isEmpty();
    assertThat(scripts(folder).build().verify().isWell()).isTrue();
  }

  @Test
  default void a_baseline_makes_an_empty_database_and_only_such(@TempDir Path folder)
      throws IOException {
    write(folder, "B2__start.sql", "CREATE TABLE seat (id INTEGER NOT NULL PRIMARY KEY);");
    write(folder, "V3__more.sql", "INSERT INTO seat VALUES (3);");
    database().execute("CREATE TABLE stranger (id INTEGER)");

    assertThat(refusal(scripts(folder).build()::migrate))
        .hasMessageContaining("is a start for an empty database, and this one has table");
    database().execute("DROP TABLE stranger");

    assertThat(names(scripts(folder).build().migrate()))
        .containsExactly("B2__start APPLIED", "V3__more APPLIED");
    assertThat(scripts(folder).build().migrate().outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
  }

  @Test
  default void a_check_tells_what_is_there_already(@TempDir Path folder) throws IOException {
    write(folder, "1-seats.sql", "CREATE TABLE seat (id INTEGER NOT NULL PRIMARY KEY)");
    write(folder, "2-first.sql", "INSERT INTO seat VALUES (1)");
    write(folder, "2-first.check.sql", "SELECT COUNT(*) FROM seat WHERE id = 1;");
    database().execute("CREATE TABLE seat (id INTEGER NOT NULL PRIMARY KEY)");
    database().execute("INSERT INTO seat VALUES (1)");
    write(
        folder, "1-seats.check.sql", "-- the table is there, or this fails", "SELECT 1 FROM seat");

    assertThat(names(scripts(folder).build().migrate()))
        .containsExactly("seats ADOPTED", "first ADOPTED");
  }

  @Test
  default void depends_on_and_modules_are_in_headers(@TempDir Path folder) throws IOException {
    Path one = folder.resolve("one");
    Path two = folder.resolve("two");
    write(
        one,
        "1-late.sql",
        "-- migrate: module house",
        "-- migrate: depends-on two:seats",
        "INSERT INTO seat VALUES (1)");
    write(two, "9-seats.sql", "CREATE TABLE seat (id INTEGER NOT NULL PRIMARY KEY)");

    MigrationReport report = builder(database().dataSource())
        .scripts(one)
        .scripts(Scripts.in(two).module("two"))
        .build()
        .migrate();

    assertThat(report.completed())
        .extracting(done -> done.migration().qualifiedName())
        .containsExactly("two:seats", "house:late");
  }

  @Test
  default void what_is_for_other_products_alone_is_not_there(@TempDir Path folder)
      throws IOException {
    write(folder, "1-seats.sql", "CREATE TABLE seat (id INTEGER NOT NULL PRIMARY KEY)");
    write(folder, "2-there.oracle.sql", "this is no SQL '");
    write(folder, "3-rows.sql", "-- migrate: depends-on there", "INSERT INTO seat VALUES (1)");
    MigrationEngine engine = scripts(folder).build();

    assertThat(names(engine.migrate())).containsExactly("seats APPLIED", "rows APPLIED");
    assertThat(engine.migrate().outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
    assertThatThrownBy(() -> engine.migrate(Target.named("there")))
        .isInstanceOf(MigrationException.UnknownTarget.class);
  }

  @Test
  default void transactions_of_the_script_are_left_to_the_engine(@TempDir Path folder)
      throws IOException {
    write(
        folder,
        "1-seats.sql",
        "BEGIN;",
        "CREATE TABLE seat (id INTEGER NOT NULL PRIMARY KEY);",
        "INSERT INTO seat VALUES (1);",
        "COMMIT;");

    assertThat(scripts(folder).build().migrate().completed().get(0).steps())
        .containsExactly("1-seats.sql: 2 statements executed");
    assertThat(database().value("SELECT COUNT(*) FROM seat")).isEqualTo("1");
  }

  @Test
  default void two_hundred_hostile_values_make_no_statement_more(@TempDir Path folder)
      throws IOException {
    database().execute("CREATE TABLE canary (id INTEGER)");
    write(
        folder,
        "1-seats.sql",
        "-- migrate: placeholders",
        "-- ${unknown} in a comment, '${unknown}' too",
        "CREATE TABLE seat (id INTEGER, label VARCHAR(200));",
        "INSERT INTO seat VALUES (1, ${label:text});",
        "INSERT INTO seat VALUES (2, '${unknown} stays');");
    Random random = new Random(20_260_201);
    String[] bits = {
      "'",
      "\"",
      "`",
      ";",
      "--",
      "/*",
      "*/",
      "${label}",
      "$$",
      "$",
      "{",
      "}",
      "\\",
      "\n",
      "\0",
      "DROP",
      " ",
      "TABLE",
      "canary",
      "a",
      "1",
      ")",
      "(",
      "#",
      "]",
      "[",
      "é",
      "\uFDD0",
      "$x$"
    };
    for (int i = 0; i < 200; i++) {
      StringBuilder value = new StringBuilder("'); DROP TABLE canary; --".substring(i % 25));
      for (int j = random.nextInt(8); j > 0; j--) {
        value.append(bits[random.nextInt(bits.length)]);
      }
      MigrationEngine engine = builder(database().dataSource())
          .scripts(Scripts.in(folder).placeholder("label", value.toString()))
          .build();
      try {
        assertThat(engine.migrate().completed()).hasSize(1);
        assertThat(database().rows("SELECT id, label FROM seat ORDER BY id"))
            .as("value %s", value)
            .containsExactly("1|" + value, "2|${unknown} stays");
        database().execute("DROP TABLE seat", "DROP TABLE migration_history");
      } catch (MigrationException.Refused refused) {
        assertThat(refused)
            .as("value %s", value)
            .hasMessageContaining(
                "1-seats.sql:4:29: The value of the placeholder 'label' cannot be");
      }
      assertThat(database().hasTable(spelled("canary"))).isTrue();
    }
  }

  @Test
  default void a_placeholder_is_a_word_a_number_a_name_or_a_text(@TempDir Path folder)
      throws IOException {
    write(
        folder,
        "1-seats.sql",
        "-- migrate: placeholders",
        "CREATE TABLE ${prefix}_seat (id INTEGER, label VARCHAR(20));",
        "INSERT INTO ${prefix}_seat VALUES (${id:number}, ${label:text});",
        "CREATE TABLE ${odd:name} (id INTEGER);");
    MigrationEngine engine = builder(database().dataSource())
        .scripts(Scripts.in(folder)
            .placeholder("prefix", "main")
            .placeholder("id", "-7")
            .placeholder("label", "it's; $${x}")
            .placeholder("odd", "a \"b`c"))
        .build();
    assertThat(refusal(scripts(folder).build()::migrate))
        .hasMessageContaining("1-seats.sql:2:14: There is no value for the placeholder 'prefix'");

    engine.migrate();

    assertThat(database().rows("SELECT id, label FROM main_seat"))
        .containsExactly("-7|it's; $${x}");
    assertThat(database().tables()).contains(database().dialect().normalizeName("a \"b`c"));
  }

  @Test
  default void a_file_that_changed_under_way_is_not_run(@TempDir Path folder) throws IOException {
    write(folder, "1-seats.sql", "CREATE TABLE seat (id INTEGER)");
    write(folder, "2-rows.sql", "INSERT INTO seat VALUES (1)");
    MigrationEngine engine = scripts(folder)
        .listener(new MigrationListener() {
          @Override
          public void completed(MigrationReport.Completed done) {
            try {
              write(folder, "2-rows.sql", "INSERT INTO seat VALUES (2)");
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        })
        .build();

    assertThat(failure(engine::migrate))
        .hasMessageContaining("2-rows.sql was changed while this run was under way");
    assertThat(database().rows("SELECT id FROM seat")).isEmpty();
  }

  @Test
  default void a_rollback_counts_the_rows_that_a_way_back_drops(@TempDir Path folder)
      throws IOException {
    write(
        folder,
        "1-seats.sql",
        "CREATE TABLE seat (id INTEGER, label VARCHAR(20));",
        "INSERT INTO seat VALUES (1, 'a'), (2, NULL), (3, 'c');");
    write(folder, "1-seats.down.sql", "DROP TABLE IF EXISTS seat;");
    write(folder, "2-more.sql", "INSERT INTO seat VALUES (4, 'd');");
    write(
        folder,
        "2-more.down.sql",
        "ALTER TABLE seat DROP COLUMN label;",
        "DELETE FROM seat WHERE id = 4;");
    MigrationEngine engine = scripts(folder).build();
    engine.migrate();

    assertThat(engine.planRollback(RollbackTarget.named("seats", "more")).steps())
        .extracting(step -> step.loss().items().toString().toLowerCase(Locale.ROOT))
        .containsExactly(
            "[column seat.label: values in 3 rows, table seat: 4 rows]", "[table seat: 4 rows]");
  }

  @Test
  default void the_example_runs_on_every_product() {
    MigrationEngine engine = scripts(Path.of("..", "examples", "scripts")).build();

    assertThat(names(engine.migrate()))
        .containsExactly("seats APPLIED", "wheelchairs APPLIED", "seat-plan APPLIED");
    assertThat(database().rows("SELECT seat, for_wheelchair FROM seat_plan ORDER BY seat"))
        .extracting(row -> row.replace(" ", ""))
        .containsExactly("A1|1", "A2|1", "B1|0");
    assertThat(engine.migrate().outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
    assertThat(engine.rehearse(Target.all()).problems()).isEmpty();
    assertThat(names(engine.rollback(RollbackTarget.named("seats"), plan -> true)))
        .containsExactly("seat-plan REVERTED", "wheelchairs REVERTED", "seats REVERTED");
    assertThat(database().tables()).doesNotContain("seat");
  }

  @Test
  default void an_interrupted_script_outside_a_transaction_says_which_statement_it_reached(
      @TempDir Path folder) throws IOException {
    write(
        folder,
        "1-seats.sql",
        "-- migrate: no-transaction",
        "CREATE TABLE seat (id INTEGER);",
        "",
        "INSERT INTO seat VALUES (1);");
    scripts(folder).build().migrate();
    assertThat(database().rows("SELECT detail FROM migration_history WHERE event = 'STEP'"))
        .last()
        .asString()
        .endsWith("(1-seats.sql, line 4)");
    // as a process that was killed leaves it
    database().execute("DELETE FROM migration_history WHERE event = 'APPLIED'");

    assertThat(refusal(scripts(folder).build()::migrate))
        .hasMessageContaining("statement 2 (1-seats.sql, line 4) was the last that was done");
  }

  @Test
  default void a_way_back_that_was_interrupted_names_the_line_at_which_it_was(@TempDir Path folder)
      throws IOException {
    write(folder, "1-seats.sql", "-- migrate: no-transaction", "CREATE TABLE seat (id INTEGER);");
    write(folder, "1-seats.down.sql", "-- migrate: no-transaction", "DROP TABLE IF EXISTS seat;");
    RollbackTarget seats = RollbackTarget.named("seats");
    scripts(folder).build().migrate();
    scripts(folder).build().rollback(seats, plan -> true);
    // as a process that was killed leaves it
    database().execute("DELETE FROM migration_history WHERE event = 'REVERTED'");

    assertThat(refusal(() -> scripts(folder).build().rollback(seats, plan -> true)))
        .hasMessageContaining("statement 1 (1-seats.down.sql, line 2) was ");
  }
}
