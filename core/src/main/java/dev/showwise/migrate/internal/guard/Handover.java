package dev.showwise.migrate.internal.guard;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.NullUnmarked;

/** Values on their way between the driver and an author, where some have a way back in them. */
@NullUnmarked
final class Handover {
  private Handover() {}

  /** A column's value for the author; {@code statement} may be null. */
  static Object toAuthor(Object value, GuardedConnection connection, GuardedStatement statement) {
    if (value instanceof ResultSet result) {
      return new GuardedResultSet(result, connection, statement);
    } else if (value instanceof Array array) {
      return new GuardedArray(array, connection);
    }
    return value;
  }

  /**
   * The same for a type that the author asked for.
   *
   * @throws SQLException if it is a type of the driver's own that the guard cannot stand in for
   */
  static <T> T toAuthor(
      T value, Class<T> type, GuardedConnection connection, GuardedStatement statement)
      throws SQLException {
    Object guarded = toAuthor(value, connection, statement);
    if (guarded == value) {
      return value;
    }
    if (!type.isInstance(guarded)) {
      throw Refusal.of(
          "getObject(…, " + type.getName() + ".class)",
          "an object of that class leads past the engine. Ask for the interface of java.sql");
    }
    return type.cast(guarded);
  }

  /** A parameter for the driver, which knows only its own arrays. */
  static Object toDriver(Object value) {
    return value instanceof GuardedArray array ? array.unguarded() : value;
  }
}
