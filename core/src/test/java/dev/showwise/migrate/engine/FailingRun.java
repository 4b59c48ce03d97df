package dev.showwise.migrate.engine;

import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationReport.Outcome;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** A run whose last migration fails by itself, so that it is undone while a call to the driver fails, too. */
final class FailingRun implements FaultTrial {
  private final FaultStage stage;
  private final DataSource real;
  private final UnaryOperator<EngineBuilder> configured;

  /** On {@code real}; {@code configured} tells the engine what else there is to be told. */
  FailingRun(FaultStage stage, DataSource real, UnaryOperator<EngineBuilder> configured) {
    this.stage = stage;
    this.real = real;
    this.configured = configured;
  }

  /** An engine with the first two of the season, and this one. */
  private MigrationEngine engine(DataSource source, TestMigration props) {
    Migration[] migrations = Arrays.copyOf(Season.migrations(List.of()), 3);
    migrations[2] = props;
    return configured
        .apply(MigrationEngine.builder(source)
            .migrations(migrations)
            .lockTimeout(Duration.ofSeconds(5)))
        .build();
  }

  /** With the statements one by one, so that it may be half done where it cannot be undone. */
  private static TestMigration props(TestMigration.Body end) {
    return TestMigration.of("props", "1", "props", context -> {
          context.execute("CREATE TABLE IF NOT EXISTS prop (id INTEGER)");
          context.execute("DELETE FROM prop");
          context.execute("INSERT INTO prop VALUES (1)");
          end.run(context);
        })
        .options(ExecutionOptions.DEFAULT.safeToRepeat());
  }

  @Override
  public void run(DataSource faulty) {
    try {
      engine(faulty, props(context -> context.execute("INSERT INTO nowhere VALUES (1)")))
          .migrate();
      throw new AssertionError("it did not fail");
    } catch (MigrationException.Failed e) {
      // as it must; what the fault makes of it is told
    }
  }

  @Override
  public List<String> judge(Optional<Throwable> thrown) throws SQLException {
    List<String> findings = new ArrayList<>();
    List<String> events =
        column("SELECT event FROM migration_history WHERE name = 'props' ORDER BY seq");
    boolean isThere = !column("SELECT id FROM prop").isEmpty();
    if (events.contains("APPLIED") || events.contains("ADOPTED")) {
      findings.add("it failed, and the history has " + events);
    }
    if (isThere && events.isEmpty()) {
      findings.add("some of it is there, and the history does not know");
    }
    if (!stage.stepwise().contains("people") && (isThere || !events.isEmpty())) {
      findings.add("it was to be undone, and there are " + events + (isThere ? " and rows" : ""));
    }
    goOn(findings);
    return findings;
  }

  private void goOn(List<String> findings) throws SQLException {
    try {
      MigrationEngine mended = engine(real, props(context -> {}));
      mended.migrate();
      if (mended.migrate().outcome() != Outcome.NOTHING_TO_DO) {
        findings.add("there is something to do after the next run");
      }
      if (!mended.verify().problems().isEmpty()) {
        findings.add("after the next run verify says " + mended.verify().problems());
      }
      if (!column("SELECT id FROM prop").equals(List.of("1"))) {
        findings.add("after the next run it has " + column("SELECT id FROM prop"));
      }
    } catch (MigrationException e) {
      findings.add("the next run does not go on: " + e);
    }
  }

  /** The values of a query; none if it cannot be asked, because its table is not there. */
  private List<String> column(String query) throws SQLException {
    try (Connection connection = real.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    } catch (SQLException e) {
      if (isMissingTable(e)) {
        return List.of();
      }
      throw e;
    }
  }

  private static boolean isMissingTable(SQLException e) {
    return String.valueOf(e.getMessage())
        .matches("(?si).*(no such table|not found|does not exist|doesn't exist).*");
  }
}
