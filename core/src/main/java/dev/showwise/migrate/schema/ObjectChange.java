package dev.showwise.migrate.schema;

import java.util.Objects;

/**
 * One thing in which a schema differs from what it was before.
 *
 * @param kind what became of it
 * @param type table, column, primary key, unique key, foreign key, index, view, trigger, …
 * @param table the table that it belongs to; its own name for a table or a view
 * @param message the change in words, complete in itself: {@code column user.user_role added: text}
 */
public record ObjectChange(Kind kind, String type, String table, String message) {

  /** What became of an object. */
  public enum Kind {
    /** It was not there before. */
    ADDED,
    /** It is not there any more. */
    REMOVED,
    /** It is there and different. */
    CHANGED
  }

  /** Checks that the parts are there. */
  public ObjectChange {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(message, "message");
  }

  @Override
  public String toString() {
    return message;
  }
}
