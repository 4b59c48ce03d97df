package dev.showwise.migrate.internal.rehearsal;

import dev.showwise.migrate.Problem;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * A place that is like a database, where migrations may really run, and that is gone when it is closed.
 * For one thread.
 */
interface Scratch extends AutoCloseable {
  /** What it is, as a sentence's end: {@code a private copy of the file}. */
  String place();

  /** Connections to it. */
  DataSource dataSource();

  /** The schema in it that the migrations are for; empty for the connections' own. */
  Optional<String> schema();

  /** What the database has and this has not. */
  List<Problem> limits();

  /** Why a statement must not be sent, because it would reach something else; empty if it may be. */
  default Optional<String> refusal(String sql) {
    return Optional.empty();
  }

  /** Whether a statement is not executed here. */
  default boolean leavesOut(String sql) {
    return false;
  }

  /** Removes every trace of it. */
  @Override
  void close();
}
