package dev.showwise.migrate.internal.script.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.MigrationException.InvalidCatalog;
import dev.showwise.migrate.internal.script.InMemory;
import dev.showwise.migrate.spi.ScriptDescription;
import dev.showwise.migrate.spi.ScriptDescription.Part;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What folders of each tool are taken for. */
class LayoutsTest {
  private static List<String> read(InMemory folder) throws IOException {
    return read(folder, Optional.empty());
  }

  private static List<String> read(InMemory folder, Optional<String> named) throws IOException {
    List<String> read = Layouts.in(LayoutsTest.class.getClassLoader()).read(folder, named).stream()
        .map(LayoutsTest::shown)
        .sorted()
        .toList();
    assertThat(folder.open()).as("files that are open").isZero();
    return read;
  }

  /** {@code 1 name 'description' up(file) down/mysql(file 3-5)}. */
  private static String shown(ScriptDescription script) {
    StringBuilder text = new StringBuilder(script.version().canonical())
        .append(" ")
        .append(script.name())
        .append(" '")
        .append(script.description())
        .append("'");
    if (script.kind() != ScriptDescription.Kind.ONCE) {
      text.append(" ").append(script.kind());
    }
    for (Part part : script.parts()) {
      text.append(" ").append(part.role().name().toLowerCase(Locale.ROOT));
      text.append(part.product().isEmpty() ? "" : "/" + part.product());
      text.append("(").append(part.file());
      if (part.firstLine() > 1 || part.lastLine() < Integer.MAX_VALUE) {
        text.append(" ").append(part.firstLine()).append("-");
        text.append(part.lastLine() == Integer.MAX_VALUE ? "" : part.lastLine());
      }
      text.append(part.transaction() == ScriptDescription.Transaction.NEVER ? " alone" : "");
      text.append(part.ends() == ScriptDescription.Ends.OF_COMMENTS ? " delimited" : "")
          .append(")");
    }
    return text.toString();
  }

  private static List<String> faults(InMemory folder) {
    return faults(folder, Optional.empty());
  }

  private static List<String> faults(InMemory folder, Optional<String> named) {
    try {
      return List.of("none, but " + read(folder, named));
    } catch (InvalidCatalog e) {
      return e.faults();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void our_own() throws IOException {
    assertThat(read(InMemory.of(
            "2026.02.1-create-seats.sql",
            "2026.02.1-create-seats.down.sql",
            "2026.02.1-create-seats.check.sql",
            "more/2026.02.2-rows.postgresql.sql",
            "more/2026.02.2-rows.sql",
            "more/2026.02.2-rows.mysql.down.sql",
            "more/README.md",
            ".idea/x.sql")))
        .containsExactly(
            "2026.2.1 create-seats 'create seats' check(2026.02.1-create-seats.check.sql)"
                + " down(2026.02.1-create-seats.down.sql) up(2026.02.1-create-seats.sql)",
            "2026.2.2 rows 'rows' down/mysql(more/2026.02.2-rows.mysql.down.sql)"
                + " up/postgresql(more/2026.02.2-rows.postgresql.sql) up(more/2026.02.2-rows.sql)");
  }

  @Test
  void our_own_is_hard_to_get_wrong() {
    assertThat(faults(InMemory.of(
            "1-a.sql",
            "2024-01-01-b.sql",
            "2-c.downn.sql",
            "3-d.down.postgresql.sql",
            "4-e.sql.bak",
            "5-f.SQL",
            "1-g.sql",
            "6-h.down.sql",
            "seven.sql")))
        .satisfiesExactlyInAnyOrder(
            f -> assertThat(f)
                .contains("sql: 2024-01-01-b.sql is not called as scripts of the layout"
                    + " 'showwise' are: VERSION-NAME.sql, such as 2026.02.1-create-seats.sql"),
            f -> assertThat(f)
                .contains("sql: 2-c.downn.sql ends in '.downn', which is neither a product"),
            f -> assertThat(f).contains("sql: 3-d.down.postgresql.sql ends in '.down.postgresql'"),
            f -> assertThat(f).contains("sql: 4-e.sql.bak is not called"),
            f -> assertThat(f).contains("sql: 5-f.SQL is not called"),
            f -> assertThat(f).contains("sql: 1-g.sql and 1-a.sql are both version 1."),
            f -> assertThat(f)
                .contains("sql: 6-h.down.sql belongs to version 6, of which there is no"),
            f -> assertThat(f).contains("sql: seven.sql is not called"));
  }

  @Test
  void flyway() throws IOException {
    assertThat(read(InMemory.of(
                "V1_2__First_table.sql",
                "U1_2__First_table.sql",
                "sub/V1.10__x.sql",
                "V2021.01.01.12.00__It's é.sql",
                "R__Some view.sql")
            .with("sub/V1.10__x.sql.conf", "executeInTransaction=false")))
        .containsExactly(
            "1.10 V1.10__x 'x' up(sub/V1.10__x.sql alone)",
            "1.2 V1_2__First_table 'First table' down(U1_2__First_table.sql)"
                + " up(V1_2__First_table.sql)",
            "2021.1.1.12 V2021.01.01.12.00__It_s__ 'It's é' up(V2021.01.01.12.00__It's é.sql)",
            "R__Some_view R__Some_view 'Some view' ON_CHANGE up(R__Some view.sql)");
  }

  @Test
  void a_baseline_of_flyway_counts_where_the_way_to_it_is_not_at_hand() throws IOException {
    assertThat(read(InMemory.of("V1__a.sql", "V5__b.sql", "V6__c.sql", "B5__start.sql")))
        .extracting(s -> s.split(" ", 3)[1])
        .containsExactly("V1__a", "V5__b", "V6__c");
    assertThat(read(InMemory.of("V6__c.sql", "B5__start.sql", "B3__start.sql")))
        .containsExactly(
            "5 B5__start 'start' BASELINE up(B5__start.sql)", "6 V6__c 'c' up(V6__c.sql)");
  }

  @Test
  void what_only_flyway_itself_can_run_is_named() {
    assertThat(faults(InMemory.of("V1__a.sql", "afterMigrate.sql", "V2__Code.java")
            .with("V1__a.sql.conf", "shouldExecute=false")))
        .satisfiesExactlyInAnyOrder(
            f -> assertThat(f)
                .contains("V1__a.sql.conf has 'shouldExecute', which is not done here"),
            f -> assertThat(f).contains("V2__Code.java is not called as scripts"),
            f -> assertThat(f).contains("afterMigrate.sql is a callback of Flyway"));
  }

  @Test
  void what_flyway_passes_by_is_no_error_unless_it_was_meant_to_be_one() throws IOException {
    assertThat(read(InMemory.of("V1__a.sql", "update-sequences.sql", "tools/drop-all.sql")))
        .containsExactly("1 V1__a 'a' up(V1__a.sql)");
    for (String meant :
        List.of("V2_b.sql", "v3__c.sql", "R_view.sql", "V.5__e.sql", "V6__f.SQL", "drop.sql.bak")) {
      assertThat(faults(InMemory.of("V1__a.sql", meant)))
          .singleElement()
          .asString()
          .contains(meant + " is not called as scripts of the layout 'flyway' are: V1_2__name.sql");
    }
  }

  @Test
  void golang_migrate() throws IOException {
    assertThat(read(InMemory.of(
            "1_init.up.sql", "1_other.down.sql", "20240101_x.y.up.sql", "embed.go", "README.md")))
        .containsExactly(
            "1 1_init 'init' up(1_init.up.sql) down(1_other.down.sql)",
            "20240101 20240101_x.y 'x.y' up(20240101_x.y.up.sql)");
    assertThat(faults(InMemory.of("1_init.up.sql", "old/2_x.up.sql", "3_code.go", "seed.sql")))
        .satisfiesExactlyInAnyOrder(
            f -> assertThat(f).contains("old/2_x.up.sql is in a sub-folder, and the layout"),
            f -> assertThat(f).contains("3_code.go is not called as"),
            f -> assertThat(f).contains("seed.sql is not called as"));
  }

  @Test
  void ory() throws IOException {
    assertThat(read(InMemory.of(
            "20150100000001000000_networks.mysql.up.sql",
            "20150100000001000000_networks.up.sql",
            "20150100000001000000_networks.down.sql",
            "20150100000002000000_index.postgres.autocommit.up.sql",
            "20150100000002000000_index.cockroach.up.sql",
            "20150100000002000000_index.autocommit.up.sql")))
        .containsExactly(
            "20150100000001000000 20150100000001000000_networks 'networks'"
                + " down(20150100000001000000_networks.down.sql)"
                + " up/mysql(20150100000001000000_networks.mysql.up.sql)"
                + " up(20150100000001000000_networks.up.sql)",
            "20150100000002000000 20150100000002000000_index 'index'"
                + " up(20150100000002000000_index.autocommit.up.sql alone)"
                + " up/cockroach(20150100000002000000_index.cockroach.up.sql)"
                + " up/postgresql(20150100000002000000_index.postgres.autocommit.up.sql alone)");
    assertThat(faults(InMemory.of("1_a.sqlite3.up.sql", "2_b.sqlitte.up.sql")))
        .singleElement()
        .asString()
        .contains("2_b.sqlitte.up.sql is for 'sqlitte', which is no product that is known here");
  }

  @Test
  void authelia() throws IOException {
    assertThat(read(InMemory.of(
            "V0001.Initial_Schema.all.down.sql",
            "V0001.Initial_Schema.mysql.up.sql",
            "V0001.Initial_Schema.sqlite.up.sql",
            "V0002.More.up.sql")))
        .containsExactly(
            "1 V0001.Initial_Schema 'Initial Schema' down(V0001.Initial_Schema.all.down.sql)"
                + " up/mysql(V0001.Initial_Schema.mysql.up.sql)"
                + " up/sqlite(V0001.Initial_Schema.sqlite.up.sql)",
            "2 V0002.More 'More' up(V0002.More.up.sql)");
  }

  @Test
  void a_folder_for_each_product() throws IOException {
    assertThat(read(InMemory.of(
            "mysql/V0001.A.up.sql",
            "mysql/V0001.A.down.sql",
            "postgres/V0001.A.up.sql",
            "common/V0002.B.up.sql")))
        .containsExactly(
            "1 V0001.A 'A' down/mysql(mysql/V0001.A.down.sql) up/mysql(mysql/V0001.A.up.sql)"
                + " up/postgresql(postgres/V0001.A.up.sql)",
            "2 V0002.B 'B' up(common/V0002.B.up.sql)");
    assertThat(faults(InMemory.of("pg/1-a.sql", "postgres/1-a.sql")))
        .containsExactly(
            "sql: pg/1-a.sql and postgres/1-a.sql are both version 1 for the same product."
                + " Remove one of them.");
  }

  @Test
  void diesel() throws IOException {
    assertThat(read(InMemory.of(
                "00000000000000_diesel_initial_setup/up.sql",
                "2024-01-31-120000_create_seats/up.sql",
                "2024-01-31-120000_create_seats/down.sql",
                "2024-02-01-120000-0000_rows/up.sql")
            .with("2024-02-01-120000-0000_rows/metadata.toml", "run_in_transaction = false # no")))
        .containsExactly(
            "0 00000000000000_diesel_initial_setup 'diesel initial setup'"
                + " up(00000000000000_diesel_initial_setup/up.sql)",
            "20240131120000 2024-01-31-120000_create_seats 'create seats'"
                + " down(2024-01-31-120000_create_seats/down.sql)"
                + " up(2024-01-31-120000_create_seats/up.sql)",
            "202402011200000000 2024-02-01-120000-0000_rows 'rows'"
                + " up(2024-02-01-120000-0000_rows/up.sql alone)");
    assertThat(faults(InMemory.of("1_a/up.sql", "1_a/Up.sql", "2_b/down.sql", "x.sql")
            .with("1_a/metadata.toml", "run_in_transactions = false")))
        .satisfiesExactlyInAnyOrder(
            f -> assertThat(f).contains("1_a/metadata.toml, line 1 is not understood"),
            f -> assertThat(f).contains("1_a/Up.sql is neither up.sql nor down.sql"),
            f -> assertThat(f).contains("x.sql is neither"),
            f -> assertThat(f).contains("2_b/down.sql belongs to version 2, of which there is no"));
  }

  @Test
  void sqlx() throws IOException {
    assertThat(read(InMemory.of("20240103_c.up.sql", "20240103_c.down.sql", "20240101_a b.sql")
            .with("20240102_b.sql", "-- no-transaction", "SELECT 1;")))
        .containsExactly(
            "20240101 20240101_a_b 'a b' up(20240101_a b.sql)",
            "20240102 20240102_b 'b' up(20240102_b.sql alone)",
            "20240103 20240103_c 'c' down(20240103_c.down.sql) up(20240103_c.up.sql)");
  }

  @Test
  void goose() throws IOException {
    InMemory folder = new InMemory()
        .with("00001_a.sql", "-- made by hand", "-- +goose Up", "A;", "-- +goose Down", "B;")
        .with("00002_b.sql", "-- +goose no transaction", "-- +goose up", "A;")
        .with("00003_c.sql", "-- +goose Up", "-- +goose NO TRANSACTION", "-- +goose Down");
    assertThat(read(folder))
        .containsExactly(
            "1 00001_a 'a' up(00001_a.sql 1-3) down(00001_a.sql 5-)",
            "2 00002_b 'b' up(00002_b.sql alone)",
            "3 00003_c 'c' up(00003_c.sql 1-2 alone) down(00003_c.sql 4- alone)");
    folder
        .with("00001_a.sql", "A;", "-- +goose Up", "-- +goose Up", "-- +goose Upp")
        .with("00002_b.sql", "-- +goose Up", "-- +goose ENVSUB ON", "${X}")
        .with("00003_c.sql", "SELECT 1;")
        .with("00004_d.go", "package x");
    assertThat(faults(folder))
        .satisfiesExactly(
            f -> assertThat(f).contains("00001_a.sql, line 1 stands before '-- +goose Up'"),
            f ->
                assertThat(f).contains("00001_a.sql, line 3 begins the part that applies a second"),
            f -> assertThat(f).contains("00001_a.sql, line 4 has '+goose Upp', which is no mark"),
            f -> assertThat(f).contains("00002_b.sql, line 2 wants variables of the environment"),
            f -> assertThat(f).contains("00003_c.sql, line 1 stands before '-- +goose Up'"),
            f -> assertThat(f).contains("00003_c.sql has no '-- +goose Up'"),
            f -> assertThat(f).contains("00004_d.go is not called as scripts"));
  }

  @Test
  void dbmate() throws IOException {
    InMemory folder = new InMemory()
        .with(
            "20240101_a.sql", "-- migrate:up transaction:false", "A;", "", "-- migrate:down", "B;")
        .with("20240102_b.sql", "--migrate:up", "A;");
    assertThat(read(folder))
        .containsExactly(
            "20240101 20240101_a 'a' up(20240101_a.sql 1-3 alone) down(20240101_a.sql 5-)",
            "20240102 20240102_b 'b' up(20240102_b.sql)");
    folder.with("20240102_b.sql", "-- migrate:up transactional:false", "-- migrate:up");
    assertThat(faults(folder))
        .satisfiesExactly(
            f -> assertThat(f).contains("20240102_b.sql, line 1 has 'transactional:false'"),
            f -> assertThat(f).contains("20240102_b.sql, line 2 begins the part that applies a"));
  }

  @Test
  void mybatis() throws IOException {
    InMemory folder = new InMemory()
        .with("20240101_a.sql", "-- // Create seats", "A;", "-- //@UNDO", "B;")
        .with("20240102_b.sql", "-- //", "-- @DELIMITER |", "A |", "--//  @UNDO", "B |");
    assertThat(read(folder))
        .containsExactly(
            "20240101 20240101_a 'Create seats' up(20240101_a.sql 1-2) down(20240101_a.sql 4-)",
            "20240102 20240102_b 'b' up(20240102_b.sql 1-3 delimited)"
                + " down(20240102_b.sql 5- delimited)");
    assertThat(read(new InMemory().with("20240102_b.sql", "-- // b", "-- @delimiter |", "A |")))
        .containsExactly("20240102 20240102_b 'b' up(20240102_b.sql delimited)");
    assertThat(faults(folder.with("bootstrap.sql", "A;")))
        .singleElement()
        .asString()
        .contains("bootstrap.sql is for the first database ever");
  }

  @Test
  void a_folder_that_may_be_of_two_kinds_or_is_of_none_is_refused() {
    assertThat(faults(InMemory.of("1-a.sql", "V2__b.sql")))
        .singleElement()
        .asString()
        .contains(
            "it cannot be told which layout this folder has: 'showwise' because of 1-a.sql, or"
                + " 'flyway' because of V2__b.sql.");
    assertThat(faults(InMemory.of("seats.sql", "rows.sql")))
        .singleElement()
        .asString()
        .contains("no layout has files called as rows.sql");
    assertThat(faults(InMemory.of("README.md")))
        .containsExactly("sql: there is no SQL script in this folder. Check the path.");
    assertThat(faults(InMemory.of("V1__a.sql"), Optional.of("flywey")))
        .singleElement()
        .asString()
        .contains(
            "There is no layout 'flywey' for folders of scripts. Known are: showwise, flyway,");
  }

  @Test
  void a_layout_that_is_named_is_not_guessed_again() throws IOException {
    InMemory folder = new InMemory().with("1_a.sql", "-- // not of MyBatis", "A;");
    assertThat(read(folder)).containsExactly("1 1_a 'not of MyBatis' up(1_a.sql)");
    assertThat(read(folder, Optional.of("sqlx"))).containsExactly("1 1_a 'a' up(1_a.sql)");
    assertThatThrownBy(() -> read(folder, Optional.of("flyway")))
        .hasMessageContaining("1_a.sql is not called as scripts of the layout 'flyway' are");
  }

  @Test
  void five_thousand_files_are_opened_once_at_most() throws IOException {
    InMemory folder = new InMemory();
    for (int i = 1; i <= 5_000; i++) {
      folder.with("V" + i + "__t.sql", "CREATE TABLE t" + i + " (id INTEGER);");
    }
    assertThat(read(folder)).hasSize(5_000);
    assertThat(folder.opened()).isZero();

    InMemory goose = new InMemory();
    for (int i = 1; i <= 5_000; i++) {
      goose.with(i + "_t.sql", "-- +goose Up", "CREATE TABLE t" + i + " (id INTEGER);");
    }
    assertThat(read(goose)).hasSize(5_000);
    assertThat(goose.opened()).isBetween(5_000, 5_010);
  }
}
