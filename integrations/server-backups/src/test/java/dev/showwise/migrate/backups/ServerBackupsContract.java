package dev.showwise.migrate.backups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.Backup;
import dev.showwise.migrate.Backup.Check;
import dev.showwise.migrate.BackupOptions;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationContext;
import dev.showwise.migrate.MigrationException.BackupFailed;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.MigrationVersion;
import dev.showwise.migrate.engine.MigrationEngine;
import dev.showwise.migrate.servers.TestDatabase;
import dev.showwise.migrate.spi.BackupProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups of a server by its own client program, the same on each. */
abstract class ServerBackupsContract {
  @TempDir
  Path folder;

  private TestDatabase database;

  /** A new database; the test is skipped where the server or its client program is missing. */
  abstract TestDatabase newDatabase();

  /** What makes backups of it, with this password. */
  abstract BackupProvider provider(TestDatabase of, String password);

  /** Brings a backup back into an empty database. */
  abstract void restore(Path backup, TestDatabase into) throws Exception;

  private static final class Shoes implements Migration {
    @Override
    public String module() {
      return "crew";
    }

    @Override
    public MigrationVersion version() {
      return MigrationVersion.of("1");
    }

    @Override
    public String name() {
      return "shoes";
    }

    @Override
    public String description() {
      return "a table";
    }

    @Override
    public void apply(MigrationContext context) throws SQLException {
      context.execute("CREATE TABLE shoe (size INTEGER)");
    }
  }

  @BeforeEach
  void fill() throws SQLException {
    database = newDatabase();
    execute(
        "CREATE TABLE person (id INTEGER PRIMARY KEY, name VARCHAR(80))",
        "INSERT INTO person VALUES (1, 'Ada'), (2, 'Grace \"''; DROP')",
        "CREATE VIEW short AS SELECT id FROM person");
  }

  @AfterEach
  void drop() {
    if (database != null) {
      database.close();
    }
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static String value(TestDatabase of, String sql) throws SQLException {
    try (Connection connection = of.connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }

  private MigrationEngine engine(BackupProvider provider) {
    return MigrationEngine.builder(database.dataSource())
        .migrations(new Shoes())
        .backupProvider(provider)
        .backupOptions(BackupOptions.DEFAULTS.in(folder.resolve("backups")))
        .backupBeforeChanges()
        .build();
  }

  private List<String> left() throws IOException {
    if (!Files.exists(folder.resolve("backups"))) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder.resolve("backups"))) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void a_run_makes_one_first_that_brings_back_what_was() throws Exception {
    MigrationReport report = engine(provider(database, "")).migrate();

    Backup backup = report.backup().orElseThrow();
    assertThat(backup.check()).isEqualTo(Check.LISTED);
    assertThat(backup.file().getFileName().toString())
        .matches(database.name() + "\\.\\d{8}T\\d{6}\\.\\d{3}Z\\.unversioned\\.(dump|sql)");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup.file())))
        .isEqualTo("rw-------");
    assertThat(left()).hasSize(2);
    assertThat(Files.readString(
            backup.file().resolveSibling(backup.file().getFileName() + ".manifest")))
        .contains("tables=1", "check=LISTED", "restore=");

    try (TestDatabase other = newDatabase()) {
      restore(backup.file(), other);
      assertThat(value(other, "SELECT count(*) FROM person")).isEqualTo("2");
      assertThat(value(other, "SELECT name FROM person WHERE id = 2")).isEqualTo("Grace \"'; DROP");
      assertThat(value(other, "SELECT count(*) FROM short")).isEqualTo("2");
      assertThat(value(
              other,
              "SELECT count(*) FROM information_schema.tables WHERE table_name ="
                  + " 'migration_history' AND table_schema IN ('public', '" + other.name() + "')"))
          .isEqualTo("0");
    }
    assertThat(engine(provider(database, "")).migrate().backup())
        .as("nothing to do")
        .isEmpty();
  }

  @Test
  void where_the_program_fails_nothing_is_migrated_and_no_secret_is_told() throws Exception {
    BackupProvider refused = provider(
        new TestDatabase(
            database.product(),
            "nowhere",
            database.jdbcUrl().replace(database.name(), "nowhere"),
            database.user(),
            database.dataSource(),
            () -> {}),
        "hunter2hunter2");

    assertThatThrownBy(engine(refused)::migrate)
        .isInstanceOf(BackupFailed.class)
        .hasMessageContaining("ended with code")
        .hasMessageContaining("Nothing was changed")
        .hasMessageNotContaining("hunter2hunter2");
    assertThat(left()).isEmpty();
    assertThat(value(
            database, "SELECT count(*) FROM information_schema.tables WHERE table_name = 'shoe'"))
        .isEqualTo("0");
  }

  @Test
  void without_the_program_it_says_what_to_install() {
    assertThatThrownBy(() -> ServerBackups.find(database.jdbcUrl(), "", "", folder.toString()))
        .isInstanceOf(BackupFailed.class)
        .hasMessageContaining("is not on the search path")
        .hasMessageContaining("Install the client programs");
  }
}
