package dev.showwise.migrate.engine;

import static dev.showwise.migrate.schema.Column.column;
import static dev.showwise.migrate.schema.ColumnType.integer;
import static dev.showwise.migrate.schema.ColumnType.varchar;
import static dev.showwise.migrate.schema.SchemaChange.addColumn;
import static dev.showwise.migrate.schema.SchemaChange.createIndex;
import static dev.showwise.migrate.schema.SchemaChange.createTable;
import static dev.showwise.migrate.schema.SchemaChange.renameColumn;
import static dev.showwise.migrate.schema.SchemaChange.renameTable;
import static dev.showwise.migrate.schema.Table.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.Checksum;
import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.Problem.Severity;
import dev.showwise.migrate.VerificationReport;
import dev.showwise.migrate.schema.Index;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is in the database and nobody declared; and what changed in the texts alone. */
interface VerifiesContract extends EngineCase {
  private List<String> unexplained(Migration... migrations) {
    VerificationReport report = engine(migrations).verify();
    assertThat(report.isWell()).as("warnings alone").isTrue();
    return report.problems().stream()
        .filter(Problem.Unexplained.class::isInstance)
        .map(problem -> ((Problem.Unexplained) problem).object().toLowerCase(java.util.Locale.ROOT))
        .toList();
  }

  @Test
  default void what_no_applied_migration_declares_is_named_and_is_no_error() {
    crew().migrate();
    database()
        .execute(
            "CREATE TABLE stranger (id INTEGER NOT NULL PRIMARY KEY, label VARCHAR(20))",
            "CREATE INDEX of_stranger ON stranger (label)",
            "CREATE VIEW grown_ups AS SELECT id FROM person",
            "ALTER TABLE person ADD COLUMN nickname VARCHAR(20)",
            "CREATE INDEX by_nickname ON person (nickname)",
            "CREATE UNIQUE INDEX one_nickname ON person (nickname, name)");

    assertThat(unexplained(Crew.people(), Crew.badges(), Crew.shoes()))
        .containsExactlyInAnyOrder(
            "table stranger",
            "view grown_ups",
            "column person.nickname",
            "index by_nickname on person",
            "index one_nickname on person");
    Problem problem = crew().verify().problems().get(0);
    assertThat(problem.severity()).isEqualTo(Severity.WARNING);
    assertThat(problem.message()).contains("no applied migration declares it");
    assertThat(problem.remedy()).contains("declare it in a new migration", "leave it", "drop it");
  }

  @Test
  default void renamed_tables_columns_and_indexes_of_others_names_are_explained() {
    Migration[] all = {
      Crew.people(),
      Crew.badges(),
      Crew.shoes(),
      Crew.declared(
          "4", "rename", renameTable("badge", "pass"), renameColumn("person", "name", "full_name")),
      Crew.declared(
          "5",
          "more",
          createTable(table("locker")
              .column(column("id", integer()).identity())
              .column(column("pass_id", integer()).notNull())
              .column(column("place", varchar(10)))
              .unique("place", "pass_id")
              .foreignKey("pass_id", "pass", "id")),
          createIndex(Index.uniqueIndex("one_locker", "locker", "pass_id")))
    };

    engine(all).migrate();

    assertThat(engine(all).verify().problems()).isEmpty();
    assertThat(engine(all).verify().undeclared()).isEmpty();
  }

  @Test
  default void what_a_pending_migration_makes_and_what_one_only_needs_have_somebody_who_knows() {
    database().execute("CREATE TABLE costume (id INTEGER NOT NULL PRIMARY KEY, colour VARCHAR(9))");
    Migration sizes = Crew.declared("4", "sizes", addColumn("costume", column("size", integer())));
    engine(Crew.people(), sizes).migrate();
    database().execute("ALTER TABLE person ADD COLUMN shoe_size INTEGER");

    assertThat(engine(Crew.people(), sizes, Crew.shoes()).verify().problems())
        .extracting(Problem::code)
        .containsExactly("pending");
    assertThat(unexplained(Crew.people(), sizes)).containsExactly("column person.shoe_size");
  }

  @Test
  default void where_an_applied_migration_does_not_declare_what_it_makes_nobody_is_accused() {
    Migration silent = TestMigration.sql("1", "silent", "CREATE TABLE quiet (id INTEGER)");
    engine(Crew.people(), silent).migrate();

    VerificationReport report = engine(Crew.people(), silent).verify();

    assertThat(report.problems()).isEmpty();
    assertThat(report.undeclared()).extracting(Object::toString).containsExactly("test:silent (1)");
  }

  @Test
  default void what_another_application_with_the_same_history_made_is_not_told() {
    engine(Crew.people()).migrate();
    engine(TestMigration.of("other", "1", "x", c -> c.execute("CREATE TABLE x (id INTEGER)")))
        .migrate();

    VerificationReport report = engine(Crew.people()).verify();

    assertThat(report.problems()).isEmpty();
    assertThat(report.undeclared()).extracting(Object::toString).containsExactly("other:x (1)");
  }

  @Test
  default void what_another_application_with_a_history_of_its_own_made_is_not_told() {
    engine(Crew.people()).migrate();
    builder(
            database().dataSource(),
            TestMigration.of("other", "1", "x", c -> c.execute("CREATE TABLE x (id INTEGER)")))
        .historyTable("other_history")
        .build()
        .migrate();

    VerificationReport report = engine(Crew.people()).verify();

    assertThat(report.problems()).isEmpty();
    assertThat(report.undeclared()).extracting(Object::toString).containsExactly("other:x (1)");
  }

  @Test
  default void before_anything_is_applied_nothing_is_called_unexplained() {
    database().execute("CREATE TABLE stranger (id INTEGER)");

    assertThat(engine(Crew.people()).verify().problems())
        .extracting(Problem::code)
        .containsExactly("pending");
  }

  @Test
  default void only_so_many_are_named_and_the_rest_are_counted() {
    engine(Crew.people()).migrate();
    IntStream.rangeClosed(1, 23)
        .forEach(i -> database().execute("CREATE TABLE stranger" + i + " (id INTEGER)"));

    List<Problem> problems = engine(Crew.people()).verify().problems();

    assertThat(problems).hasSize(21);
    assertThat(problems.get(20).message()).startsWith("3 more objects are in the database");
  }

  @Test
  default void a_checksum_that_was_made_in_an_unknown_way_says_nothing_of_a_change() {
    TestMigration script = TestMigration.sql("1", "script", "CREATE TABLE a (id INTEGER)");
    TestMigration again = TestMigration.sql("2", "again", "INSERT INTO a VALUES (1)")
        .options(ExecutionOptions.DEFAULT.onChange());
    engine(
            script.checksum(new Checksum("script-9", "ab", "cd")),
            again.checksum(new Checksum("script-9", "ef")))
        .migrate();

    MigrationEngine older = engine(
        script.checksum(Checksum.ofText("CREATE TABLE a (id INTEGER)")),
        again.checksum(Checksum.ofText("INSERT INTO a VALUES (1)")));

    assertThat(older.verify().problems())
        .extracting(Problem::code)
        .containsExactly("checksum-unknown", "checksum-unknown");
    assertThat(refusal(older::migrate))
        .hasMessageContaining(
            "test:script (1) cannot be compared with what was applied: the history has checksum"
                + " script-9:ab, made in a way that this release does not know")
        .hasMessageContaining("script-9:ef");
    assertThat(older.list().migrations())
        .extracting(status -> status.state().word())
        .containsExactly("applied", "applied");
    // a way that is known is one that can be told apart
    assertThat(engine(script.checksum(new Checksum("script-9", "xy"))).verify().problems())
        .extracting(Problem::code)
        .contains("checksum-changed");
  }

  @Test
  default void another_way_to_end_lines_warns_and_another_text_fails() {
    TestMigration script = TestMigration.sql("1", "script", "CREATE TABLE a (id INTEGER)");
    engine(script.checksum(Checksum.ofText("CREATE TABLE a\n(id INTEGER)\n"))).migrate();

    MigrationEngine windows =
        engine(script.checksum(Checksum.ofText("\uFEFFCREATE TABLE a\r\n(id INTEGER)")));
    VerificationReport report = windows.verify();

    assertThat(report.isWell()).isTrue();
    assertThat(report.problems())
        .containsExactly(new Problem.Reformatted(report.undeclared().get(0)));
    assertThat(windows.migrate().outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
    assertThat(windows.list().migrations().get(0).state().word()).isEqualTo("applied");
    assertThat(engine(script.checksum(Checksum.ofText("CREATE TABLE a\n(id  INTEGER)\n")))
            .verify()
            .problems())
        .extracting(Problem::code)
        .containsExactly("checksum-changed");
  }
}
