package dev.showwise.migrate.internal.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockingDetails;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URL;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Comparator;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.invocation.Invocation;

/**
 * Walks through every method of the JDBC interfaces, so that none is passed on wrongly, leads to the
 * driver, or works after the end; a method that a newer Java adds is met here too.
 */
class GuardCompletenessTest {
  private static final List<Class<?>> WAYS_BACK = List.of(
      Connection.class,
      Statement.class,
      ResultSet.class,
      ResultSetMetaData.class,
      ParameterMetaData.class,
      DatabaseMetaData.class,
      Array.class);

  /** Refused on purpose, whatever the arguments. */
  private static final Set<String> REFUSED = Set.of(
      "Connection.abort",
      "Connection.close",
      "Connection.commit",
      "Connection.getMetaData",
      "Connection.prepareCall",
      "Connection.releaseSavepoint",
      "Connection.rollback",
      "Connection.setAutoCommit",
      "Connection.setCatalog",
      "Connection.setClientInfo",
      "Connection.setHoldability",
      "Connection.setNetworkTimeout",
      "Connection.setReadOnly",
      "Connection.setSavepoint",
      "Connection.setSchema",
      "Connection.setTransactionIsolation",
      "Connection.setTypeMap",
      "ResultSet.cancelRowUpdates",
      "ResultSet.deleteRow",
      "ResultSet.insertRow",
      "ResultSet.moveToInsertRow");

  /** Answered without the driver, which is shown to be right by a test of its own. */
  private static final Set<String> OWN = Set.of(
      "Statement.addBatch",
      "Statement.clearBatch",
      "Statement.executeBatch",
      "Statement.executeLargeBatch",
      "Statement.getConnection",
      "PreparedStatement.executeBatch",
      "PreparedStatement.executeLargeBatch",
      "PreparedStatement.getConnection",
      "ResultSet.getStatement");

  /** For connection pools; what java.sql does by default reaches no driver. */
  private static final Set<String> DEFAULT = Set.of(
      "Connection.beginRequest",
      "Connection.endRequest",
      "Connection.setShardingKey",
      "Connection.setShardingKeyIfValid",
      "Connection.enquoteIdentifier",
      "Connection.enquoteLiteral",
      "Connection.enquoteNCharLiteral",
      "Connection.isSimpleIdentifier");

  /** May be called after the end: they say that it has come, or do nothing. */
  private static final Set<String> AFTER_THE_END = Set.of(
      "Connection.isClosed",
      "Connection.isValid",
      "Connection.beginRequest",
      "Connection.endRequest",
      "Statement.close",
      "Statement.isClosed",
      "PreparedStatement.close",
      "PreparedStatement.isClosed",
      "ResultSet.close",
      "ResultSet.isClosed",
      "Array.free");

  static Stream<Arguments> methods() {
    return Stream.of(
            Connection.class,
            Statement.class,
            PreparedStatement.class,
            ResultSet.class,
            ResultSetMetaData.class,
            ParameterMetaData.class,
            Array.class)
        .flatMap(type -> Arrays.stream(type.getMethods())
            .filter(method -> !Modifier.isStatic(method.getModifiers()))
            .filter(method -> !Set.of("unwrap", "isWrapperFor").contains(method.getName()))
            .sorted(Comparator.comparing(Method::toString))
            .map(method -> Arguments.of(type, method)));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("methods")
  void every_method_is_passed_on_as_it_is_or_refused_and_leads_to_nothing_of_the_driver(
      Class<?> type, Method method) throws Throwable {
    Object driver = driver(type);
    RecordingGate gate = new RecordingGate();
    Object guard = guard(driver, new GuardedConnection(driver(Connection.class), gate));
    Object[] arguments = arguments(method);
    String name = type.getSimpleName() + "." + method.getName();

    boolean refused = REFUSED.contains(name)
        || name.startsWith("ResultSet.update")
        || type == PreparedStatement.class && takesText(method);
    if (refused) {
      assertThatThrownBy(() -> call(method, guard, arguments))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining(" is refused in a migration: ");
      assertThat(calls(driver)).isEmpty();
      return;
    } else if (DEFAULT.contains(name)) {
      catchThrowable(() -> call(method, guard, arguments));
      assertThat(calls(driver)).isEmpty();
      return;
    }

    Object result = call(method, guard, arguments);

    if (WAYS_BACK.stream().anyMatch(way -> way.isInstance(result))) {
      assertThat(result.getClass().getPackage()).isEqualTo(GuardedConnection.class.getPackage());
    }
    if (!OWN.contains(name)) {
      Invocation passedOn = calls(driver).get(0);
      assertThat(passedOn.getMethod().getName()).isEqualTo(method.getName());
      assertThat(withoutStreams(passedOn.getRawArguments())).isEqualTo(withoutStreams(arguments));
    }
    if (method.getName().startsWith("execute") && !OWN.contains(name)) {
      String sql = type == PreparedStatement.class ? "SELECT 1" : (String) arguments[0];
      assertThat(gate.take()).endsWith("send " + sql);
    } else if (method.getName().equals("prepareStatement")) {
      assertThat(gate.take()).containsExactly("check " + arguments[0]);
    }
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("methods")
  void after_the_end_every_method_is_refused(Class<?> type, Method method) throws Throwable {
    Object driver = driver(type);
    GuardedConnection connection =
        new GuardedConnection(driver(Connection.class), new RecordingGate());
    Object guard = type == Connection.class ? connection : guard(driver, connection);
    connection.expire();
    String name = type.getSimpleName() + "." + method.getName();

    Throwable thrown = catchThrowable(() -> call(method, guard, arguments(method)));

    if (!AFTER_THE_END.contains(name)) {
      boolean byJava = DEFAULT.contains(name) && thrown instanceof SQLException;
      if (!byJava) {
        assertThat(thrown)
            .isInstanceOf(SQLException.class)
            .message()
            .containsAnyOf(
                "is valid only until apply or revert returns", " is refused in a migration");
      }
    }
  }

  @Test
  void what_goes_wrong_on_closing_is_collected_and_hides_nothing() throws SQLException {
    Connection driver = mock(Connection.class);
    Statement first = mock(Statement.class);
    Statement second = mock(Statement.class);
    Statement third = mock(Statement.class);
    when(driver.createStatement()).thenReturn(first, second, third);
    doThrow(new SQLException("first")).when(first).close();
    doThrow(new IllegalStateException("second")).when(second).close();
    GuardedConnection guarded = new GuardedConnection(driver, new RecordingGate());
    guarded.createStatement();
    guarded.createStatement();
    guarded.createStatement();

    Optional<SQLException> failure = guarded.expire();

    assertThat(failure).hasValueSatisfying(e -> {
      assertThat(e.getSuppressed()).hasSize(1);
      assertThat(Stream.of(e, e.getSuppressed()[0]).map(Throwable::getMessage))
          .containsExactlyInAnyOrder("first", "the driver failed to close a statement");
    });
    verify(third).close();
  }

  @Test
  void a_statement_that_the_author_closed_or_that_closed_itself_is_not_kept() throws SQLException {
    Connection driver = mock(Connection.class);
    Statement closed = mock(Statement.class);
    Statement completed = mock(Statement.class);
    when(driver.createStatement()).thenReturn(closed, completed);
    when(completed.executeQuery("SELECT 1")).thenReturn(mock(ResultSet.class));
    when(completed.isClosed()).thenReturn(true);
    GuardedConnection guarded = new GuardedConnection(driver, new RecordingGate());

    guarded.createStatement().close();
    guarded.createStatement().executeQuery("SELECT 1").close();
    guarded.expire();

    verify(closed).close();
    assertThat(calls(completed))
        .extracting(call -> call.getMethod().getName())
        .doesNotContain("close");
  }

  @Test
  void a_prepared_batch_reaches_the_driver_as_one() throws SQLException {
    PreparedStatement driver = mock(PreparedStatement.class);
    when(driver.executeBatch()).thenReturn(new int[] {1});
    when(driver.executeLargeBatch()).thenReturn(new long[] {2});
    GuardedPreparedStatement guarded = new GuardedPreparedStatement(
        driver, "INSERT", new GuardedConnection(mock(Connection.class), new RecordingGate()));

    guarded.addBatch();
    assertThat(guarded.executeBatch()).containsExactly(1);
    guarded.addBatch();
    assertThat(guarded.executeLargeBatch()).containsExactly(2);
  }

  @Test
  void an_array_goes_back_to_the_driver_as_its_own() throws SQLException {
    PreparedStatement driver = mock(PreparedStatement.class);
    Array array = mock(Array.class);
    Connection connection = mock(Connection.class);
    when(connection.createArrayOf("text", new Object[0])).thenReturn(array);
    GuardedConnection guarded = new GuardedConnection(connection, new RecordingGate());
    GuardedPreparedStatement statement = new GuardedPreparedStatement(driver, "INSERT", guarded);

    statement.setArray(1, guarded.createArrayOf("text", new Object[0]));
    statement.setObject(2, guarded.createArrayOf("text", new Object[0]));

    verify(driver).setArray(1, array);
    verify(driver).setObject(2, array);
  }

  @Test
  void an_object_of_the_drivers_own_class_is_refused_if_it_leads_back() throws SQLException {
    abstract class DriversArray implements Array {}
    ResultSet driver = mock(ResultSet.class);
    when(driver.getObject(1, DriversArray.class)).thenReturn(mock(DriversArray.class));
    when(driver.getObject(1, String.class)).thenReturn("text");
    ResultSet guarded = new GuardedResultSet(
        driver, new GuardedConnection(mock(Connection.class), new RecordingGate()), null);

    assertThat(guarded.getObject(1, String.class)).isEqualTo("text");
    assertThatThrownBy(() -> guarded.getObject(1, DriversArray.class))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("DriversArray.class) is refused in a migration")
        .hasMessageEndingWith("Ask for the interface of java.sql.");
  }

  // --- how

  private static boolean takesText(Method method) {
    return (method.getName().startsWith("execute") || method.getName().equals("addBatch"))
        && method.getParameterCount() > 0;
  }

  private static Object guard(Object driver, GuardedConnection connection) {
    if (driver instanceof Connection real) {
      return new GuardedConnection(real, connection.gate());
    } else if (driver instanceof PreparedStatement real) {
      return new GuardedPreparedStatement(real, "SELECT 1", connection);
    } else if (driver instanceof Statement real) {
      return new GuardedStatement(real, connection);
    } else if (driver instanceof ResultSet real) {
      return new GuardedResultSet(real, connection, null);
    } else if (driver instanceof ResultSetMetaData real) {
      return GuardedResultSetMetaData.of(real, connection);
    } else if (driver instanceof ParameterMetaData real) {
      return GuardedParameterMetaData.of(real, connection);
    }
    return new GuardedArray((Array) driver, connection);
  }

  /** A stream goes on within another, which remembers what was read of it. */
  private static Object[] withoutStreams(Object[] arguments) {
    return Stream.of(arguments)
        .map(argument -> argument instanceof InputStream
            ? InputStream.class
            : argument instanceof Reader ? Reader.class : argument)
        .toArray();
  }

  private static Object call(Method method, Object target, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static List<Invocation> calls(Object mock) {
    return List.copyOf(mockingDetails(mock).getInvocations());
  }

  /** A driver that answers every question with something that could lead back to it. */
  private static <T> T driver(Class<T> type) {
    return mock(type, call -> {
      Class<?> wanted = call.getMethod().getReturnType();
      if (wanted == Object.class) {
        return mock(Array.class);
      }
      return wanted == void.class ? null : sample(wanted, 0);
    });
  }

  private static Object[] arguments(Method method) {
    Class<?>[] types = method.getParameterTypes();
    Object[] arguments = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      arguments[i] = sample(types[i], i);
    }
    return arguments;
  }

  private static Object sample(Class<?> type, int position) {
    Map<Class<?>, Object> samples = Map.ofEntries(
        Map.entry(boolean.class, position == 0),
        Map.entry(byte.class, (byte) (10 + position)),
        Map.entry(short.class, (short) (20 + position)),
        Map.entry(int.class, 30 + position),
        Map.entry(long.class, 40L + position),
        Map.entry(float.class, 5.5f),
        Map.entry(double.class, 6.5),
        Map.entry(String.class, "text" + position),
        Map.entry(Object.class, "object"),
        Map.entry(byte[].class, new byte[] {1}),
        Map.entry(int[].class, new int[] {1}),
        Map.entry(long[].class, new long[] {1}),
        Map.entry(String[].class, new String[] {"a"}),
        Map.entry(Object[].class, new Object[] {"a"}),
        Map.entry(Class.class, Object.class),
        Map.entry(Map.class, Map.of()),
        Map.entry(Properties.class, new Properties()),
        Map.entry(BigDecimal.class, BigDecimal.TEN),
        Map.entry(Date.class, new Date(0)),
        Map.entry(Time.class, new Time(0)),
        Map.entry(Timestamp.class, new Timestamp(0)),
        Map.entry(Calendar.class, new GregorianCalendar()),
        Map.entry(SQLType.class, JDBCType.INTEGER),
        Map.entry(SQLWarning.class, new SQLWarning("warning")),
        Map.entry(Executor.class, (Executor) Runnable::run),
        Map.entry(InputStream.class, InputStream.nullInputStream()),
        Map.entry(Reader.class, new StringReader("")),
        Map.entry(URL.class, url()));
    Object sample = samples.get(type);
    return sample == null ? mock(type) : sample;
  }

  private static URL url() {
    try {
      return URI.create("https://example.org/").toURL();
    } catch (java.net.MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }
}
