package dev.showwise.migrate.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.showwise.migrate.spi.Dialect;
import dev.showwise.migrate.spi.Dialect.ErrorKind;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Provokes errors and says what the dialect makes of them. */
record Failing(Dialect dialect) {

  /** The error of a statement. */
  SQLException error(TestDatabase db, String sql) {
    return error(sql, () -> db.execute(sql));
  }

  /** The error of whatever is called. */
  static SQLException error(String what, ThrowingCallable call) {
    SQLException error = catchThrowableOfType(SQLException.class, call);
    if (error == null) {
      throw new AssertionError("There was no error: " + what);
    }
    return error;
  }

  ErrorKind kind(TestDatabase db, String sql) {
    return dialect.classify(error(db, sql));
  }

  /** What the account may not do, of an error that is known to be about that. */
  String missing(TestDatabase db, String sql) {
    SQLException error = error(db, sql);
    assertThat(dialect.classify(error)).as(sql).isEqualTo(ErrorKind.MISSING_PRIVILEGE);
    return dialect.missingPrivilege(error, sql).orElseThrow();
  }

  String message(TestDatabase db, String sql) {
    return dialect.messageOf(error(db, sql));
  }

  /** Runs a statement in another thread; gives its error's kind, or null if it had none. */
  CompletableFuture<ErrorKind> later(TestDatabase db, String sql) {
    return CompletableFuture.supplyAsync(() -> kindOrNull(db, sql));
  }

  private ErrorKind kindOrNull(TestDatabase db, String sql) {
    try {
      db.execute(sql);
      return null;
    } catch (SQLException e) {
      return dialect.classify(e);
    }
  }

  /**
   * Lets two sessions wait for each other; each is in a transaction that has changed a row which the
   * other one's statement wants. One of them succeeds, once the other one's is undone.
   *
   * @return the kind of the other's error
   */
  ErrorKind deadlock(TestDatabase one, String wants, TestDatabase other, String otherWants) {
    CompletableFuture<ErrorKind> first = later(one, wants);
    ErrorKind second = kindOrNull(other, otherWants);
    ErrorKind kind = first.join();
    return kind == null ? second : kind;
  }
}
