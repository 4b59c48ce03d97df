/** The program {@code showwise-migrate}: the engine behind a command line. */
module dev.showwise.migrate.runner {
  requires com.google.gson;
  requires dev.showwise.migrate;
  requires dev.showwise.migrate.backups;
  requires org.apache.commons.cli;
  requires static org.jspecify;

  uses java.sql.Driver;
}
