package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.RestoreConsent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.sqlite.SQLiteDataSource;

/**
 * A process whose files cannot grow beyond a limit, which the operating system sets: each limit makes
 * another write the one that fails.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no such limit")
class BackupOnFullDiskTest extends SqliteFileCase {
  private static final int ROWS = 2000;
  private static final int KIB = 1024;

  /** Migrates, or restores, and says what came of it. */
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) {
      SQLiteDataSource source = new SQLiteDataSource();
      source.setUrl("jdbc:sqlite:" + arguments[1]);
      MigrationEngine engine = MigrationEngine.builder(source)
          .migrations(Crew.people())
          .backupBeforeChanges()
          .build();
      try {
        if (arguments[0].equals("migrate")) {
          engine.migrate();
        } else {
          engine.restore(Path.of(arguments[2]), RestoreConsent.always());
        }
        System.out.println("done");
      } catch (MigrationException e) {
        System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
      }
    }
  }

  @BeforeEach
  void fill() {
    database.execute(
        "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)",
        "INSERT INTO note WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
            + ROWS + ") SELECT i, hex(randomblob(500)) FROM n");
  }

  private String runLimitedTo(long kib, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(OtherProcess.command(Child.class, (Object[]) arguments));
    List<String> limited =
        new ArrayList<>(List.of("bash", "-c", "ulimit -f " + kib + " && exec \"$@\"", "limited"));
    limited.addAll(command);
    // the driver unpacks its library, which may be larger than the limit, unless it is there
    // already
    limited.add(limited.indexOf("-cp"), "-Dorg.sqlite.lib.path=" + library());
    limited.add(
        limited.indexOf("-cp"), "-Dorg.sqlite.lib.name=" + System.mapLibraryName("sqlitejdbc"));
    limited.add(limited.indexOf("-cp"), "-XX:-UsePerfData");
    Process process = new ProcessBuilder(limited).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return said.strip();
  }

  /** The driver's native library, unpacked once. */
  private Path library() throws IOException {
    Path target = folder.resolve("native");
    if (!Files.exists(target)) {
      Files.createDirectory(target);
      String name = System.mapLibraryName("sqlitejdbc");
      String inside = "/org/sqlite/native/"
          + org.sqlite.util.OSInfo.getNativeLibFolderPathForCurrentOS() + "/" + name;
      try (var in = SQLiteDataSource.class.getResourceAsStream(inside)) {
        Files.copy(in, target.resolve(name));
      }
    }
    return target;
  }

  private List<String> leftIn(Path where) throws IOException {
    if (!Files.exists(where)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(where)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void at_whatever_write_of_a_backup_nothing_is_migrated_and_no_half_backup_stays()
      throws Exception {
    byte[] before = Files.readAllBytes(file);
    long size = Files.size(file) / KIB;
    long step = Math.max(1, size / 25);
    for (long limit = 4; limit < size; limit += step) {
      String said = runLimitedTo(limit, "migrate", file.toString());

      assertThat(said)
          .as("limit " + limit + " KiB")
          .startsWith("BackupFailed: The backup could not");
      assertThat(said).contains("nothing was changed");
      assertThat(file).hasBinaryContent(before);
      assertThat(leftIn(folder.resolve("backups")))
          .as("limit " + limit + " KiB")
          .isEmpty();
    }
    assertThat(runLimitedTo(3 * size, "migrate", file.toString())).isEqualTo("done");
  }

  @Test
  void at_whatever_write_of_a_restore_the_database_is_what_it_was() throws Exception {
    Path backup = MigrationEngine.builder(database.dataSource())
        .allowNoMigrations()
        .build()
        .backup(folder.resolve("kept.db"))
        .file();
    database.execute("UPDATE note SET text = 'new ' || id || text");
    long size = Files.size(file) / KIB;
    String state = "SELECT count(*), sum(text LIKE 'new%') FROM note";
    // the copy aside, then the backup of what is there, then the journal of the replacement
    long step = Math.max(1, size / 12);
    for (long limit = 4; limit < size + 2 * step; limit += step) {
      String said = runLimitedTo(limit, "restore", file.toString(), backup.toString());

      String where = "limit " + limit + " KiB of " + size + ": " + said;
      if (said.equals("done")) {
        assertThat(limit).as(where).isGreaterThanOrEqualTo(size);
        assertThat(database.value(state)).as(where).isEqualTo(ROWS + "|0");
        return;
      }
      assertThat(said).as(where).matches("(?s)(BackupFailed|Unavailable): .*");
      assertThat(said.toLowerCase(java.util.Locale.ROOT))
          .as(where)
          .containsAnyOf("nothing was changed", "is what it was", "was not replaced");
      assertThat(database.value(state)).as(where).isEqualTo(ROWS + "|" + ROWS);
      assertThat(database.value("PRAGMA integrity_check")).isEqualTo("ok");
    }
    throw new AssertionError("it never succeeded");
  }
}
