package dev.showwise.migrate.internal.secrecy;

import dev.showwise.migrate.Literals;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.spi.Dialect;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What may be told of failures in one session. It is told of every statement of an author that failed,
 * with its values; afterwards no text that went through it has one of them. For one thread.
 */
public final class Discretion {
  /** An author may try many statements and go on when they fail. */
  private static final int REMEMBERED = 16;

  private final Dialect dialect;
  private final Literals literals;
  private final Deque<Supplier<FailedStatement>> known = new ArrayDeque<>();

  /** Nothing failed yet. */
  public Discretion(Dialect dialect, Literals literals) {
    this.dialect = dialect;
    this.literals = literals;
  }

  /**
   * A statement failed.
   *
   * @param sql its text
   * @param values what was bound to it; of a batch, the values of all its rows
   */
  public void failed(String sql, List<? extends @Nullable Object> values) {
    FailedStatement statement = sent(sql, values);
    add(() -> statement);
  }

  /**
   * A statement that may fail yet, or whose values may come up later.
   *
   * @param sql its text
   * @param values gives what is bound to it by then
   */
  public void prepared(String sql, Supplier<List<? extends @Nullable Object>> values) {
    add(() -> sent(sql, values.get()));
  }

  private void add(Supplier<FailedStatement> statement) {
    known.addLast(statement);
    if (known.size() > REMEMBERED) {
      known.removeFirst();
    }
  }

  private FailedStatement sent(String sql, List<? extends @Nullable Object> values) {
    return new FailedStatement(sql, dialect.literals(sql), BoundTexts.of(values));
  }

  /** A statement as people may see it. */
  public String statement(String sql) {
    return literals == Literals.SHOWN ? sql : masked(sql);
  }

  private String masked(String sql) {
    return sent(sql, List.of()).masked();
  }

  /** A text about something that failed, as people may see it. */
  public String text(String text) {
    return shown(text, literals);
  }

  /** The exception as people may see it: itself if it has nothing to hide. */
  public Throwable shown(Throwable error) {
    return masking(literals).of(error);
  }

  /** What an author's code threw outside of any migration, to be thrown on. */
  public RuntimeException thrown(RuntimeException error) {
    return error instanceof MigrationException ? error : (RuntimeException) shown(error);
  }

  /** The exception as it may be written down where others read it: without any value. */
  public Throwable recorded(Throwable error) {
    return masking(Literals.MASKED).of(error);
  }

  /** An exception of a driver that could not connect. */
  public static Throwable withoutCredentials(SQLException error) {
    return new Masking(e -> String.valueOf(e.getMessage()), Credentials::removedFromText).of(error);
  }

  private Masking masking(Literals wanted) {
    return new Masking(dialect::messageOf, text -> shown(text, wanted));
  }

  private String shown(String text, Literals wanted) {
    return Credentials.removedFromText(wanted == Literals.SHOWN ? text : withoutValues(text));
  }

  private String withoutValues(String text) {
    if (known.isEmpty()) {
      return text;
    }
    Veil veil = new Veil(text);
    known.forEach(statement -> veil.hide(statement.get()));
    return veil.shown();
  }
}
