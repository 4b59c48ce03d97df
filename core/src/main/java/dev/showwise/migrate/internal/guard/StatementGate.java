package dev.showwise.migrate.internal.guard;

import dev.showwise.migrate.SourcePosition;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Through it goes every statement of an author: it decides whether a statement may be sent, and sends
 * it the way the present claim demands. Used by one thread at a time, during one call of an author.
 */
public interface StatementGate {

  /**
   * Looks at a statement when its text becomes known: when it is prepared, put in a batch, or about to
   * be sent. Each text is looked at once, also when it is then sent many times.
   *
   * @throws SQLException to refuse it; the message says why and what to do instead
   */
  void check(String sql) throws SQLException;

  /** Hears where the statement that comes next is written. Unless overridden: does nothing. */
  default void at(SourcePosition position) {}

  /**
   * The text that is sent, or prepared, in place of one that was let in. Unless overridden: that one.
   *
   * @throws SQLException if it cannot be found out
   */
  default String wording(String sql) throws SQLException {
    return sql;
  }

  /**
   * Has a statement prepared, which executes nothing of it; some databases find here already that a
   * table is missing. Unless overridden: {@link #check}, then the call.
   *
   * @param sql the text that is prepared
   * @param call makes the driver's statement; run once, on the same thread
   * @throws SQLException if the text is refused, or what the call threw
   */
  default <T extends @Nullable Object> T prepare(String sql, SqlCall<T> call) throws SQLException {
    check(sql);
    return call.run();
  }

  /**
   * Sends a statement that was checked before.
   *
   * @param sql its text; of a batch with parameters, the one text that all its rows share
   * @param call sends it; run once, on the same thread
   * @return what the call returned
   * @throws SQLException what the call threw, or what kept the gate from running it
   */
  <T extends @Nullable Object> T send(String sql, SqlCall<T> call) throws SQLException;

  /**
   * Sends a statement that was checked before, and may send it again if it did nothing because others
   * were in its way. Unless overridden: {@link #send}.
   *
   * @param sql its text
   * @param call sends it; may be run several times, on the same thread
   * @return what the call returned
   * @throws SQLException what the call threw, or what kept the gate from running it
   */
  default <T extends @Nullable Object> T sendRepeatable(String sql, SqlCall<T> call)
      throws SQLException {
    return send(sql, call);
  }

  /** What sends several statements in one request; empty, unless overridden: each goes by itself. */
  default Optional<SharedRequests> sharedRequests() {
    return Optional.empty();
  }

  /**
   * Hears of a statement that failed or was refused, with the values that the failure may show. Unless
   * overridden: does nothing.
   *
   * @param sql its text
   * @param values what was bound to it; null for NULL
   */
  default void failed(String sql, List<? extends @Nullable Object> values) {}

  /**
   * Hears of a statement that was prepared. Unless overridden: does nothing.
   *
   * @param sql its text
   * @param values gives what is bound to it by then; a driver may refuse a value before it is sent
   */
  default void prepared(String sql, Supplier<List<? extends @Nullable Object>> values) {}
}
