package dev.showwise.migrate.benchmarks.contest;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import javax.sql.DataSource;
import liquibase.Scope;
import liquibase.command.CommandScope;
import liquibase.command.core.UpdateCommandStep;
import liquibase.command.core.helpers.DbUrlConnectionArgumentsCommandStep;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.DirectoryResourceAccessor;

/** Liquibase through its API, with its defaults: an XML root that includes one formatted SQL file for each changeset. */
final class LiquibaseContestant implements Contestant {
  @Override
  public void migrate(DataSource source, Path scripts) throws Exception {
    // has nothing to close
    DirectoryResourceAccessor files = new DirectoryResourceAccessor(scripts);
    try (Connection connection = source.getConnection()) {
      Scope.child(Map.of(Scope.Attr.resourceAccessor.name(), files), () -> {
        Database database = DatabaseFactory.getInstance()
            .findCorrectDatabaseImplementation(new JdbcConnection(connection));
        new CommandScope(UpdateCommandStep.COMMAND_NAME)
            .addArgumentValue(DbUrlConnectionArgumentsCommandStep.DATABASE_ARG, database)
            .addArgumentValue(UpdateCommandStep.CHANGELOG_FILE_ARG, "root.xml")
            .execute();
      });
    }
  }
}
