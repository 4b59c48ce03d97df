package dev.showwise.migrate.internal.rehearsal;

import dev.showwise.migrate.MigrationException.Unavailable;
import dev.showwise.migrate.MigrationException.Unusable;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.internal.guard.NestedConnection;
import dev.showwise.migrate.internal.guard.NestedGate;
import dev.showwise.migrate.internal.run.Environment;
import dev.showwise.migrate.internal.secrecy.Credentials;
import dev.showwise.migrate.internal.secrecy.Discretion;
import dev.showwise.migrate.spi.Dialect;
import dev.showwise.migrate.spi.Dialect.StatementCheck;
import dev.showwise.migrate.spi.SessionLimits;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * A transaction on a PostgreSQL database, which is rolled back. Nobody sees what is in it; but the locks
 * that migrations take are held until its end.
 */
final class TransactionScratch implements Scratch {
  private static final Duration WAIT = Duration.ofSeconds(1);

  private final Environment environment;
  private final Dialect dialect;
  private final Connection connection;
  private final boolean autoCommit;
  private final String number;

  private TransactionScratch(
      Environment environment,
      Dialect dialect,
      Connection connection,
      boolean autoCommit,
      String number) {
    this.environment = environment;
    this.dialect = dialect;
    this.connection = connection;
    this.autoCommit = autoCommit;
    this.number = number;
  }

  /**
   * Begins one.
   *
   * @throws Unavailable if the database cannot be opened
   */
  static TransactionScratch begin(Environment environment, Dialect dialect) {
    Connection connection;
    try {
      connection = environment.dataSource().getConnection();
    } catch (SQLException e) {
      throw failed("The database could not be opened: ", e);
    }
    boolean autoCommit = true;
    try {
      autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(false);
      SessionLimits limits = new SessionLimits(WAIT, environment.options().lease());
      try (Statement statement = connection.createStatement()) {
        // the driver begins the transaction: only so does it read large tables piece by piece
        statement.execute(
            dialect.begin(limits, Map.of()).replaceFirst("^BEGIN", "SET TRANSACTION"));
      }
      return new TransactionScratch(
          environment, dialect, connection, autoCommit, number(connection));
    } catch (SQLException e) {
      giveBackAfter(e, connection, autoCommit);
      throw failed("No transaction to rehearse in could be begun: ", e);
    } catch (RuntimeException | Error e) {
      giveBackAfter(e, connection, autoCommit);
      throw e;
    }
  }

  private static void giveBackAfter(Throwable failure, Connection connection, boolean autoCommit) {
    try {
      connection.rollback();
      connection.setAutoCommit(autoCommit);
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
    closeAfter(failure, connection);
  }

  private static Unavailable failed(String what, SQLException e) {
    return new Unavailable(
        what + Credentials.removedFromText(String.valueOf(e.getMessage())),
        Discretion.withoutCredentials(e));
  }

  private static void closeAfter(Throwable failure, Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  /** The server's number of the present transaction. */
  private static String number(Connection connection) throws SQLException {
    return value(connection, "SELECT pg_catalog.txid_current()");
  }

  private static String value(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return String.valueOf(row.getString(1));
    }
  }

  @Override
  public String place() {
    return "the database itself, in a transaction that was rolled back";
  }

  @Override
  public DataSource dataSource() {
    return new ConnectionSource(
        () -> new NestedConnection(connection, new NestedGate(connection, this::leavesOut)));
  }

  @Override
  public Optional<String> schema() {
    return environment.options().schema();
  }

  @Override
  public List<Problem> limits() {
    return List.of();
  }

  /** COPY can write files of the server, which no transaction takes back. */
  @Override
  public Optional<String> refusal(String sql) {
    return FirstWord.of(sql).equals("COPY")
        ? Optional.of(FirstWord.refusal(sql))
        : Optional.empty();
  }

  @Override
  public boolean leavesOut(String sql) {
    return dialect.check(sql).kind() == StatementCheck.Kind.ONLY_OUTSIDE_TRANSACTION;
  }

  @Override
  public void close() {
    String fate;
    try {
      connection.rollback();
      fate = value(connection, "SELECT pg_catalog.txid_status(" + number + ")");
      connection.setAutoCommit(autoCommit);
      connection.close();
    } catch (SQLException e) {
      // the server rolls back what nobody ends
      closeAfter(e, connection);
      throw new Unavailable(
          "The connection was lost at the end of the rehearsal: "
              + Credentials.removedFromText(String.valueOf(e.getMessage()))
              + ". The server rolls back what was begun.",
          Discretion.withoutCredentials(e));
    }
    if (fate.equals("committed")) {
      throw new Unusable(
          "A statement of a migration ended the transaction in which it was rehearsed, in a way that"
              + " could not be seen before: what came before it is in the database. Compare the schema,"
              + " and look at the last rows of " + environment.options().historyTable() + ".",
          null);
    }
  }
}
