package dev.showwise.migrate.faults;

import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One call of a driver.
 *
 * @param number how many there were with this one; the first is 1
 * @param type the interface that it is a method of: {@code Statement}
 * @param method its name
 * @param arguments as they were given
 * @param sql the statement that it sends or prepares, or that was prepared before; empty for none
 * @param connection the driver's own connection that it is made through; empty if it asks for one
 */
public record JdbcCall(
    int number,
    String type,
    String method,
    List<? extends @Nullable Object> arguments,
    String sql,
    Optional<Connection> connection) {

  /** Whether it sends exactly this statement. */
  public boolean sends(String statement) {
    return executes() && sql.equals(statement);
  }

  /** Whether the database is asked to execute a statement. */
  public boolean executes() {
    return type.endsWith("Statement") && method.startsWith("execute");
  }

  /** Whether it is this method of this interface. */
  public boolean is(String itsType, String itsMethod) {
    return type.equals(itsType) && method.equals(itsMethod);
  }

  @Override
  public String toString() {
    return type + "." + method
        + arguments.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
  }
}
