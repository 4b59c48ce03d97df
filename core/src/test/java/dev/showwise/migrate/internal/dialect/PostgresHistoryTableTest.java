package dev.showwise.migrate.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.schema.Index;
import dev.showwise.migrate.spi.SessionLimits;
import dev.showwise.migrate.spi.TableName;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresHistoryTableTest {
  private static final SessionLimits LIMITS =
      new SessionLimits(Duration.ofSeconds(1), Duration.ofSeconds(30));

  private final PostgresDialect dialect = new PostgresDialect();

  private TestDatabase db;

  @BeforeEach
  void create() throws SQLException {
    db = PostgresSchemas.create();
    db.execute(dialect
        .createHistoryTable(TableName.unqualified("migration_history"))
        .toArray(String[]::new));
  }

  @AfterEach
  void drop() throws SQLException {
    if (db != null) {
      PostgresSchemas.drop(db);
    }
  }

  private void append(int seq, String module, String event) throws SQLException {
    db.execute("INSERT INTO migration_history (seq, event, module, version, digest) VALUES (" + seq
        + ", '" + event + "', '" + module + "', '1', 'd" + seq + "')");
  }

  @Test
  void the_table_has_its_columns_and_an_index_on_module_and_seq() throws SQLException {
    assertThat(dialect
            .readTable(db.connection(), "migration_history")
            .orElseThrow()
            .columns())
        .extracting(column -> column.name())
        .containsExactly(
            "seq",
            "event",
            "module",
            "version",
            "name",
            "description",
            "checksum",
            "direction",
            "ordinal",
            "statement_hash",
            "claim",
            "actor",
            "instance",
            "session",
            "at",
            "millis",
            "detail",
            "digest",
            "prev_hash",
            "hash",
            "beat");
    assertThat(dialect.readIndexes(db.connection(), "migration_history"))
        .containsExactly(
            Index.index("migration_history_module", "migration_history", "module", "seq"));
    append(1, "a", "APPLIED");
    assertThat(db.query("SELECT seq, beat FROM migration_history")).containsExactly("1|0");
    assertThatThrownBy(() -> append(1, "b", "APPLIED")).isInstanceOf(SQLException.class);
  }

  @Test
  void the_last_row_of_each_module_is_found() throws SQLException {
    String sql = dialect.lastRowOfEachModule(TableName.unqualified("migration_history"));
    assertThat(db.query(sql)).isEmpty();
    append(1, "showwise", "APPLIED");
    append(2, "billing", "APPLIED");
    append(3, "showwise", "REVERTED");
    append(4, "Zebra", "STARTED");
    append(5, "billing", "FAILED");

    assertThat(db.query(sql))
        .containsExactlyInAnyOrder(
            "showwise|3|REVERTED|d3", "Zebra|4|STARTED|d4", "billing|5|FAILED|d5");
  }

  @Test
  void finding_it_costs_as_much_as_there_are_modules_whatever_the_rows() throws SQLException {
    db.execute(
        "INSERT INTO migration_history (seq, event, module, version, digest)"
            + " SELECT n, 'APPLIED', 'm' || n % 3, '1', 'd' FROM generate_series(1, 20000) AS n",
        "ANALYZE migration_history");

    assertThat(db.query(
            "EXPLAIN " + dialect.lastRowOfEachModule(TableName.unqualified("migration_history"))))
        .noneMatch(step -> step.contains("Seq Scan"))
        .noneMatch(step -> step.contains("Sort"))
        .filteredOn(step -> step.contains("Index Scan Backward"))
        .hasSize(2);
  }

  @Test
  void an_odd_table_name_is_quoted_everywhere() throws SQLException {
    String name = "my \"history\" % %s";
    db.execute(dialect.createHistoryTable(TableName.unqualified(name)).toArray(String[]::new));

    assertThat(db.query(dialect.lastRowOfEachModule(TableName.unqualified(name))))
        .isEmpty();
  }

  @Test
  void the_clock_is_utc_with_milliseconds_and_goes_on_in_a_transaction() throws SQLException {
    db.execute("SET TIME ZONE 'Pacific/Auckland'", dialect.begin(LIMITS, Map.of()));
    String sql = "SELECT " + dialect.currentUtcTimestamp();
    String first = db.query(sql).get(0);
    db.execute("SELECT pg_sleep(0.01)");

    assertThat(first).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3}");
    assertThat(db.query(sql).get(0)).isGreaterThan(first);
    assertThat(db.query("SELECT abs(extract(epoch FROM (timestamp '" + first
            + "' - now() AT TIME ZONE 'UTC'))) < 5"))
        .containsExactly("t");
    db.execute("ROLLBACK");
  }
}
