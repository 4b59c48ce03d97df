package dev.showwise.migrate.internal.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.HistoryEntry.Direction;
import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.MigrationException.Unusable;
import dev.showwise.migrate.MigrationId;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationVersion;
import dev.showwise.migrate.internal.dialect.SqliteDialect;
import dev.showwise.migrate.schema.Column;
import dev.showwise.migrate.schema.ColumnType;
import dev.showwise.migrate.schema.Table;
import dev.showwise.migrate.spi.TableName;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The SQL of the history table, on a real database. */
class HistoryTableTest {
  private final HistoryTable table =
      new HistoryTable(TableName.unqualified("migration_history"), new SqliteDialect());
  private final History history = new History();

  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:sqlite::memory:");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private HistoryEntry row(String version, Event event) {
    HistoryEntry plain = new HistoryEntry(
        history.lastSeq() + 1,
        event,
        new MigrationLabel(new MigrationId("m", MigrationVersion.of(version)), "v" + version),
        "",
        Optional.empty(),
        Direction.UP,
        0,
        "",
        "claim " + version,
        "",
        "",
        "",
        Instant.parse("2026-02-14T09:00:00Z"),
        0,
        "",
        "",
        history.lastHash(),
        "");
    return RowHash.completed(plain, history.digestAfter(plain));
  }

  private HistoryEntry appended(String version, Event event) throws SQLException {
    HistoryEntry row = row(version, event);
    table.append(connection, row);
    history.add(row);
    return row;
  }

  @Test
  void without_a_table_there_is_an_empty_history() throws SQLException {
    assertThat(table.read(connection).size()).isZero();
    assertThat(table.newest(connection, 5)).isEmpty();
    assertThat(table.recentState(connection)).isEmpty();
    assertThat(table.lastSeqIfThere(connection)).isEmpty();
    assertThatThrownBy(() -> table.lastSeq(connection)).isInstanceOf(SQLException.class);
  }

  @Test
  void rows_are_read_back_as_they_were_appended() throws SQLException {
    table.create(connection);
    assertThat(table.lastSeq(connection)).isZero();
    HistoryEntry one = appended("1", Event.APPLIED);
    HistoryEntry two = appended("2", Event.STARTED);
    HistoryEntry three = appended("2", Event.APPLIED);

    assertThat(table.read(connection).attempt(one)).containsExactly(one);
    assertThat(table.newest(connection, 2)).containsExactly(three, two);
    assertThat(table.newest(connection, 9)).containsExactly(three, two, one);
    assertThat(table.lastSeq(connection)).isEqualTo(3);
    assertThat(table.lastSeqIfThere(connection)).hasValue(3);
    assertThat(table.hashAt(connection, 2)).contains(two.hash());
    assertThat(table.hashAt(connection, 4)).isEmpty();
    assertThat(table.read(connection).tampering()).isEmpty();
  }

  @Test
  void what_is_known_grows_by_what_came_since_and_is_read_anew_if_that_does_not_follow()
      throws SQLException {
    table.create(connection);
    appended("1", Event.APPLIED);
    History known = table.read(connection);
    appended("2", Event.APPLIED);

    assertThat(table.read(connection, known)).isSameAs(known);
    assertThat(known.lastSeq()).isEqualTo(2);

    appended("3", Event.APPLIED);
    execute("UPDATE migration_history SET prev_hash = 'another' WHERE seq = 3");
    History anew = table.read(connection, known);
    assertThat(anew).isNotSameAs(known);
    assertThat(anew.size()).isEqualTo(3);
  }

  @Test
  void a_row_is_appended_if_a_condition_holds_and_never_twice() throws SQLException {
    table.create(connection);
    HistoryEntry row = row("1", Event.APPLIED);

    assertThat(table.appendIf(connection, row, "1 = 2")).isFalse();
    assertThat(table.lastSeq(connection)).isZero();
    assertThat(table.appendIf(connection, row, "1 = 1")).isTrue();
    assertThat(table.lastSeq(connection)).isEqualTo(1);
    assertThatThrownBy(() -> table.append(connection, row)).isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> table.appendIf(connection, row, "1 = 1"))
        .isInstanceOf(SQLException.class);
  }

  @Test
  void a_row_is_rewritten_and_one_that_is_gone_is_an_error() throws SQLException {
    table.create(connection);
    appended("1", Event.APPLIED);
    HistoryEntry started = row("2", Event.STARTED);
    table.append(connection, started);
    HistoryEntry done = row("2", Event.APPLIED);

    table.rewrite(connection, done);

    assertThat(table.newest(connection, 1)).containsExactly(done);
    execute("DELETE FROM migration_history WHERE seq = 2");
    assertThatThrownBy(() -> table.rewrite(connection, done))
        .hasMessageContaining("row 2 of migration_history was removed");
  }

  @Test
  void signs_of_life_are_counted_for_each_claim() throws SQLException {
    table.create(connection);
    appended("1", Event.APPLIED);
    HistoryEntry started = appended("2", Event.STARTED);

    assertThat(table.beat(connection, 2)).isTrue();
    assertThat(table.beat(connection, 2)).isTrue();
    assertThat(table.beat(connection, 1)).isTrue();
    assertThat(table.beat(connection, 3)).isFalse();

    assertThat(table.pulse(connection, started.claim())).isEqualTo(new Pulse(2, 2));
    assertThat(table.pulse(connection, "another")).isEqualTo(new Pulse(2, 0));
  }

  @Test
  void the_recent_state_has_the_last_row_of_each_module_and_the_last_rows_of_all()
      throws SQLException {
    table.create(connection);
    appended("1", Event.APPLIED);
    HistoryEntry last = appended("2", Event.APPLIED);

    RecentState state = table.recentState(connection).orElseThrow();

    assertThat(state.lastRows())
        .containsExactly(new ModuleStanding("m", 2, Event.APPLIED, last.digest()));
    assertThat(state.recent()).extracting(RecentState.Row::seq).containsExactlyInAnyOrder(1L, 2L);
  }

  @Test
  void a_table_that_is_not_ours_is_named_with_what_it_lacks() throws SQLException {
    execute("CREATE TABLE migration_history (seq INTEGER, event TEXT, own TEXT)");

    assertThatThrownBy(() -> table.read(connection))
        .isInstanceOf(Unusable.class)
        .hasMessageContaining("it lacks module, version")
        .hasMessageContaining("(it has seq, event, own)");
    assertThat(table.recentState(connection))
        .as("a name without a schema may lead elsewhere")
        .isEmpty();
  }

  @Test
  void a_view_of_its_name_is_called_one() throws SQLException {
    execute("CREATE VIEW migration_history AS SELECT 1 AS one");

    assertThatThrownBy(() -> table.read(connection))
        .isInstanceOf(Unusable.class)
        .hasMessageContaining("is a view, not a history table");
  }

  @Test
  void only_a_table_with_all_columns_is_like_one() throws SQLException {
    table.create(connection);
    Table found = new SqliteDialect().readTable(connection, "migration_history").orElseThrow();
    Table small = Table.table("t").column(Column.column("seq", ColumnType.integer()));

    assertThat(HistoryTable.isLike(found)).isTrue();
    assertThat(HistoryTable.isLike(small)).isFalse();
    assertThat(List.of(table.name(), table.table().name())).containsOnly("migration_history");
  }
}
