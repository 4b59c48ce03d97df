package dev.showwise.migrate.internal.guard;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes savepoints of transactions, on PostgreSQL. What is sent outside of them gets a savepoint of its
 * own, or its failure would spoil everything that comes after it. Constraints that are deferred to the
 * COMMIT are checked when it would come.
 */
public final class NestedGate implements StatementGate {
  private static final String SAVEPOINT = "SAVEPOINT rehearsal_transaction";
  private static final String RELEASE = "RELEASE SAVEPOINT rehearsal_transaction";
  private static final String BACK = "ROLLBACK TO SAVEPOINT rehearsal_transaction; " + RELEASE;
  private static final String STATEMENT = "SAVEPOINT rehearsal_statement";
  private static final String STATEMENT_DONE = "RELEASE SAVEPOINT rehearsal_statement";
  private static final String STATEMENT_BACK =
      "ROLLBACK TO SAVEPOINT rehearsal_statement; " + STATEMENT_DONE;
  private static final String DEFERRED =
      "SELECT pg_catalog.string_agg(pg_catalog.quote_ident(n.nspname) || '.'"
          + " || pg_catalog.quote_ident(c.conname), ', ') FROM pg_catalog.pg_constraint c"
          + " JOIN pg_catalog.pg_namespace n ON n.oid = c.connamespace WHERE c.condeferred";

  private final Connection outer;
  private final Predicate<String> leftOut;
  private boolean inside;

  /**
   * A gate before the transaction of {@code outer}.
   *
   * @param leftOut which statements are replaced by nothing, because they run in no transaction
   */
  public NestedGate(Connection outer, Predicate<String> leftOut) {
    this.outer = outer;
    this.leftOut = leftOut;
  }

  /** Undoes what is not committed. */
  void leave() throws SQLException {
    if (inside) {
      inside = false;
      execute(BACK);
    }
  }

  @Override
  public void check(String sql) {
    // authors' statements were looked at before, and the engine knows what it does
  }

  @Override
  public String wording(String sql) throws SQLException {
    if (isBegin(sql)) {
      int rest = sql.indexOf(';');
      return SAVEPOINT + (rest < 0 ? "" : sql.substring(rest));
    } else if (sql.equals("COMMIT")) {
      return commit();
    } else if (sql.equals("ROLLBACK")) {
      return inside ? BACK : "";
    }
    return leftOut.test(sql) ? "" : sql;
  }

  private static boolean isBegin(String sql) {
    return sql.startsWith("BEGIN ") || sql.equals("BEGIN");
  }

  /** Each that is deferred by itself is so again in the next one. */
  private String commit() throws SQLException {
    try (Statement statement = outer.createStatement();
        ResultSet row = statement.executeQuery(DEFERRED)) {
      String names = row.next() ? row.getString(1) : null;
      return names == null
          ? RELEASE
          : "SET CONSTRAINTS ALL IMMEDIATE; " + RELEASE + "; SET CONSTRAINTS " + names
              + " DEFERRED";
    }
  }

  @Override
  public <T extends @Nullable Object> T send(String sql, SqlCall<T> call) throws SQLException {
    if (isBegin(sql)) {
      // what comes in the same request may fail behind the savepoint, and is undone to it then
      inside = true;
      return call.run();
    } else if (sql.equals("COMMIT") || sql.equals("ROLLBACK")) {
      T result = call.run();
      inside = false;
      return result;
    }
    return inside ? call.run() : sendAlone(call);
  }

  private <T extends @Nullable Object> T sendAlone(SqlCall<T> call) throws SQLException {
    execute(STATEMENT);
    T result;
    try {
      result = call.run();
    } catch (SQLException | RuntimeException | Error e) {
      try {
        execute(STATEMENT_BACK);
      } catch (SQLException lost) {
        e.addSuppressed(lost);
      }
      throw e;
    }
    execute(STATEMENT_DONE);
    return result;
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = outer.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
