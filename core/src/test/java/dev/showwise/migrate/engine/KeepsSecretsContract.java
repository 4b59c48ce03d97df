package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.showwise.migrate.DatabaseView;
import dev.showwise.migrate.Diagnosis;
import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.Literals;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationContext;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.MigrationVersion;
import dev.showwise.migrate.Presence;
import dev.showwise.migrate.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a migration wrote into a statement, or bound to it, is not told when it fails. */
interface KeepsSecretsContract extends EngineCase {
  /** No part of it is a word that anybody would write. */
  String CANARY = "Qx7vKzw-canary-9JpWy3";

  /** The same as a number. */
  String NUMBER = "918273645";

  /** Ways to fail with a value, by what goes wrong. */
  private Map<String, TestMigration.Body> waysToFail() {
    Map<String, TestMigration.Body> ways = new LinkedHashMap<>();
    sql(ways, "no such table", "INSERT INTO nowhere (a) VALUES ('%s')");
    sql(ways, "no such column", "INSERT INTO secret (nothing) VALUES ('%s')");
    sql(ways, "twice the same", "INSERT INTO secret (a, code) VALUES (7, '%s')");
    sql(ways, "not null", "INSERT INTO secret (a, code) VALUES (NULL, '%s')");
    sql(ways, "wrong type", "INSERT INTO secret (a, code) VALUES (CAST('%s' AS DECIMAL(5)), NULL)");
    sql(ways, "check", "INSERT INTO secret (a, code) VALUES (-5, '%s')");
    sql(ways, "too long", "INSERT INTO secret (a, brief) VALUES (70, '%s')");
    sql(ways, "syntax before", "INSERT INTO secret SET WHERE VALUES (8, '%s')");
    sql(ways, "syntax after", "INSERT INTO secret (a, code) VALUES (8, '%s') FROM FROM");
    sql(ways, "syntax at", "INSERT INTO secret VALUES (8 '%s')");
    sql(
        ways,
        "cut off",
        "SELEKT 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, '%s'");
    sql(ways, "never closed", "INSERT INTO secret VALUES (8, '%s");
    sql(ways, "in a comment", "INSERT INTO nowhere /* %s */ VALUES (1)");
    sql(ways, "in a comment at the end", "INSERT INTO nowhere VALUES (1) -- %s");
    sql(ways, "unknown function", "INSERT INTO secret (a) VALUES (nothing_such('%s'))");
    sql(ways, "default", "CREATE TABLE secret (a VARCHAR(40) DEFAULT '%s')");
    sql(ways, "doubled quotes", "INSERT INTO nowhere (a) VALUES ('it''s %s''')");
    ways.put("number", c -> c.execute("INSERT INTO nowhere (a) VALUES (" + NUMBER + ")"));
    ways.put("syntax at number", c -> c.execute("INSERT INTO secret VALUES (1 " + NUMBER + ")"));
    ways.put("bound twice", c -> c.update("INSERT INTO secret (a, code) VALUES (7, ?)", CANARY));
    ways.put(
        "bound null", c -> c.update("INSERT INTO secret (a, code) VALUES (?, ?)", null, CANARY));
    ways.put("bound check", c -> c.update("INSERT INTO secret (a, code) VALUES (-5, ?)", CANARY));
    ways.put("bound long", c -> c.update("INSERT INTO secret (a, brief) VALUES (70, ?)", CANARY));
    ways.put(
        "bound type", c -> failing(c, "INSERT INTO secret (a) VALUES (CAST(? AS DECIMAL(5)))"));
    ways.put("bound to nothing", c -> c.update("INSERT INTO nowhere (a) VALUES (?)", CANARY));
    ways.put("batch", KeepsSecretsContract::batch);
    ways.put("set as another type", c -> {
      try (PreparedStatement statement =
          c.connection().prepareStatement("INSERT INTO nowhere (a) VALUES (?)")) {
        statement.setObject(1, CANARY, Types.INTEGER);
        statement.executeUpdate();
      }
    });
    ways.put("set as another type, table is there", c -> {
      try (PreparedStatement statement =
          c.connection().prepareStatement("INSERT INTO secret (a) VALUES (?)")) {
        statement.setObject(1, CANARY, Types.INTEGER);
        statement.executeUpdate();
      }
      c.execute("the database took it for a number");
    });
    ways.put("stream", KeepsSecretsContract::stream);
    ways.put(
        "bytes",
        c -> c.update("INSERT INTO secret (a, brief) VALUES (7, ?)", (Object)
            CANARY.getBytes(StandardCharsets.UTF_8)));
    ways.put("query", c -> c.query("SELECT * FROM nowhere WHERE a = ?", r -> 1, CANARY));
    ways.put("read as a number", c -> {
      c.execute("DELETE FROM secret WHERE a <> 7");
      c.execute("INSERT INTO secret (a, code) VALUES (9, '" + CANARY + "')");
      c.query("SELECT code FROM secret WHERE a = 9", row -> row.getInt(1));
      c.execute("the driver took it for a number");
    });
    ways.put("wrapped by the author", c -> {
      try {
        c.update("INSERT INTO secret (a, code) VALUES (7, ?)", CANARY);
      } catch (SQLException e) {
        throw new IllegalStateException("cannot add the code: " + e.getMessage(), e);
      }
    });
    ways.put("refused", c -> c.execute("COMMIT /* " + CANARY + " */"));
    return ways;
  }

  private static void sql(Map<String, TestMigration.Body> ways, String name, String sql) {
    ways.put(name, c -> c.execute(sql.formatted(CANARY)));
  }

  private static void failing(MigrationContext context, String sql) throws SQLException {
    try (PreparedStatement statement = context.connection().prepareStatement(sql)) {
      statement.setString(1, CANARY);
      statement.executeUpdate();
    }
    // SQLite takes any text for a number
    context.execute("INSERT INTO nowhere VALUES (1)");
  }

  private static void batch(MigrationContext context) throws SQLException {
    String sql = "INSERT INTO secret (a, code) VALUES (?, ?)";
    try (PreparedStatement statement = context.connection().prepareStatement(sql)) {
      for (int row : new int[] {7, 71}) {
        statement.setInt(1, row);
        statement.setString(2, CANARY);
        statement.addBatch();
      }
      statement.setInt(1, 72);
      statement.setString(2, "harmless");
      statement.addBatch();
      statement.executeBatch();
    }
  }

  private static void stream(MigrationContext context) throws SQLException {
    String sql = "INSERT INTO secret (a, brief) VALUES (7, ?)";
    try (PreparedStatement statement = context.connection().prepareStatement(sql)) {
      statement.setCharacterStream(1, new StringReader(CANARY), CANARY.length());
      statement.executeUpdate();
    }
  }

  private void createTable() {
    database()
        .execute("CREATE TABLE secret (a INTEGER NOT NULL PRIMARY KEY CHECK (a > 0),"
            + " code VARCHAR(40) UNIQUE, brief VARCHAR(3))");
    database().execute("INSERT INTO secret (a, code) VALUES (7, 'nothing')");
  }

  @Test
  default void no_value_of_a_failed_statement_is_told_logged_or_recorded() {
    createTable();
    waysToFail().forEach((way, body) -> {
      String module = "m" + way.replaceAll("\\W", "_");
      MigrationEngine engine = engine(TestMigration.of(module, "1", "leaky", body));
      String told = everythingToldBy(engine::migrate)
          + engine.list()
          + engine.plan(dev.showwise.migrate.Target.all());

      assertThat(told).as(way).contains("leaky").satisfies(KeepsSecretsContract::hasNoSecret);
    });
    assertThat(String.join("\n", database().rows("SELECT * FROM migration_history")))
        .satisfies(KeepsSecretsContract::hasNoSecret);
  }

  @Test
  default void a_masked_statement_can_still_be_read() {
    createTable();

    var failed =
        failure(engine(TestMigration.sql(
            "1", "leaky", "INSERT INTO nowhere (a, b) VALUES ('" + CANARY + "', 12)"))::migrate);

    MigrationReport.Failure failure = failed.report().orElseThrow().failed().orElseThrow();
    assertThat(failure.statement()).isEqualTo("INSERT INTO nowhere (a, b) VALUES ('***', 12)");
    assertThat(failure.message()).contains(spelled("nowhere"));
  }

  @Test
  default void whoever_asks_for_the_values_sees_those_of_the_author_but_not_in_the_history() {
    createTable();
    String sql = "INSERT INTO secret (a, code) VALUES (7, '" + CANARY + "')";
    MigrationEngine engine = builder(database().dataSource(), TestMigration.sql("1", "leaky", sql))
        .literals(Literals.SHOWN)
        .build();

    var failed = failure(engine::migrate);

    assertThat(failed.report().orElseThrow().failed().orElseThrow().statement()).isEqualTo(sql);
    assertThat(String.join("\n", database().rows("SELECT * FROM migration_history")))
        .satisfies(KeepsSecretsContract::hasNoSecret);
  }

  @Test
  default void no_value_of_a_look_at_the_database_is_told() {
    createTable();
    for (Looking looking : new Looking[] {
      view -> view.query("SELECT * FROM nowhere WHERE a = ?", r -> 1, CANARY),
      view -> view.query("SELECT * FROM nowhere WHERE a = '" + CANARY + "'", r -> 1),
      view -> {
        try {
          view.query("SELECT * FROM nowhere WHERE a = '" + CANARY + "'", r -> 1);
        } catch (SQLException e) {
          throw new IllegalStateException(e);
        }
      }
    }) {
      MigrationEngine engine = engine(new Nosy(looking));

      assertThat(everythingToldBy(engine::migrate)
              + everythingToldBy(engine::list)
              + everythingToldBy(engine::verify))
          .contains(spelled("nowhere"))
          .satisfies(KeepsSecretsContract::hasNoSecret);
    }
  }

  @Test
  default void what_a_presence_throws_is_no_part_of_a_diagnosis() {
    boolean[] looks = new boolean[1];
    Nosy nosy = new Nosy(view -> {
      if (looks[0]) {
        try {
          view.query("SELECT * FROM nowhere WHERE a = ?", row -> 1, CANARY);
        } catch (SQLException e) {
          throw new IllegalStateException("no answer about '" + CANARY + "'", e);
        }
      }
    });
    MigrationEngine engine = engine(nosy);
    assertThat(catchThrowable(engine::migrate)).isInstanceOf(MigrationException.Failed.class);
    looks[0] = true;

    Diagnosis diagnosis = engine.diagnose("nosy");

    assertThat(diagnosis.problems()).hasAtLeastOneElementOfType(Problem.PresenceFailed.class);
    assertThat(diagnosis.toString())
        .contains("no answer about")
        .satisfies(KeepsSecretsContract::hasNoSecret);
  }

  /** What a presence does. */
  interface Looking {
    void at(DatabaseView view) throws SQLException;
  }

  /** A migration that looks at the database itself. */
  record Nosy(Looking looking) implements Migration {
    @Override
    public String module() {
      return "nosy";
    }

    @Override
    public MigrationVersion version() {
      return MigrationVersion.of("1");
    }

    @Override
    public String name() {
      return "nosy";
    }

    @Override
    public String description() {
      return "looks around";
    }

    @Override
    public ExecutionOptions options() {
      return ExecutionOptions.DEFAULT.outsideTransaction();
    }

    @Override
    public Presence presence(DatabaseView database) throws SQLException {
      looking.at(database);
      return Presence.absent();
    }

    @Override
    public void apply(MigrationContext context) throws SQLException {
      context.execute("CREATE TABLE looked_at (a INTEGER)");
      context.execute("INSERT INTO nowhere VALUES (1)");
    }
  }

  /** The exception with all that belongs to it, the report, and what was logged meanwhile. */
  private static String everythingToldBy(ThrowingCallable call) {
    // in bytes: other threads log, and the last character may be half written
    int loggedBefore = log().length;
    Throwable thrown = catchThrowable(call);
    StringWriter told = new StringWriter();
    byte[] log = log();
    told.append(new String(log, loggedBefore, log.length - loggedBefore, StandardCharsets.UTF_8));
    if (thrown != null) {
      thrown.printStackTrace(new PrintWriter(told));
    }
    if (thrown instanceof MigrationException e) {
      e.report().ifPresent(report -> told.append(report.toString()));
    }
    return told.toString();
  }

  /** All that was logged so far. */
  private static byte[] log() {
    try {
      return Files.readAllBytes(Path.of("target", "engine.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Not even a piece of it. */
  private static void hasNoSecret(String text) {
    for (int i = 0; i + 8 <= CANARY.length(); i++) {
      assertThat(text).doesNotContainIgnoringCase(CANARY.substring(i, i + 8));
    }
    assertThat(text).doesNotContain(NUMBER);
    StringBuilder hex = new StringBuilder();
    for (byte b : CANARY.substring(0, 8).getBytes(StandardCharsets.UTF_8)) {
      hex.append("%02x".formatted(b));
    }
    assertThat(text).doesNotContainIgnoringCase(hex.toString());
  }
}
