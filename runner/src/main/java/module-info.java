/** The program {@code showwise-migrate}: the engine behind a command line. */
module dev.showwise.migrate.runner {
  requires com.google.gson;
  requires dev.showwise.migrate;
  requires dev.showwise.migrate.backups;
  requires info.picocli;
  requires static org.jspecify;

  // picocli fills the annotated fields of the verbs
  opens dev.showwise.migrate.runner.command to
      info.picocli;

  uses java.sql.Driver;
}
