package dev.showwise.migrate.internal.history;

import dev.showwise.migrate.Checksum;
import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.HistoryEntry.Direction;
import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.MigrationException.Unusable;
import dev.showwise.migrate.MigrationId;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationVersion;
import dev.showwise.migrate.schema.Column;
import dev.showwise.migrate.schema.Table;
import dev.showwise.migrate.spi.Dialect;
import dev.showwise.migrate.spi.Dialect.ErrorKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The SQL of the history table. Knows no rules; leaves transactions to its callers. */
public final class HistoryTable {
  private static final List<String> COLUMNS = List.of(
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
      "hash");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);

  private final String name;
  private final String quotedName;
  private final Dialect dialect;

  /** The history table {@code name} of a product. */
  public HistoryTable(String name, Dialect dialect) {
    this.name = name;
    this.quotedName = dialect.quote(name);
    this.dialect = dialect;
  }

  /** The table's name, unquoted. */
  public String name() {
    return name;
  }

  /** The last row of each module, in one statement; empty if there is no history table. */
  public Optional<List<ModuleStanding>> lastRows(Connection connection) throws SQLException {
    List<ModuleStanding> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(dialect.lastRowOfEachModule(name))) {
      while (result.next()) {
        rows.add(new ModuleStanding(
            result.getString(1),
            result.getLong(2),
            event(result.getLong(2), result.getString(3)),
            result.getString(4)));
      }
      return Optional.of(rows);
    } catch (SQLException e) {
      if (dialect.classify(e) == ErrorKind.NO_SUCH_TABLE) {
        return Optional.empty();
      }
      throw explained(connection, e);
    }
  }

  /** All rows, in order; a history without rows if there is no table. */
  public History read(Connection connection) throws SQLException {
    List<HistoryEntry> rows = new ArrayList<>();
    String sql = "SELECT " + String.join(", ", quotedColumns()) + " FROM " + quotedName
        + " ORDER BY " + dialect.quote("seq");
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        rows.add(row(result));
      }
    } catch (SQLException e) {
      if (dialect.classify(e) == ErrorKind.NO_SUCH_TABLE) {
        return new History();
      }
      throw explained(connection, e);
    }
    return new History(rows);
  }

  /** The number of the last row; 0 without rows. The table must be there. */
  public long lastSeq(Connection connection) throws SQLException {
    String sql = "SELECT MAX(" + dialect.quote("seq") + ") FROM " + quotedName;
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getLong(1);
    }
  }

  /** The claim in the row of that number; empty if there is no such row. */
  public Optional<String> claimAt(Connection connection, long seq) throws SQLException {
    String sql = "SELECT " + dialect.quote("claim") + " FROM " + quotedName + " WHERE "
        + dialect.quote("seq") + " = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, seq);
      try (ResultSet result = statement.executeQuery()) {
        return result.next() ? Optional.of(result.getString(1)) : Optional.empty();
      }
    }
  }

  /** The server's time in UTC, to the millisecond. */
  public Instant now(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT " + dialect.currentUtcTimestamp())) {
      result.next();
      return time(result.getString(1));
    }
  }

  /** Creates the table. Fails if it is there. */
  public void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : dialect.createHistoryTable(name)) {
        statement.executeUpdate(sql);
      }
    }
  }

  /** Appends a row; a duplicate key means that another runner was first. */
  public void append(Connection connection, HistoryEntry row) throws SQLException {
    String marks = "?" + ", ?".repeat(COLUMNS.size() - 1);
    String sql = "INSERT INTO " + quotedName + " (" + String.join(", ", quotedColumns())
        + ") VALUES (" + marks + ")";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, row);
      statement.executeUpdate();
    }
  }

  /** Makes a row that this same transaction appended say something else. */
  public void rewrite(Connection connection, HistoryEntry row) throws SQLException {
    String sql = "UPDATE " + quotedName + " SET " + String.join(" = ?, ", quotedColumns())
        + " = ? WHERE " + dialect.quote("seq") + " = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, row);
      statement.setLong(COLUMNS.size() + 1, row.seq());
      int changed = statement.executeUpdate();
      if (changed != 1) {
        throw new SQLException(
            "row " + row.seq() + " of " + name + " was removed while its migration ran");
      }
    }
  }

  /** The row with the hash of its contents filled in. */
  public static HistoryEntry hashed(HistoryEntry row) {
    return withHash(row, RowHash.of(row));
  }

  private static HistoryEntry withHash(HistoryEntry r, String hash) {
    return new HistoryEntry(
        r.seq(),
        r.event(),
        r.migration(),
        r.description(),
        r.checksum(),
        r.direction(),
        r.ordinal(),
        r.statementHash(),
        r.claim(),
        r.actor(),
        r.instance(),
        r.session(),
        r.at(),
        r.millis(),
        r.detail(),
        r.digest(),
        r.previousHash(),
        hash);
  }

  private List<String> quotedColumns() {
    return COLUMNS.stream().map(dialect::quote).toList();
  }

  private static void bind(PreparedStatement statement, HistoryEntry row) throws SQLException {
    statement.setLong(1, row.seq());
    statement.setString(2, row.event().name());
    statement.setString(3, row.migration().id().module());
    statement.setString(4, row.migration().id().version().toString());
    statement.setString(5, row.migration().name());
    statement.setString(6, row.description());
    if (row.checksum().isPresent()) {
      statement.setString(7, row.checksum().get().toString());
    } else {
      statement.setNull(7, Types.VARCHAR);
    }
    statement.setString(8, row.direction().name());
    statement.setInt(9, row.ordinal());
    statement.setString(10, row.statementHash());
    statement.setString(11, row.claim());
    statement.setString(12, row.actor());
    statement.setString(13, row.instance());
    statement.setString(14, row.session());
    statement.setString(15, TIME.format(LocalDateTime.ofInstant(row.at(), ZoneOffset.UTC)));
    statement.setLong(16, row.millis());
    statement.setString(17, row.detail());
    statement.setString(18, row.digest());
    statement.setString(19, row.previousHash());
    statement.setString(20, row.hash());
  }

  private HistoryEntry row(ResultSet result) throws SQLException {
    long seq = result.getLong(1);
    try {
      String checksum = result.getString(7);
      return new HistoryEntry(
          seq,
          event(seq, result.getString(2)),
          new MigrationLabel(
              new MigrationId(result.getString(3), MigrationVersion.of(result.getString(4))),
              result.getString(5)),
          result.getString(6),
          checksum == null ? Optional.empty() : Optional.of(Checksum.parse(checksum)),
          Direction.valueOf(result.getString(8)),
          result.getInt(9),
          result.getString(10),
          result.getString(11),
          result.getString(12),
          result.getString(13),
          result.getString(14),
          time(result.getString(15)),
          result.getLong(16),
          result.getString(17),
          result.getString(18),
          result.getString(19),
          result.getString(20));
    } catch (IllegalArgumentException | NullPointerException | java.time.DateTimeException e) {
      throw unreadable(seq, e);
    }
  }

  private Event event(long seq, String text) {
    try {
      return Event.valueOf(text);
    } catch (IllegalArgumentException | NullPointerException e) {
      throw unreadable(seq, e);
    }
  }

  private Unusable unreadable(long seq, RuntimeException cause) {
    return new Unusable(
        "Row " + seq + " of the history table '" + name + "' cannot be read: " + cause.getMessage()
            + ". It was written by a newer version of this program or edited by hand. Use the newer"
            + " version, or restore the history from a backup. Nothing was changed.",
        cause);
  }

  private static Instant time(String text) {
    return LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
  }

  /** Says which columns are missing, if that is why the history could not be read. */
  private SQLException explained(Connection connection, SQLException error) {
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
        return error;
      }
      List<String> missing =
          COLUMNS.stream().filter(column -> found.get().find(column).isEmpty()).toList();
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
    return error;
  }
}
