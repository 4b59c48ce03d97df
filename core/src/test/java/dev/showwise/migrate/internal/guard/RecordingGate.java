package dev.showwise.migrate.internal.guard;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Writes down what it is asked, lets all but the word FORBIDDEN through, and notes failures. */
final class RecordingGate implements StatementGate {
  private final List<String> log = new ArrayList<>();

  @Override
  public void check(String sql) throws SQLException {
    log.add("check " + sql);
    if (sql.contains("FORBIDDEN")) {
      throw new SQLException("FORBIDDEN is not for migrations; leave it out");
    }
  }

  @Override
  public <T> T send(String sql, SqlCall<T> call) throws SQLException {
    log.add("send " + sql);
    try {
      return call.run();
    } catch (SQLException e) {
      log.add("failed " + sql);
      throw e;
    }
  }

  /** What was asked since the last call. */
  List<String> take() {
    List<String> taken = List.copyOf(log);
    log.clear();
    return taken;
  }
}
