package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.showwise.migrate.Backup;
import dev.showwise.migrate.Backup.Check;
import dev.showwise.migrate.BackupOptions;
import dev.showwise.migrate.BackupOptions.Thoroughness;
import dev.showwise.migrate.Checksum;
import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationContext;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationListener;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.Plan;
import dev.showwise.migrate.RepairConsent;
import dev.showwise.migrate.RepairDecision;
import dev.showwise.migrate.RepairReport;
import dev.showwise.migrate.RepairRequest;
import dev.showwise.migrate.RollbackConsent;
import dev.showwise.migrate.RollbackTarget;
import dev.showwise.migrate.SchemaMigration;
import dev.showwise.migrate.schema.Column;
import dev.showwise.migrate.schema.ColumnType;
import dev.showwise.migrate.schema.SchemaChange;
import dev.showwise.migrate.schema.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;

/** Backups of a SQLite file: made before a change, and read back before they count. */
class BackupTest extends SqliteFileCase {

  private EngineBuilder safe(Migration... migrations) {
    return MigrationEngine.builder(database.dataSource())
        .migrations(migrations)
        .allowNoMigrations()
        .backupBeforeChanges();
  }

  private Path backups() {
    return file.resolveSibling("backups");
  }

  private List<String> backupNames() throws IOException {
    if (!Files.exists(backups())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(backups())) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void before_its_first_change_a_run_makes_one_that_is_what_the_database_was() throws IOException {
    database.execute("CREATE TABLE note (text TEXT)", "INSERT INTO note VALUES ('kept')");
    List<String> heard = new ArrayList<>();
    MigrationReport report = safe(Crew.people(), Crew.badges())
        .listener(new MigrationListener() {
          @Override
          public void backedUp(Backup backup) {
            heard.add("backup with tables " + at(backup.file()).tables());
          }

          @Override
          public void completed(MigrationReport.Completed completed) {
            heard.add(completed.migration().name());
          }
        })
        .build()
        .migrate();

    assertThat(heard).containsExactly("backup with tables [note]", "people", "badges");
    Backup backup = report.backup().orElseThrow();
    assertThat(backup.check()).isEqualTo(Check.CONTENT);
    assertThat(backup.bytes()).isEqualTo(Files.size(backup.file()));
    assertThat(at(backup.file()).rows("SELECT text FROM note")).containsExactly("kept");
    assertThat(backupNames())
        .containsExactly(
            backup.file().getFileName().toString(), backup.file().getFileName() + ".manifest")
        .first()
        .asString()
        .matches("crew\\.\\d{8}T\\d{6}\\.\\d{3}Z\\.unversioned\\.db");
    assertThat(Files.readString(manifestOf(backup)))
        .contains("sha256=" + backup.sha256(), "check=CONTENT", "rows=1", "journal-mode=delete");
  }

  private static Path manifestOf(Backup backup) {
    return backup.file().resolveSibling(backup.file().getFileName() + ".manifest");
  }

  @Test
  void the_name_says_which_migration_was_the_last() {
    engine(Crew.people()).migrate();

    Backup backup =
        safe(Crew.people(), Crew.badges()).build().migrate().backup().orElseThrow();

    assertThat(backup.file().getFileName().toString()).endsWith("Z.crew-1.db");
    assertThat(at(backup.file()).events()).containsExactly("people APPLIED");
  }

  @Test
  void only_its_owner_can_read_it() throws IOException {
    database.execute("CREATE TABLE note (text TEXT)");
    Backup backup = safe(Crew.people()).build().migrate().backup().orElseThrow();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup.file())))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(manifestOf(backup))))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backups())))
        .isEqualTo("rwx------");
  }

  @Test
  void a_run_that_changes_nothing_makes_none() throws IOException {
    engine(Crew.people()).migrate();

    MigrationReport nothingToDo = safe(Crew.people()).build().migrate();
    database.make(
        SchemaChange.addColumn("person", Column.column("shoe_size", ColumnType.integer())));
    MigrationReport adopted = safe(Crew.people(), Crew.shoes()).build().migrate();

    assertThat(nothingToDo.backup()).isEmpty();
    assertThat(adopted.completed()).hasSize(1);
    assertThat(adopted.backup()).isEmpty();
    assertThat(backupNames()).isEmpty();
  }

  @Test
  void of_a_database_in_which_nothing_is_yet_none_is_made() throws IOException {
    MigrationReport report = safe(Crew.people(), Crew.badges()).build().migrate();

    assertThat(report.completed()).hasSize(2);
    assertThat(report.backup()).isEmpty();
    assertThat(backupNames()).isEmpty();
  }

  @Test
  void a_rollback_makes_one() {
    engine(Crew.people()).migrate();
    database.execute("INSERT INTO person (name) VALUES ('Ada')");

    MigrationReport report = safe(Crew.people())
        .build()
        .rollback(RollbackTarget.named("people"), RollbackConsent.toAnyLoss());

    assertThat(database.hasTable("person")).isFalse();
    assertThat(at(report.backup().orElseThrow().file()).rows("SELECT name FROM person"))
        .containsExactly("Ada");
  }

  @Test
  void an_undo_makes_one_and_a_decision_that_executes_nothing_does_not() {
    TestMigration half = TestMigration.sql(
            "1",
            "half",
            "CREATE TABLE half (id)",
            "INSERT INTO half VALUES (7)",
            "DROP TABLE nowhere")
        .down(context -> context.execute("DROP TABLE IF EXISTS half"))
        .options(ExecutionOptions.DEFAULT.outsideTransaction());
    for (RepairDecision decision : List.of(RepairDecision.UNDO, RepairDecision.DONE)) {
      assertThatThrownBy(engine(half)::migrate).isInstanceOf(MigrationException.Failed.class);

      RepairReport report =
          safe(half).build().repair(RepairRequest.of("half", decision), RepairConsent.toAnyLoss());

      assertThat(report.backup().isPresent()).isEqualTo(decision == RepairDecision.UNDO);
      report
          .backup()
          .ifPresent(backup ->
              assertThat(at(backup.file()).rows("SELECT id FROM half")).containsExactly("7"));
    }
  }

  @Test
  void outside_a_transaction_it_is_made_before_anything_is_announced() {
    TestMigration outside = TestMigration.sql("1", "outside", "CREATE TABLE a (x)")
        .options(ExecutionOptions.DEFAULT.outsideTransaction());
    engine(Crew.people()).migrate();

    Backup backup = safe(outside).build().migrate().backup().orElseThrow();

    assertThat(at(backup.file()).allEvents()).containsExactly("people APPLIED");
  }

  @Test
  void is_whole_although_part_of_the_database_is_still_in_its_write_ahead_log() throws Exception {
    database.execute("PRAGMA journal_mode=WAL");
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_autocheckpoint=0");
      statement.execute("CREATE TABLE note (text TEXT)");
      statement.execute("INSERT INTO note VALUES ('in the log')");

      Backup backup = safe(Crew.people()).build().migrate().backup().orElseThrow();

      assertThat(at(backup.file()).rows("SELECT text FROM note")).containsExactly("in the log");
      assertThat(database.value("PRAGMA journal_mode")).isEqualTo("wal");
      assertThat(backupNames()).hasSize(2);
      assertThat(Files.readString(manifestOf(backup))).contains("journal-mode=wal");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"with space", "it's", "say \"hi\"", "a?b#c%41", "Bühne", "both ' and \"", "..x"})
  void works_in_folders_with_odd_names(String name) throws IOException {
    Path odd = Files.createDirectory(folder.resolve(name));
    file = odd.resolve(name + ".db");
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + uri(file));
    database = new TestDatabase(source);
    database.execute("CREATE TABLE note (text TEXT)");

    Backup backup = safe(Crew.people()).build().migrate().backup().orElseThrow();

    assertThat(backup.file().getParent()).isEqualTo(odd.resolve("backups"));
    assertThat(backup.file().getFileName().toString()).startsWith(name + ".");
    MigrationEngine engine = safe().build();
    assertThat(engine.restore(backup.file(), proposal -> true).outcome()).hasToString("RESTORED");
    assertThat(database.tables()).containsExactly("note");
  }

  private static String uri(Path file) {
    return file.toUri().toString().replaceFirst("^file:/+", "file:/").replace("'", "%27");
  }

  @Test
  void a_second_one_of_the_same_moment_has_another_name() {
    database.execute("CREATE TABLE note (text TEXT)");
    MigrationEngine engine = safe().build();

    assertThat(Stream.generate(engine::backup).limit(20).map(Backup::file)).doesNotHaveDuplicates();
  }

  @Test
  void only_the_newest_stay_and_files_of_others_are_left_alone() throws IOException {
    database.execute("CREATE TABLE note (text TEXT)");
    Files.createDirectory(backups());
    Files.writeString(backups().resolve("crew.20200101T000000.000Z.old.db"), "no manifest");
    Files.writeString(backups().resolve("other.20200101T000000.000Z.x.db"), "another database's");
    Files.writeString(
        backups().resolve("other.20200101T000000.000Z.x.db.manifest"), "its manifest");
    MigrationEngine engine =
        safe().backupOptions(BackupOptions.DEFAULTS.keeping(2)).build();

    List<String> made = Stream.generate(engine::backup)
        .limit(5)
        .map(b -> b.file().getFileName().toString())
        .toList();

    assertThat(backupNames())
        .containsExactlyInAnyOrder(
            "crew.20200101T000000.000Z.old.db",
            "other.20200101T000000.000Z.x.db",
            "other.20200101T000000.000Z.x.db.manifest",
            made.get(3),
            made.get(3) + ".manifest",
            made.get(4),
            made.get(4) + ".manifest");
  }

  @Test
  void the_new_one_stays_though_the_clock_was_ahead_when_the_others_were_made() throws IOException {
    database.execute("CREATE TABLE note (text TEXT)");
    MigrationEngine engine =
        safe().backupOptions(BackupOptions.DEFAULTS.keeping(1)).build();
    Backup early = engine.backup();
    String ahead = early.file().getFileName().toString().replaceFirst("\\.20", ".30");
    Files.move(early.file(), backups().resolve(ahead));
    Files.move(manifestOf(early), backups().resolve(ahead + ".manifest"));

    Backup backup = engine.backup();

    assertThat(backup.file()).exists();
    assertThat(backupNames()).hasSize(2);
  }

  @Test
  void two_databases_of_one_name_may_share_a_folder() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other")).resolve("crew.db");
    BackupOptions shared = BackupOptions.DEFAULTS.keeping(1).in(folder.resolve("shared"));
    database.execute("CREATE TABLE note (text TEXT)");
    at(other).execute("CREATE TABLE note (text TEXT)");
    Backup ours = safe().backupOptions(shared).build().backup();

    Backup theirs = MigrationEngine.builder(at(other).dataSource())
        .allowNoMigrations()
        .backupOptions(shared)
        .build()
        .backup();

    assertThat(ours.file()).exists();
    assertThat(theirs.file()).exists();
  }

  @Test
  void what_runs_again_though_all_of_it_is_there_is_backed_up_first() {
    SchemaMigration first = onChange("one");
    engine(first).migrate();
    database.execute("INSERT INTO person (name) VALUES ('Ada')");

    MigrationReport report = safe(onChange("two")).build().migrate();

    assertThat(report.completed()).hasSize(1);
    assertThat(at(report.backup().orElseThrow().file()).rows("SELECT name FROM person"))
        .containsExactly("Ada");
  }

  /** One that fills its table anew whenever it was edited. */
  private static SchemaMigration onChange(String edition) {
    return new SchemaMigration("crew", "1", "people", "declared people") {
      @Override
      protected List<SchemaChange> changes() {
        return List.of(SchemaChange.createTable(Table.table("person")
            .column(Column.column("id", ColumnType.integer()).identity())
            .column(Column.column("name", ColumnType.varchar(80)).notNull())));
      }

      @Override
      protected void fill(MigrationContext context) throws SQLException {
        context.execute("DELETE FROM person");
      }

      @Override
      public Optional<Checksum> checksum() {
        return Optional.of(new Checksum("test", edition));
      }

      @Override
      public ExecutionOptions options() {
        return ExecutionOptions.DEFAULT.onChange();
      }
    };
  }

  @Test
  void what_was_there_when_the_run_was_planned_and_is_gone_when_it_begins_is_backed_up_first() {
    engine(Crew.people()).migrate();
    database.execute("ALTER TABLE person ADD COLUMN shoe_size INTEGER");

    MigrationReport report = safe(Crew.people(), Crew.shoes())
        .listener(new MigrationListener() {
          @Override
          public void planned(Plan plan) {
            database.execute("ALTER TABLE person DROP COLUMN shoe_size");
          }
        })
        .build()
        .migrate();

    assertThat(database.events()).containsExactly("people APPLIED", "shoes APPLIED");
    assertThat(report.backup()).isPresent();
  }

  @Test
  void undoing_what_was_left_half_done_makes_one() {
    TestMigration half = TestMigration.of("1", "half", context -> {
          context.execute("CREATE TABLE a (x)");
          context.execute("INSERT INTO a VALUES (1)");
          throw new SQLException("it broke");
        })
        .options(ExecutionOptions.DEFAULT.outsideTransaction())
        .down(context -> context.execute("DROP TABLE a"));
    assertThatThrownBy(engine(half)::migrate).isInstanceOf(MigrationException.Failed.class);

    RepairReport report = safe(half)
        .build()
        .repair(RepairRequest.of("half", RepairDecision.UNDO), RepairConsent.toAnyLoss());

    assertThat(database.hasTable("a")).isFalse();
    assertThat(at(report.backup().orElseThrow().file()).rows("SELECT x FROM a"))
        .containsExactly("1");
  }

  @Test
  void one_with_a_name_of_its_own_never_replaces_a_file() throws IOException {
    database.execute("CREATE TABLE note (text TEXT)");
    Path there = Files.writeString(folder.resolve("mine.db"), "precious");
    MigrationEngine engine = safe().build();

    assertThatThrownBy(() -> engine.backup(there))
        .isInstanceOf(MigrationException.BackupFailed.class)
        .hasMessageContaining("there is a file " + there + " already");
    assertThat(there).hasContent("precious");

    Backup named = engine.backup(folder.resolve("new/named.db"));
    assertThat(named.file()).isEqualTo(folder.resolve("new/named.db")).exists();
    assertThat(named.file().resolveSibling("named.db.manifest")).exists();
  }

  @Test
  void when_only_structure_is_to_be_compared_it_says_so() {
    database.execute("CREATE TABLE note (text TEXT)", "INSERT INTO note VALUES ('a')");

    Backup backup = safe()
        .backupOptions(BackupOptions.DEFAULTS.checking(Thoroughness.STRUCTURE))
        .build()
        .backup();

    assertThat(backup.check()).isEqualTo(Check.STRUCTURE);
    assertThat(backup.check().words()).contains("single values were not");
  }

  @Test
  void without_a_second_connection_nothing_is_migrated() {
    database.execute("CREATE TABLE note (text TEXT)");
    MigrationEngine engine = MigrationEngine.builder(new PoolOfOne(file))
        .migrations(Crew.people())
        .backupBeforeChanges()
        .build();

    assertThatThrownBy(engine::migrate)
        .isInstanceOf(MigrationException.BackupFailed.class)
        .hasMessageContaining("gave no second connection");
    assertThat(database.tables()).containsExactly("note");
  }

  @Test
  void where_it_cannot_be_written_nothing_is_migrated() throws IOException {
    database.execute("CREATE TABLE note (text TEXT)");
    Files.writeString(backups(), "a file where the folder should be");
    byte[] before = Files.readAllBytes(file);

    assertThatThrownBy(safe(Crew.people()).build()::migrate)
        .isInstanceOf(MigrationException.BackupFailed.class)
        .hasMessageContaining("The backup could not be written")
        .hasMessageContaining(backups().toString())
        .asInstanceOf(type(MigrationException.class))
        .satisfies(e -> assertThat(e.report().orElseThrow().completed()).isEmpty());
    assertThat(file).hasBinaryContent(before);
  }

  /** Damage that a quick check does not see: an index with another value than its table. */
  @Test
  void damage_in_the_database_itself_is_named_and_nothing_is_migrated() throws IOException {
    database.execute(
        "CREATE TABLE note (text TEXT)",
        "CREATE INDEX note_text ON note (text)",
        "CREATE TABLE kept (sql TEXT, rootpage INT)",
        "INSERT INTO note VALUES ('in the index')");
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.executeUpdate("PRAGMA writable_schema=ON");
      statement.executeUpdate(
          "INSERT INTO kept SELECT sql, rootpage FROM sqlite_schema WHERE name =" + " 'note_text'");
      statement.executeUpdate("DELETE FROM sqlite_schema WHERE name = 'note_text'");
    } catch (java.sql.SQLException e) {
      throw new AssertionError(e);
    }
    database.execute("UPDATE note SET text = 'not in the index'");
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.executeUpdate("PRAGMA writable_schema=ON");
      statement.executeUpdate("INSERT INTO sqlite_schema SELECT 'index', 'note_text', 'note',"
          + " rootpage, sql FROM kept");
    } catch (java.sql.SQLException e) {
      throw new AssertionError(e);
    }
    byte[] before = Files.readAllBytes(file);

    assertThatThrownBy(safe(Crew.people()).build()::migrate)
        .isInstanceOf(MigrationException.BackupFailed.class)
        .hasMessageContaining("The database itself is damaged")
        .hasMessageContaining("note_text");
    assertThat(file).hasBinaryContent(before);
    assertThat(backupNames()).isEmpty();
  }

  @Test
  void of_many_runs_at_once_only_those_that_change_something_make_one() throws Exception {
    database.execute("CREATE TABLE note (text TEXT)", "PRAGMA journal_mode=WAL");
    int runs = 8;
    ExecutorService threads = Executors.newFixedThreadPool(runs);
    List<MigrationReport> reports = new ArrayList<>();
    try {
      List<Callable<MigrationReport>> all = Collections.nCopies(
          runs, () -> safe(Crew.people(), Crew.badges(), Crew.shoes()).build().migrate());
      for (Future<MigrationReport> one : threads.invokeAll(all)) {
        reports.add(one.get());
      }
    } finally {
      threads.shutdown();
    }

    assertThat(database.events())
        .containsExactly("people APPLIED", "badges APPLIED", "shoes APPLIED");
    // whoever made the history table made a backup, too, and may have been overtaken after that
    long changed = 1 + reports.stream().filter(r -> !r.completed().isEmpty()).count();
    assertThat(reports.stream().filter(r -> r.backup().isPresent()).count()).isBetween(1L, changed);
    assertThat(backupNames()).hasSizeLessThanOrEqualTo(2 * (int) changed);
  }

  @Test
  void no_backup_is_promised_for_what_is_in_memory() {
    SQLiteDataSource memory = new SQLiteDataSource();
    memory.setUrl("jdbc:sqlite:file:memdb?mode=memory&cache=shared");

    assertThatThrownBy(MigrationEngine.builder(memory).allowNoMigrations().build()::backup)
        .isInstanceOf(MigrationException.BackupFailed.class)
        .hasMessageContaining("this database has no place on a disk");
  }

  /** A pool whose one connection is taken. */
  private static final class PoolOfOne extends SQLiteDataSource {
    private int taken;

    PoolOfOne(Path file) {
      setUrl("jdbc:sqlite:" + file);
    }

    @Override
    public org.sqlite.SQLiteConnection getConnection(String user, String password)
        throws java.sql.SQLException {
      if (++taken > 1) {
        throw new java.sql.SQLTimeoutException("no connection came within 30 s");
      }
      return super.getConnection(user, password);
    }
  }
}
