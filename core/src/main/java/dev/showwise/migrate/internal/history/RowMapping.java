package dev.showwise.migrate.internal.history;

import dev.showwise.migrate.Checksum;
import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.HistoryEntry.Direction;
import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.MigrationException.Unusable;
import dev.showwise.migrate.MigrationId;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationVersion;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** How an entry of the history is written to, and read from, a row of its table. */
final class RowMapping {
  static final List<String> COLUMNS = List.of(
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

  /** Those that {@link #recent} reads. */
  static final List<String> RECENT = List.of(
      "module",
      "seq",
      "event",
      "digest",
      "version",
      "checksum",
      "direction",
      "ordinal",
      "statement_hash");

  /** Not needed by those who have nothing to do. */
  private static final class Clock {
    static final DateTimeFormatter TIME =
        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);
  }

  private final String tableName;

  RowMapping(String tableName) {
    this.tableName = tableName;
  }

  /** Binds a row's values to the parameters after {@code before}. */
  static void bind(PreparedStatement statement, HistoryEntry row, int before) throws SQLException {
    statement.setLong(before + 1, row.seq());
    statement.setString(before + 2, row.event().name());
    statement.setString(before + 3, row.migration().id().module());
    statement.setString(before + 4, row.migration().id().version().toString());
    statement.setString(before + 5, row.migration().name());
    statement.setString(before + 6, row.description());
    if (row.checksum().isPresent()) {
      statement.setString(before + 7, row.checksum().get().toString());
    } else {
      statement.setNull(before + 7, Types.VARCHAR);
    }
    statement.setString(before + 8, row.direction().name());
    statement.setInt(before + 9, row.ordinal());
    statement.setString(before + 10, row.statementHash());
    statement.setString(before + 11, row.claim());
    statement.setString(before + 12, row.actor());
    statement.setString(before + 13, row.instance());
    statement.setString(before + 14, row.session());
    statement.setString(
        before + 15, Clock.TIME.format(LocalDateTime.ofInstant(row.at(), ZoneOffset.UTC)));
    statement.setLong(before + 16, row.millis());
    statement.setString(before + 17, row.detail());
    statement.setString(before + 18, row.digest());
    statement.setString(before + 19, row.previousHash());
    statement.setString(before + 20, row.hash());
  }

  HistoryEntry read(ResultSet result) throws SQLException {
    long seq = result.getLong(1);
    try {
      String checksum = result.getString(7);
      return new HistoryEntry(
          seq,
          event(seq, result.getString(2)),
          new MigrationLabel(
              new MigrationId(result.getString(3), MigrationVersion.of(result.getString(4))),
              text(result, 5)),
          text(result, 6),
          checksum == null ? Optional.empty() : Optional.of(Checksum.parse(checksum)),
          Direction.valueOf(result.getString(8)),
          Math.toIntExact(number(result, 9)),
          text(result, 10),
          text(result, 11),
          text(result, 12),
          text(result, 13),
          text(result, 14),
          time(result.getString(15)),
          number(result, 16),
          text(result, 17),
          text(result, 18),
          text(result, 19),
          text(result, 20));
    } catch (IllegalArgumentException
        | NullPointerException
        | ArithmeticException
        | java.time.DateTimeException e) {
      throw unreadable(seq, e);
    }
  }

  /** No column but the checksum may be absent. */
  private static String text(ResultSet result, int column) throws SQLException {
    return Objects.requireNonNull(
        result.getString(column), () -> COLUMNS.get(column - 1) + " is NULL");
  }

  private static long number(ResultSet result, int column) throws SQLException {
    text(result, column);
    return result.getLong(column);
  }

  /** A row of the columns {@link #RECENT}. */
  RecentState.Row recent(ResultSet result) throws SQLException {
    long seq = result.getLong(2);
    try {
      String checksum = result.getString(6);
      return new RecentState.Row(
          seq,
          event(seq, result.getString(3)),
          Direction.valueOf(result.getString(7)),
          Math.toIntExact(result.getLong(8)),
          new MigrationId(result.getString(1), MigrationVersion.of(result.getString(5))),
          checksum == null ? Optional.empty() : Optional.of(Checksum.parse(checksum)),
          Objects.requireNonNullElse(result.getString(9), ""));
    } catch (IllegalArgumentException | NullPointerException e) {
      throw unreadable(seq, e);
    }
  }

  Event event(long seq, String text) {
    try {
      return Event.valueOf(text);
    } catch (IllegalArgumentException | NullPointerException e) {
      throw unreadable(seq, e);
    }
  }

  private Unusable unreadable(long seq, RuntimeException cause) {
    return new Unusable(
        "Row " + seq + " of the history table '" + tableName + "' cannot be read: "
            + cause.getMessage()
            + ". It was written by a newer version of this program or edited by hand. Use the newer"
            + " version, or restore the history from a backup. Nothing was changed.",
        cause);
  }

  static Instant time(String text) {
    return LocalDateTime.parse(text, Clock.TIME).toInstant(ZoneOffset.UTC);
  }
}
