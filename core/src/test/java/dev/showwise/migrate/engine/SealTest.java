package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.MigrationException.Refused;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.RollbackTarget;
import dev.showwise.migrate.Scripts;
import dev.showwise.migrate.Scripts.Replacement;
import dev.showwise.migrate.Target;
import dev.showwise.migrate.internal.dialect.H2Dialect;
import dev.showwise.migrate.internal.dialect.SqliteDialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a history is sealed, and what a seal is of. */
class SealTest extends SqliteFileCase {
  private static final String SEAL = "statement_hash LIKE 'at-hand-1:%'";

  private Path scripts;

  @BeforeEach
  void writeScripts() throws IOException {
    scripts = Files.createDirectories(folder.resolve("scripts"));
    write("1-seats.sql", "CREATE TABLE seat (id INTEGER PRIMARY KEY, label TEXT);");
    write("2-rows.sql", "-- migrate: placeholders\nINSERT INTO seat VALUES (1, ${owner:text});");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(scripts.resolve(name), text + "\n");
  }

  private MigrationEngine engine(UnaryOperator<Scripts> as) {
    return builder(as).build();
  }

  private EngineBuilder builder(UnaryOperator<Scripts> as) {
    return MigrationEngine.builder(source())
        .migrations()
        .scripts(as.apply(Scripts.in(scripts).placeholder("owner", "Ada")));
  }

  /** How often a start reads scripts beyond their headers is told by how it cuts them. */
  private int cutBy(UnaryOperator<Scripts> as) {
    CutCounter counter = new CutCounter(new SqliteDialect());
    assertThat(builder(as).dialect(counter.dialect()).build().migrate().outcome())
        .isEqualTo(Outcome.NOTHING_TO_DO);
    return counter.cut();
  }

  private void applyCounted() {
    builder(s -> s)
        .dialect(new CutCounter(new SqliteDialect()).dialect())
        .build()
        .migrate();
  }

  private List<String> sealed() {
    return database.rows("SELECT seq FROM migration_history WHERE " + SEAL + " ORDER BY seq");
  }

  private String seal() {
    return database.value("SELECT statement_hash FROM migration_history WHERE seq = 2");
  }

  @Test
  void the_last_row_alone_is_sealed_and_the_history_is_sound() {
    engine(s -> s).migrate();

    assertThat(sealed()).containsExactly("2");
    assertThat(engine(s -> s).verify().isWell()).isTrue();
  }

  @Test
  void what_leaves_something_pending_is_not_sealed() {
    engine(s -> s).migrate(Target.upTo("1"));

    assertThat(sealed()).isEmpty();
  }

  @Test
  void each_run_that_completes_seals_again() throws IOException {
    engine(s -> s).migrate();
    write("3-more.sql", "INSERT INTO seat VALUES (3, 'B');");
    write("3-more.down.sql", "DELETE FROM seat WHERE id = 3;");
    engine(s -> s).migrate();
    assertThat(sealed()).containsExactly("2", "3");

    engine(s -> s).rollback(RollbackTarget.last(), plan -> true);
    assertThat(engine(s -> s).migrate().outcome()).isEqualTo(Outcome.MIGRATED);

    assertThat(sealed()).containsExactly("2", "3", "5");
  }

  @Test
  void the_seal_of_an_earlier_row_counts_for_nothing() throws IOException {
    engine(s -> s).migrate();
    write("3-more.sql", "INSERT INTO seat VALUES (3, 'B');");
    engine(s -> s).migrate();
    Files.delete(scripts.resolve("3-more.sql"));

    assertThat(engine(s -> s).migrate().problems())
        .singleElement()
        .isInstanceOf(Problem.MissingMigration.class);
  }

  @Test
  void migrations_in_java_have_none_since_nothing_would_be_gained() {
    engine(Crew.people()).migrate();

    assertThat(sealed()).isEmpty();
  }

  @Test
  void several_modules_are_sealed_together_when_the_last_is_complete() throws IOException {
    Path more = Files.createDirectories(folder.resolve("more"));
    Files.writeString(more.resolve("1-rows.sql"), "CREATE TABLE other (id INTEGER);\n");
    builder(s -> s)
        .scripts(Scripts.in(more).module("zoo"))
        .migrations(Crew.people())
        .build()
        .migrate();

    assertThat(sealed()).containsExactly("4");
    assertThat(engine(s -> s).migrate().outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
  }

  @Test
  void values_of_placeholders_are_no_part_of_it_so_that_none_can_be_guessed_from_it() {
    engine(s -> s).migrate();
    String first = seal();
    file = folder.resolve("other.db");
    database = at(file);

    engine(s -> s.placeholder("owner", "a secret")).migrate();

    assertThat(seal()).isEqualTo(first);
  }

  @Test
  void another_value_of_a_placeholder_changes_nothing_as_before() {
    applyCounted();

    assertThat(cutBy(s -> s)).isZero();
    assertThat(cutBy(s -> s.placeholder("owner", "Grace"))).isZero();
  }

  @Test
  void placeholders_in_other_places_are_looked_at_anew() {
    applyCounted();

    assertThat(cutBy(s -> s.replacing(Replacement.EVERYWHERE))).isPositive();
  }

  @Test
  void the_layout_that_was_found_may_be_named() {
    applyCounted();

    assertThat(cutBy(s -> s.layout("showwise"))).isZero();
    assertThatThrownBy(() -> engine(s -> s.layout("flyway"))).hasMessageContaining("1-seats.sql");
  }

  @Test
  void another_module_is_applied_on_its_own() {
    engine(s -> s).migrate();

    assertThatThrownBy(() -> engine(s -> s.module("zoo")).migrate())
        .hasMessageContaining("table seat already exists");
  }

  @Test
  void another_dialect_cuts_for_itself() {
    applyCounted();

    CutCounter other = new CutCounter(new H2Dialect());
    assertThatThrownBy(() -> builder(s -> s).dialect(other.dialect()).build().migrate())
        .isInstanceOf(RuntimeException.class);
    assertThat(other.cut()).isPositive();
  }

  @Test
  void what_was_changed_between_building_an_engine_and_its_first_call_is_noticed()
      throws IOException {
    engine(s -> s).migrate();
    MigrationEngine built = engine(s -> s);
    write("1-seats.sql", "CREATE TABLE seat (id INTEGER PRIMARY KEY, title TEXT);");

    assertThatThrownBy(built::migrate)
        .isInstanceOf(Refused.class)
        .hasMessageContaining("seats (1) was changed after it was applied");
  }

  @Test
  void a_change_while_an_engine_is_in_use_is_not_sealed() throws IOException {
    MigrationEngine built = engine(s -> s);
    write("1-seats.sql", "CREATE TABLE seat (id INTEGER PRIMARY KEY, label TEXT, row_no INTEGER);");
    write("2-rows.sql", "INSERT INTO seat VALUES (1, 'A', 1);");

    built.migrate();

    assertThat(sealed()).isEmpty();
    assertThat(engine(s -> s).migrate().outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
  }

  @Test
  void verify_reads_all_of_it_whatever_the_seal_says() throws IOException {
    engine(s -> s).migrate();
    write("1-seats.sql", "CREATE TABLE seat (id INTEGER PRIMARY KEY, title TEXT);");
    assertThat(engine(s -> s).verify().problems())
        .hasAtLeastOneElementOfType(Problem.ChecksumChanged.class);

    write("1-seats.sql", "CREATE TABLE seat (id INTEGER PRIMARY KEY, label TEXT);");
    database.execute("UPDATE migration_history SET statement_hash = 'at-hand-1:00' WHERE seq = 2");
    assertThat(engine(s -> s).verify().problems())
        .hasAtLeastOneElementOfType(Problem.HistoryTampered.class);
  }

  @Test
  void behind_more_rows_than_are_looked_at_it_is_as_good() throws IOException {
    for (int i = 3; i <= 260; i++) {
      write(i + "-row-" + i + ".sql", "INSERT INTO seat VALUES (" + i + ", 'x');");
    }
    applyCounted();

    assertThat(cutBy(s -> s)).isZero();
    write("17-row-17.sql", "INSERT INTO seat VALUES (17, 'y');");
    assertThatThrownBy(engine(s -> s)::migrate).hasMessageContaining("(17) was changed");
  }

  @Test
  void it_is_one_statement_with_a_seal_and_without() {
    engine(s -> s).migrate();
    assertThat(statements()).isEqualTo(1);

    database.execute("UPDATE migration_history SET statement_hash = ''");
    assertThat(statements()).isEqualTo(1);
  }

  private int statements() {
    StatementCounter counter = new StatementCounter(source());
    MigrationEngine.builder(counter).migrations().scripts(scripts).build().migrate();
    return counter.statements().size();
  }
}
