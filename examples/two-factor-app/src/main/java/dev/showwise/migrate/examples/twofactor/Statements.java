package dev.showwise.migrate.examples.twofactor;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The application's SQL, which SQLite and PostgreSQL both understand. Each change says in its WHERE what it
 * takes for granted, and answers whether that was so: of two that race, one is told no.
 */
final class Statements {
  private final Connection connection;

  Statements(Connection connection) {
    this.connection = connection;
  }

  /**
   * One row of {@code two_factor_auth}.
   *
   * @param secret as the column has it, encrypted
   * @param enabled whether it was confirmed
   * @param backupCodes as the column has it
   */
  record Row(
      long userId, String secret, boolean enabled, @Nullable String backupCodes) {
    /** Without what is in it. */
    @Override
    public String toString() {
      return "Row[user " + userId + "]";
    }
  }

  /**
   * One row of {@code two_factor_use}.
   *
   * @param attempts since the last good one
   * @param attemptedAt when the newest was
   */
  record Use(int attempts, Instant attemptedAt) {}

  boolean addUser(String username) throws SQLException {
    return changes(
        "INSERT INTO \"user\" (username, created_at) VALUES (?, CURRENT_TIMESTAMP)"
            + " ON CONFLICT (username) DO NOTHING",
        username);
  }

  Optional<Long> findUser(String username) throws SQLException {
    return query("SELECT id FROM \"user\" WHERE username = ?", row -> row.getLong(1), username)
        .stream()
        .findFirst();
  }

  String username(long userId) throws SQLException {
    return query("SELECT username FROM \"user\" WHERE id = ?", row -> row.getString(1), userId)
        .stream()
        .findFirst()
        .orElse("user " + userId);
  }

  Optional<Row> find(long userId) throws SQLException {
    return query(
            "SELECT user_id, secret, enabled, backup_codes FROM two_factor_auth WHERE user_id = ?",
            Statements::row,
            userId)
        .stream()
        .findFirst();
  }

  List<Row> all() throws SQLException {
    return query(
        "SELECT user_id, secret, enabled, backup_codes FROM two_factor_auth ORDER BY user_id",
        Statements::row);
  }

  /** Begins an enrolment, or begins it anew; not if one was confirmed. */
  boolean begin(long userId, String secret) throws SQLException {
    return changes(
        "INSERT INTO two_factor_auth (user_id, secret, enabled, backup_codes, created_at)"
            + " VALUES (?, ?, ?, NULL, CURRENT_TIMESTAMP) ON CONFLICT (user_id) DO UPDATE"
            + " SET secret = excluded.secret, backup_codes = NULL, created_at = excluded.created_at"
            + " WHERE NOT COALESCE(two_factor_auth.enabled, ?)",
        userId,
        secret,
        false,
        false);
  }

  /** Forgets the steps that were used with another secret. */
  void forgetSteps(long userId) throws SQLException {
    changes("UPDATE two_factor_use SET last_step = 0 WHERE user_id = ?", userId);
  }

  boolean enable(Row row, String backupCodes) throws SQLException {
    return changes(
        "UPDATE two_factor_auth SET enabled = ?, backup_codes = ?"
            + " WHERE user_id = ? AND secret = ? AND NOT COALESCE(enabled, ?)",
        true,
        backupCodes,
        row.userId(),
        row.secret(),
        false);
  }

  boolean replaceSecret(Row row, String secret) throws SQLException {
    return changes(
        "UPDATE two_factor_auth SET secret = ? WHERE user_id = ? AND secret = ?",
        secret,
        row.userId(),
        row.secret());
  }

  /** Takes a backup code away. The column must be what it was when the code was found in it. */
  boolean replaceBackupCodes(long userId, String before, String after) throws SQLException {
    return changes(
        "UPDATE two_factor_auth SET backup_codes = ? WHERE user_id = ? AND enabled AND backup_codes = ?",
        after,
        userId,
        before);
  }

  boolean remove(Row row) throws SQLException {
    return changes(
        "DELETE FROM two_factor_auth WHERE user_id = ? AND secret = ? AND enabled",
        row.userId(),
        row.secret());
  }

  /**
   * Counts an attempt before its code is looked at, so that any number at once have no more than the limit;
   * not if there were as many already and the newest is not long enough ago. Holds the user's row, on SQLite
   * the database, until the transaction ends.
   */
  boolean countAttempt(long userId, Instant now, Policy policy) throws SQLException {
    long longAgo = now.minus(policy.lockOut()).getEpochSecond();
    return changes(
        "INSERT INTO two_factor_use (user_id, last_step, attempts, attempted_at) VALUES (?, 0, 1, ?)"
            + " ON CONFLICT (user_id) DO UPDATE SET attempts = CASE"
            + " WHEN two_factor_use.attempted_at <= ? THEN 1 ELSE two_factor_use.attempts + 1 END,"
            + " attempted_at = excluded.attempted_at"
            + " WHERE two_factor_use.attempts < ? OR two_factor_use.attempted_at <= ?",
        userId,
        now.getEpochSecond(),
        longAgo,
        policy.attempts(),
        longAgo);
  }

  /** What {@link #countAttempt} has counted. */
  Use use(long userId) throws SQLException {
    return query(
            "SELECT attempts, attempted_at FROM two_factor_use WHERE user_id = ?",
            row -> new Use(row.getInt(1), Instant.ofEpochSecond(row.getLong(2))),
            userId)
        .get(0);
  }

  void forgetAttempts(long userId) throws SQLException {
    changes("UPDATE two_factor_use SET attempts = 0 WHERE user_id = ?", userId);
  }

  /** Uses up a step and all before it. */
  boolean useStep(long userId, long step) throws SQLException {
    return changes(
        "UPDATE two_factor_use SET last_step = ? WHERE user_id = ? AND last_step < ?",
        step,
        userId,
        step);
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(row.getLong(1), row.getString(2), row.getBoolean(3), row.getString(4));
  }

  private interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> List<T> query(String sql, Reader<T> reader, Object... values) throws SQLException {
    try (PreparedStatement statement = prepared(sql, values);
        ResultSet rows = statement.executeQuery()) {
      List<T> result = new ArrayList<>();
      while (rows.next()) {
        result.add(reader.read(rows));
      }
      return result;
    }
  }

  private boolean changes(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = prepared(sql, values)) {
      return statement.executeUpdate() == 1;
    }
  }

  private PreparedStatement prepared(String sql, Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }
}
