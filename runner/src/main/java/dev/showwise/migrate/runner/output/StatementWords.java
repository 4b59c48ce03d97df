package dev.showwise.migrate.runner.output;

import dev.showwise.migrate.MigrationReport.Failure;
import dev.showwise.migrate.SentStatement;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Statements that were recorded, as a script and as data. */
final class StatementWords {
  private StatementWords() {}

  /** A statement of a script, ended, with a remark in front where there is something to say. */
  static void print(Screen screen, SentStatement statement) {
    String sql = statement.sql().strip().replaceFirst(";\\s*$", "");
    if (statement.times() > 1) {
      comment(screen, "sent " + statement.times() + " times");
    }
    switch (statement.fate()) {
      case DONE -> script(screen, sql);
      case LEFT_OUT -> {
        comment(
            screen,
            "not executed here: it cannot run in the transaction that was rolled back, so what comes"
                + " after it was recorded without its effect");
        script(screen, sql);
      }
      case FAILED -> {
        comment(screen, "this one failed:");
        comment(screen, sql);
      }
    }
  }

  private static void script(Screen screen, String sql) {
    // a comment at the end would swallow the semicolon
    boolean comment = sql.substring(sql.lastIndexOf('\n') + 1).contains("--");
    screen.verbatim(screen.masked(sql) + (comment ? "\n;" : ";"));
  }

  /** Lines that a database takes no notice of. */
  static void comment(Screen screen, String text) {
    text.strip().lines().forEach(line -> screen.line("-- " + line));
  }

  static void write(JsonDocument json, Collection<SentStatement> statements) {
    json.array("statements", statements, (one, statement) -> {
      one.text("sql", statement.sql());
      one.number("times", statement.times());
      one.number("millis", statement.duration().toMillis());
      one.text("fate", statement.fate().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    });
  }

  /** What failed, as it is in the report of a run. */
  static void writeFailed(JsonDocument json, Optional<Failure> failed) {
    json.object("failed", failed.orElse(null), StatementWords::write);
  }

  /** What is said of a failure wherever one is. */
  static void write(JsonDocument one, Failure failure) {
    one.migration(failure.migration());
    one.text("message", failure.message());
    one.textOrNull("sqlState", failure.sqlState());
    one.textOrNull("statement", failure.statement());
    one.position(failure.position());
  }
}
