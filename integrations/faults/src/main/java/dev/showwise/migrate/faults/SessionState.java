package dev.showwise.migrate.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** All that can be seen of a session that the next user of its connection would inherit. */
final class SessionState {
  private final Map<String, String> values;

  private SessionState(Map<String, String> values) {
    this.values = values;
  }

  /** Asks a connection; one that does not commit by itself is in no transaction afterwards. */
  static SessionState of(Connection connection, Product product) throws SQLException {
    Map<String, String> values = new TreeMap<>();
    boolean autoCommit = connection.getAutoCommit();
    values.put("autocommit", String.valueOf(autoCommit));
    ask(values, "isolation", connection::getTransactionIsolation);
    ask(values, "read-only", connection::isReadOnly);
    ask(values, "catalog", connection::getCatalog);
    ask(values, "schema", connection::getSchema);
    ask(values, "holdability", connection::getHoldability);
    ask(values, "network time-out", connection::getNetworkTimeout);
    ask(values, "client", connection::getClientInfo);
    try (Statement statement = connection.createStatement()) {
      if (autoCommit) {
        values.put("transaction", transaction(statement, product));
      }
      product.readSettings(statement, values);
    }
    if (!autoCommit) {
      connection.rollback();
    }
    return new SessionState(values);
  }

  private interface Question<T> {
    T answer() throws SQLException;
  }

  private static <T> void ask(Map<String, String> values, String name, Question<T> question)
      throws SQLException {
    try {
      values.put(name, String.valueOf(question.answer()));
    } catch (SQLFeatureNotSupportedException e) {
      values.put(name, "not supported");
    }
  }

  private static String transaction(Statement statement, Product product) {
    try {
      product.requireNoTransaction(statement);
      return "none";
    } catch (SQLException e) {
      return "open: " + e.getMessage();
    }
  }

  /** What is not as it was, in words. */
  List<String> differencesFrom(SessionState before) {
    TreeSet<String> names = new TreeSet<>(values.keySet());
    names.addAll(before.values.keySet());
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      if (!Objects.equals(values.get(name), before.values.get(name))) {
        differences.add(name + " was " + before.values.get(name) + " and is " + values.get(name));
      }
    }
    return differences;
  }
}
