package dev.showwise.migrate.runner.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases in every state in which a process may have left them are read, and stay as they are. */
class ReadingLeavesNothingTest {
  private static final String FILL = "INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL"
      + " SELECT i + 1 FROM n WHERE i < 5000) SELECT randomblob(200) FROM n";

  @TempDir
  Path origin;

  @TempDir
  Path folder;

  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("crew.db");
  }

  /** Reads the rows, on two connections at once, and checks that all files are as they were. */
  private long rowsOfUntouchedFile() throws SQLException {
    Map<String, String> before = Databases.contents(folder);
    Set<String> temporary = temporaryCopies();
    long rows;
    try (OpenedDatabase opened = OpenedDatabase.open(
        new DatabaseAddress.SqliteFileAddress(file, ""), Access.READ, Databases.plainly())) {
      try (Connection connection = opened.dataSource().getConnection();
          Connection second = opened.dataSource().getConnection()) {
        rows = Databases.number(connection, "SELECT COUNT(*) FROM t");
        assertThat(Databases.number(second, "SELECT COUNT(*) FROM t")).isEqualTo(rows);
      }
      assertThat(Databases.contents(folder)).isEqualTo(before);
      assertThat(opened.mustBeReadAgain()).isFalse();
    }
    assertThat(Databases.contents(folder)).isEqualTo(before);
    assertThat(temporaryCopies()).isEqualTo(temporary);
    return rows;
  }

  private static Set<String> temporaryCopies() {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .map(Path::toString)
          .filter(f -> f.contains("showwise-migrate-"))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private ReadMode mode() throws IOException {
    return ReadMode.of(file);
  }

  /** Lets a process write two rows, the second of which stays in the log, and die. */
  private void killWithUnmergedLog() throws SQLException, IOException {
    Path original = origin.resolve("crew.db");
    try (Connection connection = Databases.connect(original);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = wal");
      statement.execute("CREATE TABLE t (a)");
      statement.execute("INSERT INTO t VALUES (1)");
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
      statement.execute("INSERT INTO t VALUES (2)");
      Databases.copyAsLeftByAKilledProcess(original, file);
    }
  }

  @Test
  void a_plain_database() throws Exception {
    Databases.execute(file, "CREATE TABLE t (a)", "INSERT INTO t VALUES (1)");

    assertThat(mode()).isEqualTo(ReadMode.PLAIN);
    assertThat(rowsOfUntouchedFile()).isEqualTo(1);
  }

  @Test
  void one_in_wal_mode_that_nobody_has_open() throws Exception {
    Databases.execute(
        file, "PRAGMA journal_mode = wal", "CREATE TABLE t (a)", "INSERT INTO t VALUES (1)");

    assertThat(mode()).isEqualTo(ReadMode.IMMUTABLE);
    assertThat(rowsOfUntouchedFile()).isEqualTo(1);
  }

  @Test
  void one_in_wal_mode_that_somebody_has_open() throws Exception {
    try (Connection application = Databases.connect(file);
        Statement statement = application.createStatement()) {
      statement.execute("PRAGMA journal_mode = wal");
      statement.execute("CREATE TABLE t (a)");
      statement.execute("INSERT INTO t VALUES (1)");

      assertThat(mode()).isEqualTo(ReadMode.SHARED_MEMORY);
      assertThat(rowsInTheOpenDatabase()).isEqualTo(1);

      statement.execute("INSERT INTO t VALUES (2)");
      assertThat(rowsInTheOpenDatabase()).isEqualTo(2);
    }
  }

  /** Without hashes: reading a file closes it, and with it every lock that this process has on it. */
  private long rowsInTheOpenDatabase() throws SQLException {
    try (OpenedDatabase opened = OpenedDatabase.open(
            new DatabaseAddress.SqliteFileAddress(file, ""), Access.READ, Databases.plainly());
        Connection connection = opened.dataSource().getConnection()) {
      return Databases.number(connection, "SELECT COUNT(*) FROM t");
    }
  }

  @Test
  void one_whose_log_a_killed_process_left_unmerged() throws Exception {
    killWithUnmergedLog();

    assertThat(mode()).isEqualTo(ReadMode.SHARED_MEMORY);
    assertThat(rowsOfUntouchedFile()).isEqualTo(2);
  }

  @Test
  void one_with_an_unmerged_log_alone() throws Exception {
    killWithUnmergedLog();
    Files.delete(folder.resolve("crew.db-shm"));

    assertThat(mode()).isEqualTo(ReadMode.PRIVATE_COPY);
    assertThat(rowsOfUntouchedFile()).isEqualTo(2);
  }

  @Test
  void one_with_an_empty_log_that_a_reader_left() throws Exception {
    killWithUnmergedLog();
    Files.write(folder.resolve("crew.db-wal"), new byte[0]);

    assertThat(mode()).isEqualTo(ReadMode.SHARED_MEMORY);
    assertThat(rowsOfUntouchedFile()).isEqualTo(1);

    Files.delete(folder.resolve("crew.db-shm"));
    assertThat(mode()).isEqualTo(ReadMode.IMMUTABLE);
    assertThat(rowsOfUntouchedFile()).isEqualTo(1);
  }

  @Test
  void one_whose_process_was_killed_in_the_middle_of_a_transaction() throws Exception {
    Path original = origin.resolve("crew.db");
    try (Connection connection = Databases.connect(original);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (a)");
      statement.execute("INSERT INTO t VALUES (1)");
      statement.execute("PRAGMA cache_size = 1");
      statement.execute("BEGIN");
      statement.executeUpdate(FILL);
      Databases.copyAsLeftByAKilledProcess(original, file);
      statement.execute("ROLLBACK");
    }

    assertThat(folder.resolve("crew.db-journal")).isNotEmptyFile();
    assertThat(rowsOfUntouchedFile()).isEqualTo(1);
  }

  @Test
  void one_whose_journal_is_kept_but_over() throws Exception {
    Databases.execute(
        file, "PRAGMA journal_mode = persist", "CREATE TABLE t (a)", "INSERT INTO t VALUES (1)");

    assertThat(folder.resolve("crew.db-journal")).exists();
    assertThat(rowsOfUntouchedFile()).isEqualTo(1);
  }

  @Test
  void what_somebody_wrote_meanwhile_makes_a_second_reading_necessary() throws Exception {
    Databases.execute(file, "PRAGMA journal_mode = wal", "CREATE TABLE t (a)");

    try (OpenedDatabase opened = OpenedDatabase.open(
        new DatabaseAddress.SqliteFileAddress(file, ""), Access.READ, Databases.plainly())) {
      assertThat(opened.mustBeReadAgain()).isFalse();

      Databases.execute(file, "INSERT INTO t VALUES (zeroblob(10000))");

      assertThat(opened.mustBeReadAgain()).isTrue();
    }
  }

  @Test
  void texts_name_the_database_and_not_its_copy() throws Exception {
    killWithUnmergedLog();
    Files.delete(folder.resolve("crew.db-shm"));

    try (OpenedDatabase opened = OpenedDatabase.open(
            new DatabaseAddress.SqliteFileAddress(file, ""), Access.READ, Databases.plainly());
        Connection connection = opened.dataSource().getConnection()) {
      String seen = connection.getMetaData().getURL() + " is odd";

      assertThat(opened.shown(seen)).isEqualTo("jdbc:sqlite:" + file + " is odd");
    }
  }
}
