package dev.showwise.migrate.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.showwise.migrate.runner.support.ReportFile;
import dev.showwise.migrate.servers.EmbeddedServer;
import dev.showwise.migrate.servers.ServerKind;
import dev.showwise.migrate.servers.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A run that fails on a server, with secrets wherever they can be. */
class SupportReportOnServersIT {
  private static final String CANARY = "Qx7vKzw-canary-9JpWy3";

  @TempDir
  static Path compiled;

  @TempDir
  Path home;

  @TempDir
  Path folder;

  @BeforeAll
  static void compileOnce() throws IOException {
    Theatre.writeJar(compiled);
    Theatre.writeJarWithAText(compiled, CANARY);
  }

  @BeforeEach
  void makeADistribution() throws IOException {
    Path jars = Files.createDirectories(home.resolve("migrations"));
    for (String jar : List.of("theatre.jar", "leak.jar")) {
      Files.copy(compiled.resolve(jar), jars.resolve(jar));
    }
  }

  @ParameterizedTest
  @EnumSource(ServerKind.class)
  void no_secret_is_in_any_output_report_or_table(ServerKind kind) throws Exception {
    EmbeddedServer server = EmbeddedServer.shared(kind);
    Optional<String> reason = server.unavailableBecause();
    assumeTrue(reason.isEmpty(), () -> reason.orElseThrow());
    try (TestDatabase database = server.newDatabase()) {
      String account = "account_" + database.name();
      try (Connection connection = database.connect();
          Statement statement = connection.createStatement()) {
        for (String sql : account(kind, account)) {
          statement.execute(sql);
        }
      }
      String url = database.jdbcUrl() + "?user=" + account + "&password=" + CANARY
          + (kind == ServerKind.MYSQL ? "&allowPublicKeyRetrieval=true" : "");

      fail(url, kind.product());

      try (Connection connection = database.connect()) {
        assertThat(history(connection)).contains("tickets").doesNotContain("canary");
      }
    }
  }

  @Test
  void nor_in_a_file_of_h2() throws Exception {
    String url = "jdbc:h2:" + folder.resolve("crew") + ";USER=sa;PASSWORD=" + CANARY;
    DriverManager.getConnection(url).close();

    fail(url, "H2");

    try (Connection connection = DriverManager.getConnection(url)) {
      assertThat(history(connection)).contains("tickets").doesNotContain("canary");
    }
  }

  private static List<String> account(ServerKind kind, String name) {
    return kind == ServerKind.POSTGRESQL
        ? List.of("CREATE ROLE " + name + " LOGIN SUPERUSER PASSWORD '" + CANARY + "'")
        : List.of(
            "CREATE USER '" + name + "'@'%' IDENTIFIED BY '" + CANARY + "'",
            "GRANT ALL ON *.* TO '" + name + "'@'%'");
  }

  private void fail(String url, String product) throws IOException {
    Shell.Result first = new Shell(folder)
        .withHome(home)
        .with("SHOWWISE_MIGRATE_URL", url)
        .run("migrate", "theatre:tickets");
    assertThat(first.exit()).as(first.err()).isZero();
    for (String option : List.of("--verbose", "--json")) {
      Shell.Result result = new Shell(folder)
          .withHome(home)
          .with("SHOWWISE_MIGRATE_URL", url)
          .run("migrate", "theatre:leak", option);

      assertThat(result.out() + result.err()).contains("leak").doesNotContain("canary");
      // outside a transaction the first attempt is in the way of the second
      assertThat(result.exit()).isIn(1, 3);
    }
    Shell.Result asked =
        new Shell(folder).withHome(home).with("SHOWWISE_MIGRATE_URL", url).run("support-report");
    assertThat(asked.exit()).as(asked.err()).isZero();
    List<Path> reports;
    try (Stream<Path> files = Files.list(folder.resolve(ReportFile.FOLDER))) {
      reports = files.sorted().toList();
    }
    assertThat(reports).hasSize(3);
    for (Path report : reports) {
      assertThat(page(report))
          .contains("product: " + product)
          .contains("variables that are set: SHOWWISE_MIGRATE_URL")
          .contains("ticket")
          .doesNotContain("could not be found out")
          .doesNotContain("canary");
    }
    assertThat(page(reports.get(0)))
        .contains("INSERT INTO nowhere /* *** */ VALUES ('***', 12)")
        .contains("class: theatre.Leak")
        .contains("SQLSTATE: 42");
  }

  private static String page(Path report) throws IOException {
    StringBuilder all = new StringBuilder();
    try (InputStream in = Files.newInputStream(report);
        ZipInputStream zip = new ZipInputStream(in)) {
      while (zip.getNextEntry() != null) {
        all.append(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return all.toString();
  }

  private static String history(Connection connection) throws SQLException {
    StringBuilder rows = new StringBuilder();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT * FROM migration_history")) {
      while (result.next()) {
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          rows.append(result.getString(i)).append('|');
        }
      }
    }
    return rows.toString();
  }
}
