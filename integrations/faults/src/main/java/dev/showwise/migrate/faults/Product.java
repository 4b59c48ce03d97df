package dev.showwise.migrate.faults;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The errors of a product as its driver gives them, and what a session of it can be asked. */
public enum Product {
  /** SQLite. */
  SQLITE {
    @Override
    SQLException error() {
      return new SQLiteException(
          "[SQLITE_IOERR] Some kind of disk I/O error occurred (disk I/O error), as planned",
          SQLiteErrorCode.SQLITE_IOERR);
    }

    @Override
    SQLException busy() {
      return new SQLiteException(
          "[SQLITE_BUSY] The database file is locked (database is locked), as planned",
          SQLiteErrorCode.SQLITE_BUSY);
    }

    @Override
    void conflict(Connection connection) throws SQLException {
      // one writer at a time: there is nobody to meet
      throw busy();
    }

    @Override
    SQLException lost() {
      return new SQLException("database connection closed, as planned");
    }

    @Override
    void readSettings(Statement statement, Map<String, String> into) throws SQLException {
      for (String pragma : PRAGMAS) {
        into.put(pragma, rows(statement, "PRAGMA " + pragma));
      }
      // the one for temporary tables appears when it is first asked for
      into.put(
          "databases",
          rows(statement, "SELECT name, file FROM pragma_database_list WHERE name <> 'temp'"));
      into.put("temporary", rows(statement, "SELECT name FROM temp.sqlite_schema"));
    }

    @Override
    void requireNoTransaction(Statement statement) throws SQLException {
      statement.executeUpdate("BEGIN");
      statement.executeUpdate("ROLLBACK");
    }
  },
  /** H2. */
  H2 {
    @Override
    SQLException error() {
      return new SQLException("IO Exception: \"as planned\"; \"\" [90031-232]", "90031", 90031);
    }

    @Override
    SQLException busy() {
      return new SQLException("Timeout trying to lock table, as planned", "HYT00", 50200);
    }

    @Override
    void conflict(Connection connection) throws SQLException {
      rollBack(connection);
      throw new SQLException(
          "Deadlock detected. The current transaction was rolled back, as planned", "40001", 40001);
    }

    @Override
    SQLException lost() {
      return new SQLNonTransientConnectionException(
          "Connection is broken: \"as planned\" [90067-232]", "90067", 90067);
    }

    @Override
    void readSettings(Statement statement, Map<String, String> into) throws SQLException {
      table(statement, "SELECT SETTING_NAME, SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS", into);
      into.put("lock time-out", rows(statement, "SELECT LOCK_TIMEOUT()"));
      into.put("user", rows(statement, "SELECT CURRENT_USER, SCHEMA()"));
    }

    @Override
    void requireNoTransaction(Statement statement) throws SQLException {
      String uncommitted = rows(
          statement,
          "SELECT CONTAINS_UNCOMMITTED FROM INFORMATION_SCHEMA.SESSIONS WHERE SESSION_ID ="
              + " SESSION_ID()");
      if (!uncommitted.equals("FALSE")) {
        throw new SQLException("something is not committed");
      }
    }
  },
  /** PostgreSQL. */
  POSTGRESQL {
    @Override
    SQLException error() {
      return new SQLException("ERROR: could not read block 0 in file, as planned", "58030");
    }

    @Override
    SQLException busy() {
      return new SQLException(
          "ERROR: canceling statement due to lock timeout, as planned", "55P03");
    }

    @Override
    void conflict(Connection connection) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        // so that the server itself refuses whatever comes before a ROLLBACK
        statement.execute("SELECT 1 / 0");
      } catch (SQLException e) {
        throw new SQLException("ERROR: deadlock detected, as planned", "40P01", e);
      }
    }

    @Override
    SQLException lost() {
      return new SQLException(
          "An I/O error occurred while sending to the backend, as planned.", "08006");
    }

    @Override
    void readSettings(Statement statement, Map<String, String> into) throws SQLException {
      table(
          statement,
          "SELECT name, setting FROM pg_settings WHERE context IN ('user', 'superuser')",
          into);
      into.put("user", rows(statement, "SELECT current_user, session_user"));
      into.put(
          "advisory locks",
          rows(
              statement,
              "SELECT count(*) FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'advisory'"));
    }

    @Override
    void requireNoTransaction(Statement statement) throws SQLException {
      // a transaction of its own begins with the statement itself
      if (!rows(statement, "SELECT transaction_timestamp() = statement_timestamp()")
          .equals("t")) {
        throw new SQLException("it began earlier");
      }
    }
  },
  /** MariaDB. */
  MARIADB {
    @Override
    SQLException error() {
      return mySqlError();
    }

    @Override
    SQLException busy() {
      return mySqlBusy();
    }

    @Override
    void conflict(Connection connection) throws SQLException {
      rollBack(connection);
      throw mySqlConflict();
    }

    @Override
    SQLException lost() {
      return mySqlLost();
    }

    @Override
    void readSettings(Statement statement, Map<String, String> into) throws SQLException {
      mySqlSettings(statement, into);
    }

    @Override
    void requireNoTransaction(Statement statement) throws SQLException {
      statement.execute(REFUSED_IN_TRANSACTION);
    }
  },
  /** MySQL. */
  MYSQL {
    @Override
    SQLException error() {
      return mySqlError();
    }

    @Override
    SQLException busy() {
      return mySqlBusy();
    }

    @Override
    void conflict(Connection connection) throws SQLException {
      rollBack(connection);
      throw mySqlConflict();
    }

    @Override
    SQLException lost() {
      return mySqlLost();
    }

    @Override
    void readSettings(Statement statement, Map<String, String> into) throws SQLException {
      mySqlSettings(statement, into);
    }

    @Override
    void requireNoTransaction(Statement statement) throws SQLException {
      statement.execute(REFUSED_IN_TRANSACTION);
    }
  },
  /** One that nobody here knows: its errors are the standard's, and it is asked nothing but what JDBC has. */
  OTHER {
    @Override
    SQLException error() {
      return new SQLException("input/output error, as planned", "58030");
    }

    @Override
    SQLException busy() {
      return new SQLTransientException("others hold a lock, as planned", "HYT00");
    }

    @Override
    void conflict(Connection connection) throws SQLException {
      rollBack(connection);
      throw new SQLTransactionRollbackException("met another transaction, as planned", "40001");
    }

    @Override
    SQLException lost() {
      return new SQLNonTransientConnectionException("the connection is lost, as planned", "08006");
    }

    @Override
    void readSettings(Statement statement, Map<String, String> into) {}

    @Override
    void requireNoTransaction(Statement statement) {}
  };

  private static final List<String> PRAGMAS = List.of(
      "foreign_keys",
      "defer_foreign_keys",
      "busy_timeout",
      "query_only",
      "recursive_triggers",
      "ignore_check_constraints",
      "legacy_alter_table",
      "read_uncommitted",
      "reverse_unordered_selects",
      "synchronous",
      "locking_mode",
      "temp_store",
      "cache_size");

  private static final String REFUSED_IN_TRANSACTION = "SET TRANSACTION READ WRITE";

  /** They tell what was done last, or the time. */
  private static final List<String> NO_SETTINGS = List.of(
      "timestamp",
      "last_insert_id",
      "identity",
      "insert_id",
      "error_count",
      "warning_count",
      "rand_seed1",
      "rand_seed2",
      "pseudo_thread_id",
      "pseudo_slave_mode",
      "last_gtid",
      "gtid_seq_no",
      "statement_id",
      "in_transaction");

  /** The product that a dialect of that name speaks with; {@link #OTHER} if none is called so. */
  public static Product ofDialect(String name) {
    return Stream.of(values())
        .filter(product -> product.name().equalsIgnoreCase(name))
        .findFirst()
        .orElse(OTHER);
  }

  /** What it answers when it cannot read or write. */
  abstract SQLException error();

  /** What it answers when others hold a lock for too long. */
  abstract SQLException busy();

  /**
   * What happens to a transaction, or to a statement outside one, that met another transaction.
   *
   * @throws SQLException what it answers; always
   */
  abstract void conflict(Connection connection) throws SQLException;

  /** What its driver says when nobody is there any more. */
  abstract SQLException lost();

  /** Asks for all that a session may have set for itself. */
  abstract void readSettings(Statement statement, Map<String, String> into) throws SQLException;

  /** Fails if the session is in a transaction that it began itself. */
  abstract void requireNoTransaction(Statement statement) throws SQLException;

  private static SQLException mySqlError() {
    return new SQLException(
        "(conn=0) Got error 5 \"Input/output error\" from storage engine, as planned",
        "HY000",
        1030);
  }

  private static SQLException mySqlBusy() {
    return new SQLException(
        "(conn=0) Lock wait timeout exceeded; try restarting transaction, as planned",
        "HY000",
        1205);
  }

  private static SQLException mySqlConflict() {
    return new SQLException(
        "(conn=0) Deadlock found when trying to get lock; try restarting transaction, as planned",
        "40001",
        1213);
  }

  private static SQLException mySqlLost() {
    return new SQLNonTransientConnectionException(
        "(conn=0) Socket error: unexpected end of stream, as planned", "08000");
  }

  private static void mySqlSettings(Statement statement, Map<String, String> into)
      throws SQLException {
    table(statement, "SHOW SESSION VARIABLES", into);
    NO_SETTINGS.forEach(into::remove);
    into.put("database", rows(statement, "SELECT DATABASE(), CURRENT_USER()"));
  }

  private static void rollBack(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("ROLLBACK");
    }
  }

  private static void table(Statement statement, String query, Map<String, String> into)
      throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        into.put(rows.getString(1), String.valueOf(rows.getString(2)));
      }
    }
  }

  private static String rows(Statement statement, String query) throws SQLException {
    StringBuilder text = new StringBuilder();
    try (ResultSet rows = statement.executeQuery(query)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        text.append(text.isEmpty() ? "" : "; ");
        for (int i = 1; i <= columns; i++) {
          text.append(i == 1 ? "" : ", ").append(rows.getString(i));
        }
      }
    }
    return text.toString();
  }
}
