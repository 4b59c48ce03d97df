package dev.showwise.migrate.runner.dist;

import static dev.showwise.migrate.runner.dist.Distribution.program;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.showwise.migrate.runner.dist.Started.Result;
import dev.showwise.migrate.servers.DatabaseServer;
import dev.showwise.migrate.servers.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program, started as people start it, on a database server: with the driver as one more jar in the
 * folder of migrations, as an account that has a password and may do no more than it must.
 */
abstract class OnAServer {
  static final String PASSWORD = "cr3w-passw0rd";
  private static final String WRONG = "wr0ng-passw0rd";

  @TempDir
  Path folder;

  private TestDatabase database;
  private String writer;

  /** Where the databases are made. */
  abstract DatabaseServer server();

  /** The class in the driver's jar that the jar is found by. */
  abstract String driver();

  /** What the message without a driver says to drop in. */
  abstract String driverArtifact();

  /** The statement that makes an account with {@link #PASSWORD} which may do nothing yet. */
  abstract String makeAccount(String account);

  /** Statements that let it do what migrations need. */
  abstract List<String> letWrite(String account, String schema);

  /** Statements that let it read what there is. */
  abstract List<String> letRead(String account, String schema);

  /** The schema that a connection to a new database is in. */
  abstract String ownSchema(TestDatabase database);

  /** The shortest URL that will do where a schema is named. */
  abstract String urlWithoutSchema(TestDatabase database);

  /** The statement that makes a schema, for the account. */
  abstract String makeSchema(String schema);

  @BeforeEach
  void aDatabaseAnAccountAndJars() throws Exception {
    Optional<String> reason = server().unavailableBecause();
    assumeTrue(reason.isEmpty(), () -> reason.orElseThrow());
    database = server().newDatabase();
    writer = "crew_" + database.name();
    execute(List.of(makeAccount(writer)));
    execute(letWrite(writer, ownSchema(database)));
    Path jars = Files.createDirectory(folder.resolve("jars"));
    drop(Distribution.available("2fa"), jars);
    drop(Distribution.available("showwise"), jars);
    drop(driverJar(), jars);
    Files.writeString(folder.resolve("password"), PASSWORD + "\n");
    Files.writeString(folder.resolve("wrong"), WRONG + "\n");
  }

  @AfterEach
  void dropDatabase() {
    if (database != null) {
      database.close();
    }
  }

  private static void drop(Path jar, Path folder) throws IOException {
    Files.copy(jar, folder.resolve(jar.getFileName()));
  }

  private Path driverJar() throws Exception {
    return Path.of(Class.forName(driver())
        .getProtectionDomain()
        .getCodeSource()
        .getLocation()
        .toURI());
  }

  private void execute(List<String> statements) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** Every table of the database but the product's own, with how many rows it has. */
  private List<String> tables() throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      List<String> names = new ArrayList<>();
      try (var rows = statement.executeQuery("SELECT table_name FROM information_schema.tables"
          + " WHERE table_schema = '" + ownSchema(database) + "' ORDER BY table_name")) {
        while (rows.next()) {
          names.add(rows.getString(1));
        }
      }
      List<String> tables = new ArrayList<>();
      String quote = connection.getMetaData().getIdentifierQuoteString();
      for (String name : names) {
        try (var rows = statement.executeQuery("SELECT COUNT(*) FROM " + quote + name + quote)) {
          rows.next();
          tables.add(name + " " + rows.getInt(1));
        }
      }
      return tables;
    }
  }

  private Result runAs(String account, String url, String... arguments) throws Exception {
    Object[] all = Stream.concat(
            Stream.of(
                "--url",
                url,
                "--user",
                account,
                "--password-file",
                "password",
                "--migrations",
                "jars"),
            Stream.of(arguments))
        .toArray();
    Result result = program(folder, all).run();
    assertThat(result.all()).doesNotContain(PASSWORD).doesNotContain("\tat ");
    return result;
  }

  /** Runs as the account that may change the database, and must end so. */
  private Result run(int exit, String... arguments) throws Exception {
    Result result = runAs(writer, database.jdbcUrl(), arguments);
    assertThat(result.exit()).as(result.all()).isEqualTo(exit);
    return result;
  }

  private JsonObject json(int exit, String... arguments) throws Exception {
    Result result =
        run(exit, Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new));
    assertThat(result.err()).isEmpty();
    JsonObject json = JsonParser.parseString(result.out()).getAsJsonObject();
    assertThat(json.get("exit").getAsInt()).isEqualTo(exit);
    return json;
  }

  private static List<String> states(JsonObject list) {
    List<String> states = new ArrayList<>();
    for (JsonElement migration : list.getAsJsonArray("migrations")) {
      states.add(migration.getAsJsonObject().get("state").getAsString());
    }
    return states;
  }

  @Test
  void from_nothing_to_everything_and_back() throws Exception {
    assertThat(run(0, "list").out()).contains("showwise:2fa", "pending");
    assertThat(run(0, "plan").out()).contains("showwise:base", "showwise:2fa");
    assertThat(run(0, "plan", "--sql").out()).contains("CREATE TABLE", "-- showwise:2fa");
    assertThat(run(0, "rehearse").out()).contains("table two_factor_auth added", "All is well");
    run(3, "verify");
    run(0, "schema");
    assertThat(tables()).as("reading writes nothing").isEmpty();

    assertThat(run(0).out()).contains("Table two_factor_auth created", "2fa applied");
    List<String> all = tables();

    assertThat(all).contains("two_factor_auth 0", "stage_plan_object 8");
    assertThat(json(0, "migrate").get("outcome").getAsString()).isEqualTo("nothing-to-do");
    JsonObject list = json(0, "list");
    JsonObject told = list.getAsJsonObject("database");
    assertThat(told.get("product").getAsString()).isEqualTo(server().product());
    assertThat(told.get("version").getAsString()).matches("\\d+\\..*");
    assertThat(told.get("url").getAsString()).isEqualTo(database.jdbcUrl());
    assertThat(states(list)).hasSize(7).containsOnly("applied");
    run(0, "verify");
    assertThat(run(0, "schema", "two_factor_auth").out()).contains("backup_codes");
    assertThat(run(5, "rollback", "2fa").all()).contains("two_factor_auth");
    assertThat(tables()).isEqualTo(all);

    run(0, "rollback", "2fa", "--yes");

    assertThat(tables()).noneMatch(table -> table.startsWith("two_factor_auth"));
    assertThat(json(0, "migrate", "2fa").get("outcome").getAsString()).isEqualTo("migrated");
  }

  @Test
  void an_account_that_may_only_read_is_enough_to_look_and_is_told_that_it_is_not_for_more()
      throws Exception {
    run(0, "migrate", "base");
    String reader = "look_" + database.name();
    execute(List.of(makeAccount(reader)));
    execute(letRead(reader, ownSchema(database)));
    List<String> before = tables();

    for (String verb : List.of("list", "plan", "verify", "schema")) {
      Result result = runAs(reader, database.jdbcUrl(), verb);
      assertThat(result.exit()).as(result.all()).isEqualTo(verb.equals("verify") ? 3 : 0);
    }
    Result refused = runAs(reader, database.jdbcUrl(), "migrate");

    assertThat(refused.exit()).as(refused.all()).isIn(1, 4);
    assertThat(refused.err()).contains("denied");
    assertThat(tables()).isEqualTo(before);
  }

  /** A statement that goes on for ever. */
  abstract String endless();

  @Test
  void a_signal_in_the_middle_of_a_long_statement_cancels_it_and_the_next_run_goes_on()
      throws Exception {
    assumeFalse(Distribution.isWindows());
    run(0, "migrate", "base");
    LongStatement.writeJar(folder.resolve("jars"), endless());
    Process process = program(
            folder,
            "--url",
            database.jdbcUrl(),
            "--user",
            writer,
            "--password-file",
            "password",
            "--migrations",
            "jars",
            "migrate",
            "orders")
        .start(folder.resolve("out.txt"));
    LongStatement.awaitIn(folder, process);

    process.destroy();

    assertThat(process.waitFor()).isEqualTo(143);
    assertThat(Files.readString(folder.resolve("out.txt"))).contains("Stopped by a signal");
    LongStatement.makeShort(folder);
    run(0, "migrate", "orders");
    run(0, "list");
  }

  @Test
  void a_wrong_password_is_no_reason_to_show_it() throws Exception {
    Result wrong = program(
            folder,
            "list",
            "--url",
            database.jdbcUrl(),
            "--user",
            writer,
            "--password-file",
            "wrong",
            "--migrations",
            "jars")
        .run();
    assertThat(wrong.exit()).as(wrong.all()).isEqualTo(4);
    assertThat(wrong.err())
        .contains(database.jdbcUrl(), writer, "Check --user and --password-file.");

    Result inUrl = program(
            folder,
            "list",
            "--url",
            database.jdbcUrl() + "?user=" + writer + "&password=" + WRONG,
            "--migrations",
            "jars",
            "--verbose")
        .run();
    assertThat(inUrl.exit()).as(inUrl.all()).isEqualTo(4);
    assertThat(wrong.all() + inUrl.all()).doesNotContain(WRONG);
  }

  @Test
  void a_password_in_the_url_works_and_is_not_shown() throws Exception {
    Result list = program(
            folder,
            "list",
            "--json",
            "--url",
            database.jdbcUrl() + "?user=" + writer + "&password=" + PASSWORD,
            "--migrations",
            "jars")
        .run();

    assertThat(list.exit()).as(list.all()).isZero();
    assertThat(list.all()).doesNotContain(PASSWORD);
  }

  @Test
  void a_server_or_a_database_that_is_not_there_is_said_with_its_address() throws Exception {
    int nobody;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = socket.getLocalPort();
    }
    String url = database.jdbcUrl().replaceFirst(":\\d+/", ":" + nobody + "/");

    Result noServer = runAs(writer, url, "migrate");
    assertThat(noServer.exit()).as(noServer.all()).isEqualTo(4);
    assertThat(noServer.err()).contains("could not be opened", url, "Check that the server runs");

    Result noDatabase = runAs(writer, database.jdbcUrl() + "_not", "migrate");
    assertThat(noDatabase.exit()).as(noDatabase.all()).isEqualTo(4);
    assertThat(noDatabase.err()).contains(database.name() + "_not", "Check the database's name");
  }

  @Test
  void without_its_driver_the_jar_to_drop_in_is_named() throws Exception {
    Files.delete(folder.resolve("jars").resolve(driverJar().getFileName()));

    Result result = runAs(writer, database.jdbcUrl(), "list");

    assertThat(result.exit()).isEqualTo(4);
    assertThat(result.err())
        .contains("No JDBC driver", driverArtifact(), "migrations/")
        .contains("org.sqlite.JDBC");
  }

  @Test
  void a_schema_that_is_named_has_it_all_and_one_that_is_not_there_is_an_error() throws Exception {
    String schema = "stage_" + database.name();
    execute(List.of(makeSchema(schema)));
    try {
      execute(letWrite(writer, schema));

      run(0, "migrate", "2fa", "base", "--schema", schema);

      assertThat(tables()).isEmpty();
      assertThat(run(0, "schema", "--schema", schema).out())
          .contains("two_factor_auth", "migration_history");
      Files.writeString(folder.resolve("showwise-migrate.properties"), "schema=" + schema + "\n");
      assertThat(run(0, "list").out()).contains("2 of 7 migrations are in the database");
      assertThat(runAs(writer, urlWithoutSchema(database), "list").out()).contains("2 of 7");

      for (String verb : List.of("list", "schema", "migrate")) {
        assertThat(run(4, verb, "--schema", "nowhere").err())
            .contains("There is no schema 'nowhere'");
      }
    } finally {
      boolean belongsToTheServer = server().product().toLowerCase(Locale.ROOT).startsWith("m");
      execute(List.of("DROP SCHEMA " + schema + (belongsToTheServer ? "" : " CASCADE")));
    }
  }
}
