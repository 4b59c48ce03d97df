package dev.showwise.migrate.runner.command;

import dev.showwise.migrate.StatusReport;
import dev.showwise.migrate.Target;
import dev.showwise.migrate.engine.MigrationEngine;
import dev.showwise.migrate.runner.database.Access;
import dev.showwise.migrate.runner.database.DatabaseAddress;
import dev.showwise.migrate.runner.database.DatabaseAddress.SqliteFileAddress;
import dev.showwise.migrate.runner.database.OpenedDatabase;
import dev.showwise.migrate.runner.demo.SampleRows;
import dev.showwise.migrate.runner.fault.ExitCode;
import dev.showwise.migrate.runner.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** Brings a sample database to today's schema. */
final class DemoCommand implements VerbCommand {
  private static final String FILE = "production_crew.db";

  @Override
  public ExitCode run(Session session) {
    session.takeMigrationsFrom(available(session));
    DatabaseAddress address = new SqliteFileAddress(newFolder().resolve(FILE), "");
    OpenedDatabase database = session.open(address, Access.CREATE);
    session.reporter().opening(address);
    MigrationEngine engine = session.engine(database);
    SampleRows rows = new SampleRows(database.dataSource());
    session.interruption().beginWork();

    session.reporter().remark("");
    session
        .reporter()
        .remark("1. A ShowWise database as it was in the beginning, with sample rows");
    engine.migrate(Target.upTo("showwise:0.1"));
    insert(rows::insertBase);
    session.reporter().remark("✓ 6 users, 2 events, 4 pieces of equipment and their lists added");

    session.reporter().remark("");
    session.reporter().remark("2. Up to the cast features, and two users join the cast");
    engine.migrate(Target.upTo("showwise:0.3"));
    insert(rows::castTwoUsers);
    session.reporter().remark("✓ 2 users marked as cast");

    session.reporter().remark("");
    session.reporter().remark("3. All the rest");
    engine.migrate();
    session.interruption().checkpoint();

    session.reporter().remark("");
    session.reporter().remark("4. What list says now");
    StatusReport list = engine.list();
    session
        .reporter()
        .listed(
            new StatusReport(database.shown(list.database()), list.migrations(), list.problems()));
    session.reporter().remark("");
    session.reporter().remark("The database stays, to be looked at:");
    session
        .reporter()
        .remark("  " + session.command() + " schema two_factor_auth --url "
            + Shell.quoted(address.shownName()));
    return ExitCode.DONE;
  }

  private static Path available(Session session) {
    return session
        .surroundings()
        .home()
        .map(home -> home.resolve("available"))
        .filter(Files::isDirectory)
        .orElseThrow(() -> Fault.usage(
            "The demo needs ShowWise's own migrations from the distribution's folder available/,"
                + " and it is not there.",
            "Start it with the launcher, showwise-migrate."));
  }

  private static Path newFolder() {
    try {
      return Files.createTempDirectory("showwise-demo-");
    } catch (IOException e) {
      throw Fault.unavailable(
          "cannot-create",
          "The demo could not make a temporary folder: " + e,
          "Make room in " + System.getProperty("java.io.tmpdir") + ".",
          e);
    }
  }

  /** Something that fails only if the sample and the schema do not fit together. */
  private interface Inserting {
    void run() throws SQLException;
  }

  private static void insert(Inserting inserting) {
    try {
      inserting.run();
    } catch (SQLException e) {
      throw new IllegalStateException(
          "the sample rows do not fit the schema of the migrations in available/", e);
    }
  }
}
