/**
 * Tries a migration on every database at hand.
 *
 * <p>Authors extend {@link dev.showwise.migrate.testkit.MigrationTest}; further databases come as a
 * {@link dev.showwise.migrate.testkit.DatabaseProvider}.
 */
module dev.showwise.migrate.testkit {
  requires transitive dev.showwise.migrate;
  requires transitive org.junit.jupiter.api;
  requires dev.showwise.migrate.faults;
  requires org.xerial.sqlitejdbc;
  requires static org.jspecify;

  exports dev.showwise.migrate.testkit;

  opens dev.showwise.migrate.testkit to
      org.junit.platform.commons;
  opens dev.showwise.migrate.testkit.internal to
      org.junit.platform.commons;

  uses dev.showwise.migrate.Migration;
  uses dev.showwise.migrate.MigrationSource;
  uses dev.showwise.migrate.testkit.DatabaseProvider;

  provides dev.showwise.migrate.testkit.DatabaseProvider with
      dev.showwise.migrate.testkit.internal.SqliteDatabases,
      dev.showwise.migrate.testkit.internal.H2Databases,
      dev.showwise.migrate.testkit.internal.GivenDatabases;
}
