package dev.showwise.migrate.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.spi.TableName;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteHistoryTableTest {
  private final SqliteDialect dialect = new SqliteDialect();

  @TempDir
  Path folder;

  private TestDatabase db;

  @BeforeEach
  void create() throws SQLException {
    db = new TestDatabase(folder.resolve("crew.db"));
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
    assertThat(db.query("SELECT group_concat(name) FROM pragma_table_info('migration_history')"))
        .containsExactly("seq,event,module,version,name,description,checksum,direction,ordinal,"
            + "statement_hash,claim,actor,instance,session,at,millis,detail,digest,prev_hash,hash,"
            + "beat");
    assertThat(dialect.readIndexes(db.connection(), "migration_history"))
        .containsExactly(dev.showwise.migrate.schema.Index.index(
            "migration_history_module", "migration_history", "module", "seq"));
    append(1, "a", "APPLIED");
    assertThat(db.query("SELECT seq, beat FROM migration_history")).containsExactly("1|0");
    assertThatThrownBy(() -> append(1, "b", "APPLIED")).isInstanceOf(SQLException.class);
  }

  @Test
  void it_is_not_created_twice_in_silence() {
    assertThatThrownBy(() -> db.execute(dialect
            .createHistoryTable(TableName.unqualified("migration_history"))
            .toArray(String[]::new)))
        .isInstanceOf(SQLException.class);
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
    String sql = dialect.lastRowOfEachModule(TableName.unqualified("migration_history"));

    assertThat(db.query("EXPLAIN QUERY PLAN " + sql))
        .noneMatch(step -> step.contains("SCAN migration_history")
            || step.contains("SCAN h")
            || step.contains("SCAN last"))
        .noneMatch(step -> step.contains("TEMP B-TREE"))
        .anyMatch(step -> step.contains("SEARCH last USING INTEGER PRIMARY KEY"))
        .anyMatch(step -> step.contains("SEARCH h USING COVERING INDEX"));
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
    assertThat(db.query("SELECT " + dialect.currentUtcTimestamp()).get(0))
        .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3}");
  }
}
