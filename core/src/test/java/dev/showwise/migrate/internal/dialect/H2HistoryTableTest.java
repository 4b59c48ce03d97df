package dev.showwise.migrate.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.schema.UniqueKey;
import dev.showwise.migrate.spi.TableName;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class H2HistoryTableTest {
  private final H2Dialect dialect = new H2Dialect();

  private TestDatabase db;

  @BeforeEach
  void create() throws SQLException {
    db = H2Databases.create("");
    db.execute(dialect
        .createHistoryTable(TableName.unqualified("migration_history"))
        .toArray(String[]::new));
  }

  @AfterEach
  void close() throws SQLException {
    db.close();
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
        .extracting(column -> dialect.normalizeName(column.name()))
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
    assertThat(dialect
            .readTable(db.connection(), "migration_history")
            .orElseThrow()
            .uniqueKeys())
        .extracting(UniqueKey::columns)
        .containsExactly(List.of("MODULE", "SEQ"));
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
  void finding_it_reads_no_row_but_the_last_ones() throws SQLException {
    db.execute("INSERT INTO migration_history (seq, event, module, version, digest)"
        + " SELECT x, 'APPLIED', 'm' || MOD(x, 3), '1', 'd' FROM SYSTEM_RANGE(1, 1000)");

    assertThat(db.query("EXPLAIN "
                + dialect.lastRowOfEachModule(TableName.unqualified("migration_history")))
            .get(0))
        .contains("group sorted", "CONSTRAINT_INDEX", "PRIMARY_KEY")
        .doesNotContain("tableScan");
  }

  @Test
  void an_odd_table_name_is_quoted_everywhere() throws SQLException {
    String name = "my \"history\" % %s";
    db.execute(dialect.createHistoryTable(TableName.unqualified(name)).toArray(String[]::new));

    assertThat(db.query(dialect.lastRowOfEachModule(TableName.unqualified(name))))
        .isEmpty();
  }

  @Test
  void the_clock_is_utc_with_milliseconds() throws SQLException {
    db.execute("SET TIME ZONE 'Pacific/Auckland'");
    String now = db.query("SELECT " + dialect.currentUtcTimestamp()).get(0);

    assertThat(now).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3}");
    assertThat(java.time.LocalDateTime.parse(now.replace(' ', 'T')))
        .isCloseToUtcNow(
            org.assertj.core.api.Assertions.within(5, java.time.temporal.ChronoUnit.SECONDS));
  }
}
