package dev.showwise.migrate.faults;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One object of a driver, each of whose calls is shown to the hook of its source. */
final class WatchedObject implements InvocationHandler {
  // not the driver's business: what every object has
  private static final Set<String> UNCOUNTED = Set.of("toString", "hashCode", "isClosed");

  private static final Pattern SETTER = Pattern.compile(
      "set(Null|Boolean|Byte|Short|Int|Long|Float|Double|BigDecimal|String|Bytes|Date|Time|Timestamp|Object"
          + "|\\w*Stream|Blob|Clob|NClob|NString|SQLXML|Array|Ref|RowId|URL)");

  private final WatchedSource source;
  private final Class<?> type;
  private final Object target;
  private final Connection connection;
  private final @Nullable Object owner;
  private final String prepared;
  private boolean hasBegun;

  /**
   * One object.
   *
   * @param owner the proxy that this came from; null for a connection
   * @param prepared the statement that it was made for; empty for none
   */
  WatchedObject(
      WatchedSource source,
      Class<?> type,
      Object target,
      Connection connection,
      @Nullable Object owner,
      String prepared) {
    this.source = source;
    this.type = type;
    this.target = target;
    this.connection = connection;
    this.owner = owner;
    this.prepared = prepared;
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    String name = method.getName();
    if (name.equals("equals") && arguments != null) {
      return proxy == arguments[0];
    } else if (UNCOUNTED.contains(name) || isOneOfMany(name)) {
      return call(method, arguments);
    } else if (owner != null
        && (name.equals("getConnection") || name.equals("getStatement"))
        && method.getReturnType().isInstance(owner)) {
      return owner;
    }
    List<? extends @Nullable Object> given =
        arguments == null ? List.of() : Arrays.asList(arguments);
    JdbcCall call = source.nextCall(
        type.getSimpleName(), name, given, sql(name, given), Optional.of(connection));
    boolean ends = name.equals("close") || name.equals("abort");
    if (ends && target != connection) {
      source.books().closed(target);
    }
    source.hook().before(call);
    if (ends && target == connection) {
      leave(name);
    }
    Object result = call(method, arguments);
    Object watched = watched(proxy, method, result, call);
    try {
      source.hook().after(call);
    } catch (Throwable e) {
      // nobody has it who could close it
      if (result instanceof Statement || result instanceof ResultSet) {
        source.books().closed(result);
        ((AutoCloseable) result).close();
      }
      throw e;
    }
    return watched;
  }

  private String sql(String method, List<? extends @Nullable Object> arguments) {
    boolean names = method.startsWith("prepare") || method.startsWith("execute");
    return names && !arguments.isEmpty() && arguments.get(0) instanceof String given
        ? given
        : prepared;
  }

  /** Values of one row, and parameters of one statement: nobody is asked for each of them. */
  private boolean isOneOfMany(String name) {
    boolean isGetter = type == ResultSet.class
        && (name.equals("wasNull") || (name.startsWith("get") && !name.equals("getMetaData")));
    boolean isSetter = PreparedStatement.class.isAssignableFrom(type)
        && (name.equals("clearParameters") || SETTER.matcher(name).matches());
    boolean isNext = (isGetter || isSetter) && hasBegun;
    hasBegun = isGetter || isSetter;
    return isNext;
  }

  private void leave(String name) throws SQLException {
    if (name.equals("close")) {
      source.books().comesBack(connection);
    } else {
      source.books().ended(connection);
    }
  }

  private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private @Nullable Object watched(
      Object proxy, Method method, @Nullable Object result, JdbcCall call) {
    if (result instanceof Statement || result instanceof ResultSet) {
      source.books().opened(result, target, connection, call);
    }
    boolean isWatched = result instanceof Statement
        || result instanceof ResultSet
        || result instanceof DatabaseMetaData
        || result instanceof ResultSetMetaData;
    return isWatched && result != null
        ? source.proxy(method.getReturnType(), result, connection, proxy, call.sql())
        : result;
  }
}
