package dev.showwise.migrate.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.showwise.migrate.runner.database.Databases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Backups and the way back, as people type it. */
class BackupVerbsTest extends TheatreCase {
  @BeforeAll
  static void compileOnce() throws IOException {
    Theatre.writeJar(compiled);
    Theatre.writeJarThatLeavesSomething(compiled);
    Theatre.writeJarThatWaits(compiled);
  }

  @BeforeEach
  void insertAPerson() throws SQLException {
    Databases.execute(file, "INSERT INTO person (name) VALUES ('Ada')");
  }

  private List<Path> backups() throws IOException {
    Path backups = folder.resolve("backups");
    if (!Files.exists(backups)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(backups)) {
      return files.filter(f -> !f.toString().endsWith(".manifest")).sorted().toList();
    }
  }

  private long people() throws SQLException {
    return Databases.number(file, "SELECT COUNT(*) FROM person");
  }

  @Test
  void migrating_makes_a_backup_first_and_restoring_brings_it_back() throws Exception {
    Shell.Result migrated = run();
    assertThat(migrated.exit()).isZero();
    Path backup = backups().get(0);
    assertThat(migrated.out())
        .contains("✓ Backup " + backup)
        .contains("every row was read back and compared");
    assertThat(migrated.out().indexOf("✓ Backup"))
        .isLessThan(migrated.out().indexOf("Applying theatre:shows"));
    Databases.execute(file, "DELETE FROM person");

    Shell.Result restored = shell().typing("yes\n").run("restore", backup.toString());

    assertThat(restored.err()).isEmpty();
    assertThat(restored.exit()).isZero();
    assertThat(restored.out())
        .contains("WARNING: restoring replaces all of " + file)
        .contains("There now:  up to theatre:tickets (2.0), ")
        .contains("Instead:    without a migration, 1 row, made on 20")
        .contains("Type 'yes' to confirm: ")
        .contains("✓ What was there before is kept in " + folder.resolve("backups"))
        .contains("✓ Done: the database is what " + backup + " is");
    assertThat(people()).isOne();
    assertThat(tables("show")).isZero();
  }

  @Test
  void nothing_is_restored_without_a_yes() throws Exception {
    run();
    Path backup = backups().get(0);
    for (Shell.Result declined : List.of(
        shell().typing("no\n").run("restore", backup.toString()),
        shell().run("restore", backup.toString()))) {
      assertThat(declined.exit()).isEqualTo(5);
      assertThat(declined.err()).contains("Not restored: ").contains("Nothing was changed");
    }
    JsonObject json = JsonParser.parseString(
            run("restore", backup.toString(), "--json").out())
        .getAsJsonObject();
    assertThat(json.get("exit").getAsInt()).isEqualTo(5);
    assertThat(json.get("outcome").getAsString()).isEqualTo("declined");
    assertThat(tables("show")).isOne();

    json = JsonParser.parseString(
            run("restore", backup.toString(), "--json", "--yes").out())
        .getAsJsonObject();
    assertThat(json.get("exit").getAsInt()).isZero();
    assertThat(json.get("outcome").getAsString()).isEqualTo("restored");
    assertThat(Path.of(json.get("kept").getAsString())).exists();
    assertThat(tables("show")).isZero();
  }

  @Test
  void backup_makes_one_and_says_where() throws Exception {
    Shell.Result made = run("backup");
    assertThat(made.exit()).isZero();
    assertThat(made.out()).contains("✓ Backup " + backups().get(0)).contains("the backup is whole");

    JsonObject json =
        JsonParser.parseString(run("backup", "--to", "mine.db", "--json").out()).getAsJsonObject();
    JsonObject backup = json.getAsJsonObject("backup");
    assertThat(backup.get("file").getAsString())
        .isEqualTo(folder.resolve("mine.db").toString());
    assertThat(backup.get("check").getAsString()).isEqualTo("content");
    assertThat(backup.get("sha256").getAsString()).hasSize(64);

    Shell.Result taken = run("backup", "--to", "mine.db");
    assertThat(taken.exit()).isEqualTo(4);
    assertThat(taken.err()).contains("there is a file " + folder.resolve("mine.db") + " already");
  }

  @Test
  void where_no_backup_can_be_made_nothing_is_migrated() throws Exception {
    Files.writeString(folder.resolve("backups"), "in the way");

    Shell.Result result = run();

    assertThat(result.exit()).isEqualTo(4);
    assertThat(result.err()).contains("The backup could not be written");
    assertThat(tables("show")).isZero();

    Shell.Result elsewhere = run("--backup-dir", "elsewhere", "--keep-backups", "1");
    assertThat(elsewhere.exit()).isZero();
    assertThat(folder.resolve("elsewhere")).isNotEmptyDirectory();
  }

  @Test
  void doing_without_one_is_told_even_to_those_who_want_to_hear_errors_only() throws Exception {
    Shell.Result result = run("--no-backup", "--quiet");

    assertThat(result.exit()).isZero();
    assertThat(result.err()).contains("WARNING: No backup is made, because of --no-backup.");
    assertThat(backups()).isEmpty();
    assertThat(run("--no-backup", "--quiet").err()).as("nothing to do").isEmpty();
    assertThat(run("--no-backup", "--restore-on-failure").exit()).isEqualTo(2);
  }

  @Test
  void what_could_not_be_undone_comes_with_the_command_that_brings_back_what_was()
      throws Exception {
    drop("outside.jar");

    Shell.Result failed = run();

    assertThat(failed.exit()).isEqualTo(1);
    assertThat(tables("left_over")).isOne();
    assertThat(failed.err())
        .as("first what happened, then the way back")
        .containsSubsequence("✗ outside failed", "To go back to what was before all of this run");
    Matcher command =
        Pattern.compile("showwise-migrate (restore \\S+ --url \\S+)").matcher(failed.err());
    assertThat(command.find()).as(failed.err()).isTrue();
    assertThat(shell().typing("yes").run(command.group(1).split(" ")).exit()).isZero();
    assertThat(tables("left_over")).isZero();
    assertThat(tables("show")).isZero();
    assertThat(people()).isOne();
  }

  @Test
  void on_request_what_could_not_be_undone_is_brought_back_at_once() throws Exception {
    drop("outside.jar");

    Shell.Result failed = run("--restore-on-failure");

    assertThat(failed.exit()).isEqualTo(1);
    assertThat(failed.err())
        .contains("outside failed")
        .contains("The database was restored from " + folder.resolve("backups"))
        .contains("What the failed run left is kept in");
    assertThat(tables("left_over")).isZero();
    assertThat(tables("show")).isZero();
    assertThat(people()).isOne();
  }

  @Test
  void after_a_signal_it_says_what_is_left_and_how_to_get_back() throws Exception {
    Files.copy(compiled.resolve("slow.jar"), jars.resolve("slow.jar"));
    Shell shell = shell();
    CompletableFuture<Shell.Result> run =
        CompletableFuture.supplyAsync(() -> shell.run("--restore-on-failure"));
    while (tables("left_over") == 0 && !run.isDone()) {
      Thread.onSpinWait();
    }
    CompletableFuture<Void> signal = CompletableFuture.runAsync(shell.interruption()::stop);
    while (!shell.interruption().isRequested()) {
      Thread.onSpinWait();
    }
    Databases.execute(file, "CREATE TABLE go_on (id INTEGER)");

    Shell.Result stopped = run.get(1, TimeUnit.MINUTES);
    signal.get(1, TimeUnit.MINUTES);

    assertThat(stopped.exit()).isEqualTo(130);
    assertThat(stopped.err())
        .contains("ran outside a transaction, and what it had done is still there")
        .contains("showwise-migrate restore " + folder.resolve("backups"))
        .doesNotContain("was restored");
    assertThat(tables("left_over")).isOne();
  }

  @Test
  void a_restore_that_breaks_does_not_hide_how_the_run_failed() throws Exception {
    drop("outside.jar");
    Theatre.writeJarThatDeletes(jars, file);

    Shell.Result failed = run("--restore-on-failure");

    assertThat(failed.exit()).isEqualTo(1);
    assertThat(failed.err())
        .contains("vanish failed")
        .contains("The backup could not be restored")
        .contains("showwise-migrate restore ");
  }

  @Test
  void a_file_that_is_no_backup_is_refused() throws Exception {
    Path empty = Files.createFile(folder.resolve("empty.db"));

    Shell.Result result = run("restore", empty.toString(), "--yes");

    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.err()).contains(empty + " is empty: 0 bytes");
    assertThat(run("restore").exit()).isEqualTo(2);
  }

  @Test
  void a_database_that_is_lost_or_broken_is_brought_back() throws Exception {
    run();
    Path backup = backups().get(0);
    Files.delete(file);

    Shell.Result missing = run("restore", backup.toString(), "--url", file.toString(), "--yes");
    assertThat(missing.exit()).isEqualTo(4);
    assertThat(missing.err()).contains("To make a new database there, add --create");
    assertThat(run("restore", backup.toString(), "--url", file.toString(), "--yes", "--create")
            .exit())
        .isZero();
    assertThat(people()).isOne();

    Files.write(file, new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17});
    Shell.Result broken = run("restore", backup.toString(), "--yes");
    assertThat(broken.err()).isEmpty();
    assertThat(broken.exit()).isZero();
    assertThat(people()).isOne();
  }
}
