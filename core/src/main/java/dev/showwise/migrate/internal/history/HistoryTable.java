package dev.showwise.migrate.internal.history;

import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.MigrationException.Unusable;
import dev.showwise.migrate.schema.Column;
import dev.showwise.migrate.schema.Table;
import dev.showwise.migrate.spi.Dialect;
import dev.showwise.migrate.spi.Dialect.ErrorKind;
import dev.showwise.migrate.spi.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** The SQL of the history table. Knows no rules; leaves transactions to its callers. */
public final class HistoryTable {
  private static final int PAGE = 2_000;

  /** Of 18 parameters each; SQLite takes 32,766 in a statement, and the others no fewer. */
  private static final int ROWS_AT_ONCE = 500;

  private final TableName table;
  private final String name;
  private final String quotedName;
  private final Dialect dialect;
  private final RowMapping mapping;

  /** The history table of that name of a product. */
  public HistoryTable(TableName table, Dialect dialect) {
    this.table = table;
    this.name = table.name();
    this.quotedName = dialect.quote(table);
    this.dialect = dialect;
    this.mapping = new RowMapping(name);
  }

  /** Where the table is. */
  public TableName table() {
    return table;
  }

  /** Whether a table that was found has all columns of a history table. */
  public static boolean isLike(Table found) {
    return missingFrom(found).isEmpty();
  }

  private static List<String> missingFrom(Table found) {
    return RowMapping.COLUMNS.stream()
        .filter(column -> found.find(column).isEmpty())
        .toList();
  }

  /** The table's name, unquoted. */
  public String name() {
    return name;
  }

  /**
   * The last row of each module and the last rows of all, in one statement whose cost does not grow
   * with the history; empty if there is no history table, or if a name without a schema led to what is
   * not ours.
   */
  public Optional<RecentState> recentState(Connection connection) throws SQLException {
    String seq = "h." + dialect.quote("seq");
    StringBuilder columns = new StringBuilder();
    for (String column : RowMapping.RECENT) {
      columns.append(columns.isEmpty() ? "h." : ", h.").append(dialect.quote(column));
    }
    String sql = "SELECT l.module, l.seq, l.event, l.digest, NULL, NULL, NULL, 0, NULL FROM ("
        + dialect.lastRowOfEachModule(table) + ") AS l UNION ALL SELECT " + columns + " FROM "
        + quotedName + " AS h WHERE " + seq + " > (SELECT MAX(" + seq + ") FROM " + quotedName
        + " AS h) - " + RecentState.WINDOW;
    List<ModuleStanding> last = new ArrayList<>();
    List<RecentState.Row> recent = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        if (result.getString(5) == null) {
          last.add(new ModuleStanding(
              result.getString(1),
              result.getLong(2),
              mapping.event(result.getLong(2), result.getString(3)),
              Objects.requireNonNullElse(result.getString(4), "")));
        } else {
          recent.add(mapping.recent(result));
        }
      }
      return Optional.of(new RecentState(last, recent));
    } catch (SQLException e) {
      ErrorKind kind = dialect.classify(e);
      boolean mayBeOthers =
          table.schema().isEmpty() && kind != ErrorKind.BUSY && kind != ErrorKind.CONNECTION_LOST;
      if (kind == ErrorKind.NO_SUCH_TABLE || mayBeOthers) {
        return Optional.empty();
      }
      throw explained(connection, e, sql);
    }
  }

  /** All rows, in order; a history without rows if there is no table. */
  public History read(Connection connection) throws SQLException {
    return grown(connection, new History(), rowsAfter(connection, OptionalLong.empty()));
  }

  private History grown(Connection connection, History history, List<HistoryEntry> first)
      throws SQLException {
    List<HistoryEntry> rows = first;
    rows.forEach(history::add);
    while (rows.size() == PAGE) {
      rows = rowsAfter(connection, OptionalLong.of(history.lastSeq()));
      rows.forEach(history::add);
    }
    return history;
  }

  /**
   * The history as it is now, in as few rows as possible.
   *
   * @param known what was read before; grows by what came since
   * @return {@code known}, or a new one if what came since does not follow it
   */
  public History read(Connection connection, History known) throws SQLException {
    List<HistoryEntry> since = rowsAfter(
        connection, known.size() == 0 ? OptionalLong.empty() : OptionalLong.of(known.lastSeq()));
    if (!since.isEmpty() && !since.get(0).previousHash().equals(known.lastHash())) {
      return read(connection);
    }
    return grown(connection, known, since);
  }

  /** As many as are held at once, whatever a driver does with what it is sent. */
  private List<HistoryEntry> rowsAfter(Connection connection, OptionalLong seq)
      throws SQLException {
    String number = "h." + dialect.quote("seq");
    String after = seq.isEmpty() ? "" : " WHERE " + number + " > " + seq.getAsLong();
    return rows(connection, selectRows() + after + " ORDER BY " + number, PAGE);
  }

  /** The last rows, newest first; none if there is no table. */
  public List<HistoryEntry> newest(Connection connection, int limit) throws SQLException {
    return rows(connection, selectRows() + " ORDER BY h." + dialect.quote("seq") + " DESC", limit);
  }

  /** Qualified, or SQLite would take the name of a column that is not there for a text. */
  private String selectRows() {
    return "SELECT h." + String.join(", h.", quotedColumns()) + " FROM " + quotedName + " AS h";
  }

  private List<HistoryEntry> rows(Connection connection, String sql, int most) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setMaxRows(most);
      try (ResultSet result = statement.executeQuery(sql)) {
        return rows(result);
      }
    } catch (SQLException e) {
      if (dialect.classify(e) != ErrorKind.NO_SUCH_TABLE) {
        throw explained(connection, e, sql);
      }
      return List.of();
    }
  }

  private List<HistoryEntry> rows(ResultSet result) throws SQLException {
    List<HistoryEntry> rows = new ArrayList<>();
    while (result.next()) {
      rows.add(mapping.read(result));
    }
    return rows;
  }

  /** All rows of an attempt, in order; none if there are none. The table must be there. */
  public List<HistoryEntry> attempt(Connection connection, String claim) throws SQLException {
    String sql = selectRows() + " WHERE h." + dialect.quote("claim") + " = ? ORDER BY h."
        + dialect.quote("seq");
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, claim);
      try (ResultSet result = statement.executeQuery()) {
        return rows(result);
      }
    }
  }

  /** The number of the last row; 0 without rows. The table must be there. */
  public long lastSeq(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(selectLastSeq())) {
      result.next();
      return result.getLong(1);
    }
  }

  private String selectLastSeq() {
    return "SELECT MAX(" + dialect.quote("seq") + ") FROM " + quotedName;
  }

  /** The number of the last row, 0 without rows; empty if there is no history table. */
  public OptionalLong lastSeqIfThere(Connection connection) throws SQLException {
    try {
      return OptionalLong.of(lastSeq(connection));
    } catch (SQLException e) {
      if (dialect.classify(e) == ErrorKind.NO_SUCH_TABLE) {
        return OptionalLong.empty();
      }
      throw explained(connection, e, selectLastSeq());
    }
  }

  /** The hash of the row of that number; empty if there is no such row. */
  public Optional<String> hashAt(Connection connection, long seq) throws SQLException {
    String sql = "SELECT " + dialect.quote("hash") + " FROM " + quotedName + " WHERE "
        + dialect.quote("seq") + " = " + seq;
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      return result.next() ? Optional.of(result.getString(1)) : Optional.empty();
    }
  }

  /** The number of the last row, and how often the process that wrote it gave a sign of life since. */
  public Pulse pulse(Connection connection, String claim) throws SQLException {
    String seq = dialect.quote("seq");
    String sql = "SELECT MAX(h." + seq + "), (SELECT SUM(b." + dialect.quote("beat") + ") FROM "
        + quotedName + " AS b WHERE b." + dialect.quote("claim") + " = ?) FROM " + quotedName
        + " AS h";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, claim);
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        return new Pulse(result.getLong(1), result.getLong(2));
      }
    }
  }

  /** Gives a sign of life in a row. Returns whether the row is there. */
  public boolean beat(Connection connection, long seq) throws SQLException {
    String beat = dialect.quote("beat");
    String sql = "UPDATE " + quotedName + " SET " + beat + " = " + beat + " + 1 WHERE "
        + dialect.quote("seq") + " = " + seq;
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql) == 1;
    }
  }

  /** The server's time in UTC, to the millisecond. */
  public Instant now(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT " + dialect.currentUtcTimestamp())) {
      result.next();
      return RowMapping.time(result.getString(1));
    }
  }

  /** Creates the table. Fails if it is there. */
  public void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : dialect.createHistoryTable(table)) {
        try {
          statement.executeUpdate(sql);
        } catch (SQLException e) {
          throw MissingPrivilege.named(e, dialect, sql);
        }
      }
    }
  }

  /** Appends a row; a duplicate key means that another runner was first. */
  public void append(Connection connection, HistoryEntry row) throws SQLException {
    insert(connection, List.of(row), "VALUES (" + marks() + ")");
  }

  /**
   * Appends a row between other statements, all in one request, where a text may have several; a duplicate key
   * means that another runner was first.
   *
   * @param before what comes before it, such as what begins the transaction
   * @param after what comes after it
   */
  public void appendBetween(Connection connection, String before, HistoryEntry row, String after)
      throws SQLException {
    String sql = insertion(List.of(row), "VALUES (" + marks() + ")");
    try (PreparedStatement statement =
        connection.prepareStatement(before + "; " + sql + "; " + after)) {
      RowMapping.bind(statement, row, 0);
      statement.execute();
    } catch (SQLException e) {
      throw MissingPrivilege.named(e, dialect, sql);
    }
  }

  /**
   * Appends rows in as few statements as parameters can be bound; a duplicate key means that another runner
   * was first, and then the transaction must be rolled back.
   */
  public void append(Connection connection, List<HistoryEntry> rows) throws SQLException {
    for (int from = 0; from < rows.size(); from += ROWS_AT_ONCE) {
      List<HistoryEntry> some = rows.subList(from, Math.min(from + ROWS_AT_ONCE, rows.size()));
      insert(
          connection,
          some,
          "VALUES (" + marks() + ")" + (", (" + marks() + ")").repeat(some.size() - 1));
    }
  }

  /**
   * Appends a row if a condition holds; a duplicate key means that another runner was first.
   *
   * @return whether the condition held
   */
  public boolean appendIf(Connection connection, HistoryEntry row, String condition)
      throws SQLException {
    return insert(
            connection,
            List.of(row),
            "SELECT " + marks() + " FROM (SELECT 1 AS one) AS always WHERE " + condition)
        == 1;
  }

  private static String marks() {
    return "?" + ", ?".repeat(RowMapping.COLUMNS.size() - 1);
  }

  private int insert(Connection connection, List<HistoryEntry> rows, String values)
      throws SQLException {
    String sql = insertion(rows, values);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < rows.size(); i++) {
        RowMapping.bind(statement, rows.get(i), i * RowMapping.COLUMNS.size());
      }
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw MissingPrivilege.named(e, dialect, sql);
    }
  }

  private String insertion(List<HistoryEntry> rows, String values) {
    return "INSERT INTO " + quotedName + " (" + String.join(", ", quotedColumns()) + ") " + values
        + numbered(rows.get(0));
  }

  /**
   * Makes the text one that was never sent before. A driver gives a statement that it sees often a name
   * on the server; behind a pool of connections the next one may go to a server connection that does
   * not know the name.
   */
  private static String numbered(HistoryEntry row) {
    return " /* row " + row.seq() + " */";
  }

  /** Makes a row that this same transaction appended say something else. */
  public void rewrite(Connection connection, HistoryEntry row) throws SQLException {
    rewrite(connection, "", row);
  }

  /**
   * The same behind another statement, in one request, where a text may have several.
   *
   * @param before what comes before it
   */
  public void rewriteAfter(Connection connection, String before, HistoryEntry row)
      throws SQLException {
    rewrite(connection, before + "; ", row);
  }

  private void rewrite(Connection connection, String before, HistoryEntry row) throws SQLException {
    String sql = "UPDATE " + quotedName + " SET " + String.join(" = ?, ", quotedColumns())
        + " = ? WHERE " + dialect.quote("seq") + " = ?" + numbered(row);
    try (PreparedStatement statement = connection.prepareStatement(before + sql)) {
      RowMapping.bind(statement, row, 0);
      statement.setLong(RowMapping.COLUMNS.size() + 1, row.seq());
      statement.execute();
      if (lastCount(statement) != 1) {
        throw new SQLException(
            "row " + row.seq() + " of " + name + " was removed while its migration ran");
      }
    } catch (SQLException e) {
      throw MissingPrivilege.named(e, dialect, sql);
    }
  }

  /** How many rows the last of the statements of a text changed. */
  private static int lastCount(Statement executed) throws SQLException {
    int last = -1;
    for (int count = executed.getUpdateCount(); count >= 0; count = executed.getUpdateCount()) {
      last = count;
      if (executed.getMoreResults()) {
        return -1;
      }
    }
    return last;
  }

  private List<String> quotedColumns() {
    return RowMapping.COLUMNS.stream().map(dialect::quote).toList();
  }

  /** Says which columns, or which privilege, are missing, if that is why it could not be read. */
  private SQLException explained(Connection connection, SQLException error, String sql) {
    try {
      Optional<Table> found = dialect.readTable(connection, name);
      if (found.isEmpty()) {
        Optional<String> kind = dialect.kindOf(connection, name);
        if (kind.isPresent()) {
          throw new Unusable(
              "'" + name + "' in this database is a " + kind.get() + ", not a history table."
                  + " Rename it, or choose another name for the history table."
                  + " Nothing was changed.",
              error);
        }
        return MissingPrivilege.named(error, dialect, sql);
      }
      List<String> missing = missingFrom(found.get());
      if (!missing.isEmpty()) {
        throw new Unusable(
            "There is a table '" + name + "' in this database, but it is not a history table of"
                + " this program: it lacks " + String.join(", ", missing) + " (it has "
                + String.join(
                    ", ", found.get().columns().stream().map(Column::name).toList())
                + "). Rename it, or choose another name for the history table."
                + " Nothing was changed.",
            error);
      }
    } catch (SQLException e) {
      error.addSuppressed(e);
    }
    return MissingPrivilege.named(error, dialect, sql);
  }
}
