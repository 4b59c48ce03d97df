package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.showwise.migrate.BackupOptions;
import dev.showwise.migrate.MigrationException.InvalidBackup;
import dev.showwise.migrate.MigrationException.LockTimeout;
import dev.showwise.migrate.MigrationException.Unavailable;
import dev.showwise.migrate.MigrationListener;
import dev.showwise.migrate.RestoreConsent;
import dev.showwise.migrate.RestoreProposal;
import dev.showwise.migrate.RestoreReport;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;

/** A backup takes the place of a SQLite database. */
class RestoreTest extends SqliteFileCase {
  private Path backup;

  @BeforeEach
  void migrateWithBackup() {
    engine(Crew.people()).migrate();
    database.execute("INSERT INTO person (name) VALUES ('Ada'), ('Grace')");
    backup = MigrationEngine.builder(database.dataSource())
        .migrations(Crew.people(), Crew.badges())
        .backupBeforeChanges()
        .build()
        .migrate()
        .backup()
        .orElseThrow()
        .file();
    database.execute("DELETE FROM person", "INSERT INTO person (name) VALUES ('late')");
  }

  private MigrationEngine engine() {
    return MigrationEngine.builder(database.dataSource())
        .migrations(Crew.people(), Crew.badges())
        .lockTimeout(Duration.ofMillis(300))
        .build();
  }

  private RestoreReport restore(Path from) {
    return engine().restore(from, RestoreConsent.always());
  }

  private String names(TestDatabase of) {
    return String.join(",", of.rows("SELECT name FROM person ORDER BY id"));
  }

  private List<String> files(Path of) throws IOException {
    try (Stream<Path> all = Files.list(of)) {
      return all.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void brings_back_what_was_and_keeps_what_it_replaces() throws IOException {
    RestoreReport report = restore(backup);

    assertThat(report.outcome()).isEqualTo(RestoreReport.Outcome.RESTORED);
    assertThat(names(database)).isEqualTo("Ada,Grace");
    assertThat(database.events()).containsExactly("people APPLIED");
    assertThat(database.hasTable("badge")).isFalse();
    TestDatabase kept = at(report.kept().orElseThrow());
    assertThat(names(kept)).isEqualTo("late");
    assertThat(kept.events()).containsExactly("people APPLIED", "badges APPLIED");
    assertThat(files(folder)).containsExactly("backups", "crew.db");
    assertThat(files(folder.resolve("backups"))).hasSize(4).noneMatch(f -> f.contains("draft"));

    assertThat(restore(report.kept().orElseThrow()).outcome())
        .as("and back again")
        .isEqualTo(RestoreReport.Outcome.RESTORED);
    assertThat(names(database)).isEqualTo("late");
    assertThat(engine().verify().problems()).isEmpty();
  }

  @Test
  void says_what_would_replace_what_and_takes_no_for_an_answer() throws IOException {
    byte[] before = Files.readAllBytes(file);
    RestoreProposal[] asked = new RestoreProposal[1];

    RestoreReport report = engine().restore(backup, proposal -> {
      asked[0] = proposal;
      return false;
    });

    assertThat(report.outcome()).isEqualTo(RestoreReport.Outcome.DECLINED);
    assertThat(report.kept()).isEmpty();
    assertThat(asked[0].state()).contains("crew:people (1)");
    assertThat(asked[0].replacedState()).contains("crew:badges (2)");
    assertThat(asked[0].rows()).isEqualTo(2 + 1);
    assertThat(asked[0].createdAt()).isPresent();
    assertThat(asked[0].warnings()).isEmpty();
    assertThat(file).hasBinaryContent(before);
    assertThat(files(folder.resolve("backups"))).hasSize(2);
  }

  @Test
  void nothing_of_what_is_in_a_write_ahead_log_comes_back() throws SQLException {
    database.execute("PRAGMA journal_mode=WAL");
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_autocheckpoint=0");
      statement.execute("INSERT INTO person (name) VALUES ('in the log')");

      restore(backup);

      assertThat(names(database)).isEqualTo("Ada,Grace");
    }
    assertThat(names(database)).isEqualTo("Ada,Grace");
    assertThat(database.value("PRAGMA journal_mode")).isEqualTo("wal");
    assertThat(database.value("PRAGMA integrity_check")).isEqualTo("ok");
  }

  @Test
  void a_reader_sees_the_old_until_it_is_done_where_writers_do_not_wait_for_readers()
      throws SQLException {
    database.execute("PRAGMA journal_mode=WAL");
    try (Connection reader = database.dataSource().getConnection();
        Statement statement = reader.createStatement()) {
      statement.execute("BEGIN");
      assertThat(count(reader)).isEqualTo(1);

      restore(backup);

      assertThat(count(reader)).isEqualTo(1);
      statement.execute("COMMIT");
      assertThat(count(reader)).isEqualTo(2);
    }
  }

  @Test
  void a_reader_that_goes_on_for_too_long_is_waited_for_and_nothing_is_changed() throws Exception {
    byte[] before = Files.readAllBytes(file);
    try (Connection reader = database.dataSource().getConnection();
        Statement statement = reader.createStatement()) {
      statement.execute("BEGIN");
      assertThat(count(reader)).isEqualTo(1);

      assertThatThrownBy(() -> restore(backup))
          .isInstanceOf(LockTimeout.class)
          .hasMessageContaining("Another process used the database")
          .hasMessageContaining("Nothing was changed");
      statement.execute("COMMIT");
    }
    assertThat(file).hasBinaryContent(before);
    restore(backup);
    assertThat(names(database)).isEqualTo("Ada,Grace");
  }

  private static int count(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT count(*) FROM person")) {
      return result.getInt(1);
    }
  }

  @Test
  void what_is_written_while_it_waits_is_kept_too() throws Exception {
    try (Connection reader = database.dataSource().getConnection();
        Statement statement = reader.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT name FROM person, (SELECT 1 UNION SELECT 2)")) {
      assertThat(rows.next()).isTrue();
      MigrationEngine engine = MigrationEngine.builder(database.dataSource())
          .migrations(Crew.people(), Crew.badges())
          .lockTimeout(Duration.ofSeconds(20))
          .listener(new MigrationListener() {
            @Override
            public void waiting(String forWhat, Duration waited) {
              try {
                rows.close();
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
              database.execute("INSERT INTO person (name) VALUES ('meanwhile')");
            }
          })
          .build();

      RestoreReport report = engine.restore(backup, RestoreConsent.always());

      assertThat(names(database)).isEqualTo("Ada,Grace");
      assertThat(names(at(report.kept().orElseThrow()))).isEqualTo("late,meanwhile");
    }
  }

  @Test
  void what_comes_while_a_person_thinks_is_kept() throws IOException {
    Files.delete(file);

    RestoreReport report = engine().restore(backup, proposal -> {
      database.execute("CREATE TABLE person (id INTEGER, name TEXT)");
      database.execute("INSERT INTO person VALUES (1, 'new')");
      return true;
    });

    assertThat(names(database)).isEqualTo("Ada,Grace");
    assertThat(names(at(report.kept().orElseThrow()))).isEqualTo("new");
  }

  @Test
  void the_oldest_backup_is_not_deleted_to_make_room_for_what_it_replaces() throws Exception {
    MigrationEngine keepingOne = MigrationEngine.builder(database.dataSource())
        .migrations(Crew.people(), Crew.badges())
        .backupOptions(BackupOptions.DEFAULTS.keeping(1))
        .lockTimeout(Duration.ofMillis(100))
        .build();
    try (Connection reader = database.dataSource().getConnection();
        Statement statement = reader.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT name FROM person, (SELECT 1 UNION SELECT 2)")) {
      assertThat(rows.next()).isTrue();
      assertThatThrownBy(() -> keepingOne.restore(backup, RestoreConsent.always()))
          .isInstanceOf(LockTimeout.class);
    }
    assertThat(backup).exists();

    keepingOne.restore(backup, RestoreConsent.always());

    assertThat(backup).exists();
    assertThat(names(database)).isEqualTo("Ada,Grace");
  }

  @Test
  void a_manifest_that_was_edited_is_refused_before_anything_is_touched() throws IOException {
    Path manifest = backup.resolveSibling(backup.getFileName() + ".manifest");
    Files.writeString(
        manifest, Files.readString(manifest).replaceFirst("(?m)^rows=.*$", "rows=many"));

    assertRefused(backup, "cannot be read", "many");
  }

  @Test
  void whoever_could_open_what_is_no_database_any_more_can_open_what_takes_its_place()
      throws IOException {
    Files.writeString(file, "no database any more".repeat(100));
    Set<PosixFilePermission> ours = PosixFilePermissions.fromString("rw-rw-r--");
    Files.setPosixFilePermissions(file, ours);

    restore(backup);

    assertThat(names(database)).isEqualTo("Ada,Grace");
    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(ours);
  }

  private void assertRefused(Path from, String... words) throws IOException {
    byte[] before = Files.readAllBytes(file);
    List<String> backups = files(folder.resolve("backups"));
    assertThatThrownBy(() -> restore(from))
        .isInstanceOf(InvalidBackup.class)
        .hasMessageContaining(from.toString())
        .hasMessageContainingAll(words)
        .hasMessageContaining("nothing was changed".substring(1));
    assertThat(file).hasBinaryContent(before);
    assertThat(files(folder.resolve("backups"))).isEqualTo(backups);
  }

  @Test
  void what_is_no_sound_backup_is_refused() throws IOException {
    assertRefused(folder.resolve("none.db"), "There is no file");
    assertRefused(Files.createDirectory(folder.resolve("dir.db")), "is a folder");
    assertRefused(Files.createFile(folder.resolve("zero.db")), "is empty: 0 bytes");
    assertRefused(
        Files.writeString(folder.resolve("dump.db"), "CREATE TABLE person;".repeat(50)),
        "is not a SQLite database");
    assertRefused(Files.writeString(folder.resolve("tiny.db"), "abc"), "is not a SQLite database");
    Path noTables = folder.resolve("no-tables.db");
    at(noTables).execute("CREATE TABLE x (y)", "DROP TABLE x");
    assertRefused(noTables, "a database without a table");
  }

  @Test
  void one_that_this_user_may_not_read_is_refused() throws IOException {
    Files.setPosixFilePermissions(backup, Set.of());
    assumeFalse(Files.isReadable(backup), "root reads everything");
    assertRefused(backup, "cannot be read: permission denied");
  }

  @Test
  void a_byte_that_changed_since_it_was_made_is_found() throws IOException {
    long size = Files.size(backup);
    for (long at : List.of(100L, size / 2, size - 1)) {
      flip(backup, at);
      assertRefused(backup, "is not as it was when it was made", "SHA-256");
      flip(backup, at);
    }
    assertThat(restore(backup).outcome()).isEqualTo(RestoreReport.Outcome.RESTORED);
  }

  private static void flip(Path file, long at) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(at);
      int old = bytes.read();
      bytes.seek(at);
      bytes.write(old ^ 0x40);
    }
  }

  @Test
  void without_a_manifest_damage_is_found_by_looking_at_every_page() throws IOException {
    Path bare = withoutManifest();
    try (RandomAccessFile bytes = new RandomAccessFile(bare.toFile(), "rw")) {
      bytes.setLength(bytes.length() - 4096);
    }
    assertRefused(bare, "is cut off", "4096 bytes shorter");
    bare = withoutManifest();
    try (RandomAccessFile bytes = new RandomAccessFile(bare.toFile(), "rw")) {
      bytes.seek(4096);
      bytes.write(new byte[4096]);
    }
    assertRefused(bare, "is damaged");
  }

  private Path withoutManifest() throws IOException {
    Path bare = folder.resolve("bare.db");
    Files.deleteIfExists(bare);
    return Files.copy(backup, bare);
  }

  @Test
  void a_copy_made_in_another_way_is_taken_with_a_warning() throws IOException {
    RestoreProposal[] asked = new RestoreProposal[1];

    engine().restore(withoutManifest(), proposal -> {
      asked[0] = proposal;
      return true;
    });

    assertThat(asked[0].warnings()).singleElement().asString().contains("has no manifest");
    assertThat(names(database)).isEqualTo("Ada,Grace");
  }

  @Test
  void a_copy_with_its_write_ahead_log_is_taken_with_what_is_in_the_log() throws Exception {
    Path live = folder.resolve("live.db");
    Files.copy(backup, live);
    Path copy = folder.resolve("copy.db");
    try (Connection connection = at(live).dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode=WAL");
      statement.execute("INSERT INTO person (name) VALUES ('Log')");
      Files.copy(live, copy);
      Files.copy(folder.resolve("live.db-wal"), folder.resolve("copy.db-wal"));
    }

    restore(copy);

    assertThat(names(database)).isEqualTo("Ada,Grace,Log");
  }

  @Test
  void a_backup_of_another_application_is_refused() throws IOException {
    Path other = folder.resolve("other.db");
    at(other).execute("CREATE TABLE invoice (id INTEGER)");
    assertRefused(other, "another application's database", "none of its tables");

    Path marked = withoutManifest();
    at(marked).execute("PRAGMA application_id=77");
    assertRefused(marked, "application_id is 77 instead of 0");

    Path foreign = folder.resolve("foreign.db");
    MigrationEngine.builder(at(foreign).dataSource())
        .migrations(TestMigration.sql("1", "person", "CREATE TABLE person (id INTEGER)"))
        .build()
        .migrate();
    assertRefused(foreign, "its migrations are of test, and here they are of crew");
  }

  @Test
  void one_of_another_database_of_the_same_application_is_pointed_out() throws IOException {
    Path staging = folder.resolve("staging.db");
    MigrationEngine.builder(at(staging).dataSource())
        .migrations(Crew.people())
        .build()
        .migrate();
    RestoreProposal[] asked = new RestoreProposal[1];

    engine().restore(staging, proposal -> {
      asked[0] = proposal;
      return false;
    });

    assertThat(asked[0].warnings()).anyMatch(w -> w.contains("another database of the same"));
  }

  @Test
  void one_of_a_newer_application_is_refused() throws IOException {
    Path newer = folder.resolve("newer.db");
    MigrationEngine.builder(at(newer).dataSource())
        .migrations(Crew.people(), Crew.badges(), Crew.shoes())
        .build()
        .migrate();
    assertRefused(newer, "a newer version of the application", "crew:shoes (3)");

    Path unknown = withoutManifest();
    at(unknown).execute("UPDATE migration_history SET event = 'SQUASHED'");
    assertRefused(unknown, "a history that this version does not understand");

    Path edited = withoutManifest();
    Files.delete(edited);
    Files.copy(backup, edited);
    at(edited).execute("UPDATE migration_history SET actor = 'nobody'");
    assertRefused(edited, "a history that is not as it was written");
  }

  @Test
  void where_there_is_no_database_it_becomes_one_in_the_mode_that_it_had() throws IOException {
    database.execute("PRAGMA journal_mode=WAL");
    Path last = engine().backup().file();
    database.execute("PRAGMA journal_mode=DELETE");
    Files.delete(file);

    RestoreReport report = restore(last);

    assertThat(report.kept()).isEmpty();
    assertThat(names(database)).isEqualTo("late");
    assertThat(database.value("PRAGMA journal_mode")).isEqualTo("wal");
  }

  @Test
  void a_damaged_database_is_kept_as_it_is_and_replaced() throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(4096);
      bytes.write(new byte[4096]);
    }
    byte[] broken = Files.readAllBytes(file);

    RestoreReport report = restore(backup);

    assertThat(names(database)).isEqualTo("Ada,Grace");
    assertThat(report.proposal().warnings()).anyMatch(w -> w.contains("is damaged"));
    assertThat(report.kept().orElseThrow()).hasBinaryContent(broken);
  }

  @ParameterizedTest
  @ValueSource(strings = {"no database any more", "x"})
  void a_file_that_is_no_database_any_more_is_kept_as_it_is_and_replaced(String rest)
      throws IOException {
    Files.writeString(file, rest.repeat(700));
    Files.writeString(folder.resolve("crew.db-wal"), "stale");

    RestoreReport report = restore(backup);

    assertThat(names(database)).isEqualTo("Ada,Grace");
    assertThat(report.proposal().warnings())
        .anyMatch(w -> w.contains("cannot be opened by SQLite"));
    assertThat(report.kept().orElseThrow()).hasContent(rest.repeat(700));
  }

  @Test
  void who_could_use_a_file_that_is_no_database_any_more_can_use_what_replaces_it()
      throws IOException {
    assumeTrue(Files.getFileStore(file).supportsFileAttributeView("posix"));
    Set<PosixFilePermission> ofTheGroupToo = PosixFilePermissions.fromString("rw-rw----");
    Files.writeString(file, "x".repeat(5000));
    Files.setPosixFilePermissions(file, ofTheGroupToo);

    restore(backup);

    assertThat(names(database)).isEqualTo("Ada,Grace");
    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(ofTheGroupToo);
  }

  @Test
  void on_a_disk_that_is_full_at_whatever_page_it_stays_what_it_was() throws Exception {
    Path small = folder.resolve("small.db");
    at(small).execute("CREATE TABLE person (name TEXT)", "INSERT INTO person VALUES ('old')");
    byte[] before = Files.readAllBytes(small);
    int first = Integer.parseInt(at(small).value("PRAGMA page_count"));
    int last = Integer.parseInt(at(backup).value("PRAGMA page_count")) - 1;
    assertThat(last).isGreaterThan(first);
    for (int room = first; room <= last; room++) {
      MigrationEngine onFullDisk =
          MigrationEngine.builder(new FullDisk(small, room)).allowNoMigrations().build();

      assertThatThrownBy(() -> onFullDisk.restore(backup, RestoreConsent.always()))
          .as("with room for " + room + " pages")
          .isInstanceOf(Unavailable.class)
          .hasMessageContaining("could not be written over the database")
          .hasMessageContaining("The database is what it was");
      assertThat(small).hasBinaryContent(before);
    }
  }

  /** Connections that cannot make their database larger than so many pages. */
  private static final class FullDisk extends SQLiteDataSource {
    private final int pages;

    FullDisk(Path file, int pages) {
      this.pages = pages;
      setUrl("jdbc:sqlite:" + file);
    }

    @Override
    public org.sqlite.SQLiteConnection getConnection(String user, String password)
        throws SQLException {
      org.sqlite.SQLiteConnection connection = super.getConnection(user, password);
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA max_page_count=" + pages);
      }
      return connection;
    }
  }
}
