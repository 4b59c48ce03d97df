package dev.showwise.migrate.runner.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.showwise.migrate.runner.fault.ExitCode;
import dev.showwise.migrate.runner.fault.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SqliteFileTest {
  @TempDir
  Path folder;

  private Path file;

  @org.junit.jupiter.api.BeforeEach
  void nameTheFile() {
    file = folder.resolve("production_crew.db");
  }

  @AfterEach
  void letTheFolderBeDeleted() {
    assertThat(folder.toFile().setWritable(true)).isTrue();
  }

  private void assertRefused(Access access, String code, String... texts) {
    var before = Databases.contents(folder);
    assertThatThrownBy(() -> new SqliteFile(file).check(access))
        .isInstanceOfSatisfying(Fault.class, fault -> {
          assertThat(fault.exit()).isEqualTo(ExitCode.UNAVAILABLE);
          assertThat(fault.notices().get(0).code()).isEqualTo(code);
          assertThat(fault.notices().get(0).message() + " "
                  + fault.notices().get(0).remedy())
              .contains(texts);
        });
    assertThat(Databases.contents(folder)).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(Access.class)
  void a_database_is_fine_for_everything(Access access) throws SQLException {
    Databases.execute(file, "CREATE TABLE t (a)");

    new SqliteFile(file).check(access);
  }

  @Test
  void a_mistyped_path_is_met_with_the_nearest_name() throws IOException {
    Files.createFile(folder.resolve("production_crew2.db"));

    assertRefused(
        Access.WRITE,
        "no-such-file",
        "There is no file " + file,
        "Did you mean " + folder.resolve("production_crew2.db") + "?",
        "--create");
  }

  @Test
  void one_who_only_looks_is_not_told_to_create() {
    assertThatThrownBy(() -> new SqliteFile(file).check(Access.READ))
        .isInstanceOfSatisfying(
            Fault.class,
            fault -> assertThat(fault.notices().toString())
                .contains("There is no file")
                .doesNotContain("--create"));
  }

  @Test
  void without_a_near_name_the_databases_of_the_folder_are_listed() throws IOException {
    Files.createFile(folder.resolve("other.sqlite"));

    assertRefused(Access.WRITE, "no-such-file", "In that folder there is: other.sqlite.");
  }

  @Test
  void a_missing_file_may_be_created_when_that_is_allowed() {
    new SqliteFile(file).check(Access.CREATE);

    assertThat(file).doesNotExist();
  }

  @ParameterizedTest
  @EnumSource(Access.class)
  void a_missing_folder_is_never_created(Access access) {
    file = folder.resolve("nope").resolve("crew.db");

    assertRefused(access, "no-such-file", "There is no folder " + folder.resolve("nope"));
  }

  @Test
  void a_folder_is_no_database() {
    file = folder;

    assertRefused(Access.READ, "is-a-folder", "is a folder");
  }

  @Test
  void a_link_to_nothing_is_named_as_such() throws IOException {
    Files.createSymbolicLink(file, folder.resolve("gone.db"));

    assertThatThrownBy(() -> new SqliteFile(file).check(Access.CREATE))
        .hasMessageContaining("is a link to something that is not there");
  }

  @Test
  void a_file_that_is_lost_is_told_with_the_newest_backup_beside_it() throws IOException {
    Files.createFile(file);
    Path backups = Files.createDirectory(folder.resolve("backups"));
    String stem = file.getFileName().toString().replace(".db", "");
    for (String name : List.of(
        stem + ".20260101T000000.000Z.showwise-0.1.db",
        stem + ".20260201T000000.000Z.showwise-0.2.db",
        "other.20260301T000000.000Z.showwise-0.2.db")) {
      Files.createFile(backups.resolve(name));
      Files.createFile(backups.resolve(name + ".manifest"));
    }
    Files.createFile(backups.resolve(stem + ".20260401T000000.000Z.without-a-manifest.db"));

    assertRefused(
        Access.WRITE,
        "empty-file",
        "restore " + backups.resolve(stem + ".20260201T000000.000Z.showwise-0.2.db"));
  }

  @Test
  void an_empty_file_is_a_sign_that_something_else_made_it() throws IOException {
    Files.createFile(file);

    assertRefused(
        Access.WRITE, "empty-file", "0 bytes", "a backup that copied nothing", "--create");
    assertRefused(Access.READ, "empty-file", "0 bytes");
    new SqliteFile(file).check(Access.CREATE);
  }

  @ParameterizedTest
  @EnumSource(Access.class)
  void text_is_no_database(Access access) throws IOException {
    Files.writeString(file, "CREATE TABLE user (id INTEGER);\n");

    assertRefused(access, "not-a-database", "looks like text");
  }

  @Test
  void other_bytes_are_another_kind_of_file_or_an_encrypted_database() throws IOException {
    byte[] noise = new byte[8192];
    new Random(7).nextBytes(noise);
    Files.write(file, noise);

    assertRefused(Access.READ, "not-a-database", "another kind of file", "encrypted");
  }

  @Test
  void a_few_bytes_are_no_database() throws IOException {
    Files.write(file, new byte[] {1, 2, 3});

    assertRefused(Access.READ, "not-a-database", "another kind of file");
  }

  private void cutOff(long bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() - bytes);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REPLACE")
  void a_file_that_was_cut_off_is_known_by_its_own_header(Access access) throws Exception {
    Databases.execute(file, "CREATE TABLE t (a)", "INSERT INTO t VALUES (zeroblob(50000))");
    cutOff(1000);

    assertThatThrownBy(() -> new SqliteFile(file).check(access))
        .isInstanceOfSatisfying(Fault.class, fault -> {
          assertThat(fault.exit()).isEqualTo(ExitCode.NOT_AS_ASKED);
          assertThat(fault.notices().toString()).contains("damaged", "1000 bytes shorter");
        });
  }

  @Test
  void with_unfinished_changes_beside_it_only_sqlite_can_tell() throws Exception {
    Databases.execute(file, "CREATE TABLE t (a)", "INSERT INTO t VALUES (zeroblob(50000))");
    cutOff(1000);
    Files.write(folder.resolve("production_crew.db-wal"), new byte[] {1});

    new SqliteFile(file).check(Access.READ);
  }

  @Test
  void a_header_that_an_old_sqlite_wrote_proves_nothing() throws Exception {
    Databases.execute(file, "CREATE TABLE t (a)", "INSERT INTO t VALUES (zeroblob(50000))");
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {0, 0, 0, 0}), 92);
    }
    cutOff(1000);

    new SqliteFile(file).check(Access.READ);
  }

  @Test
  void a_file_that_may_not_be_written_can_be_read_but_not_migrated() throws Exception {
    Databases.execute(file, "CREATE TABLE t (a)");
    assertThat(file.toFile().setWritable(false)).isTrue();
    assumeFalse(Files.isWritable(file), "root may write everything");

    new SqliteFile(file).check(Access.READ);
    assertRefused(Access.WRITE, "read-only-file", "is read-only");
  }

  @Test
  void in_a_folder_that_may_not_be_written_nothing_can_be_migrated() throws Exception {
    Databases.execute(file, "CREATE TABLE t (a)");
    assertThat(folder.toFile().setWritable(false)).isTrue();
    assumeFalse(Files.isWritable(folder), "root may write everything");

    new SqliteFile(file).check(Access.READ);
    assertRefused(Access.WRITE, "read-only-folder", "journal");
  }

  @Test
  void a_file_that_may_not_be_read_is_named_with_the_user() throws Exception {
    Databases.execute(file, "CREATE TABLE t (a)");
    assertThat(file.toFile().setReadable(false)).isTrue();
    assumeFalse(Files.isReadable(file), "root may read everything");

    assertThatThrownBy(() -> new SqliteFile(file).check(Access.READ))
        .hasMessageContaining("permission denied");
  }
}
