package dev.showwise.migrate.internal.rehearsal;

import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationException.Unavailable;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.internal.dialect.MySqlConfinement;
import dev.showwise.migrate.internal.dialect.MySqlScratch;
import dev.showwise.migrate.internal.run.Environment;
import dev.showwise.migrate.internal.run.Look;
import dev.showwise.migrate.spi.Dialect.ErrorKind;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** A database of its own on the same MariaDB or MySQL server, with a copy of everything. */
final class DatabaseScratch implements Scratch {
  /** What the name of every such database begins with. */
  static final String PREFIX = "showwise_rehearsal_";

  private final Environment environment;
  private final String name;
  private final List<String> databases;
  private final List<Problem> limits;

  private DatabaseScratch(
      Environment environment, String name, List<String> databases, List<Problem> limits) {
    this.environment = environment;
    this.name = name;
    this.databases = databases;
    this.limits = limits;
  }

  /**
   * Makes one.
   *
   * @throws Unavailable if the account may not, or there is no room
   */
  static DatabaseScratch of(Environment environment) {
    String name = PREFIX + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    List<String> databases = Look.in(environment, at -> MySqlScratch.databases(at.connection()));
    DatabaseScratch scratch = new DatabaseScratch(environment, name, databases, List.of());
    try {
      List<Problem> limits = Look.in(environment, at -> copied(at, name));
      return new DatabaseScratch(environment, name, databases, limits);
    } catch (RuntimeException | Error e) {
      try {
        scratch.close();
      } catch (RuntimeException left) {
        e.addSuppressed(left);
      }
      throw e;
    }
  }

  private static List<Problem> copied(Look.At at, String name) throws SQLException {
    try {
      return MySqlScratch.copy(at.connection(), at.dialect(), name).stream()
          .<Problem>map(Problem.NotInScratch::new)
          .toList();
    } catch (SQLException e) {
      if (at.dialect().classify(e) == ErrorKind.MISSING_PRIVILEGE) {
        throw new Unavailable(
            "This account may not make the database in which to rehearse: "
                + at.dialect().messageOf(e)
                + ". Have an administrator run: GRANT ALL PRIVILEGES ON `showwise\\_rehearsal\\_%`.*"
                + " TO this account. Nothing was changed.",
            e);
      }
      throw e;
    }
  }

  @Override
  public String place() {
    return "a copy of the database on the same server";
  }

  @Override
  public DataSource dataSource() {
    return environment.dataSource();
  }

  @Override
  public Optional<String> schema() {
    return Optional.of(name);
  }

  @Override
  public List<Problem> limits() {
    return limits;
  }

  @Override
  public Optional<String> refusal(String sql) {
    return MySqlConfinement.refusal(sql, databases, name);
  }

  @Override
  public void close() {
    try {
      Look.in(environment, at -> {
        try (Statement statement = at.connection().createStatement()) {
          return statement.executeUpdate(
              "DROP DATABASE IF EXISTS " + at.dialect().quote(name));
        }
      });
    } catch (MigrationException e) {
      throw new Unavailable(
          "The copy for the rehearsal could not be removed: " + e.getMessage()
              + " If it is there, drop it: DROP DATABASE " + name + ".",
          e);
    }
  }
}
