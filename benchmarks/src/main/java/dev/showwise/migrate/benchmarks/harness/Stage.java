package dev.showwise.migrate.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where contestants are run: their processes, their scripts, databases in which nothing is left to do. */
final class Stage {
  /** From so many on, tables are created once, and contestants only write their histories. */
  private static final int MANY = 2_000;

  private final Path folder;
  private final Path java;
  private final Jars jars;
  private final Corpus corpus;
  private final Processes processes;

  Stage(Path folder, Path java, Jars jars) throws IOException {
    this.folder = folder;
    this.java = java;
    this.jars = jars;
    this.corpus = new Corpus(Files.createDirectories(folder.resolve("scripts")));
    this.processes = new Processes(folder);
    Files.writeString(folder.resolve("logging.properties"), ".level=WARNING\n");
  }

  Jars jars() {
    return jars;
  }

  Processes processes() {
    return processes;
  }

  Path folder() {
    return folder;
  }

  /** The scripts as an entrant wants them. */
  Path scripts(Entrant entrant, int size) throws IOException {
    return corpus.folder(entrant.flavour(), size);
  }

  /** A process of an entrant. */
  Processes.Ended run(
      Entrant entrant, String task, String url, int size, List<String> options, String... more)
      throws IOException, InterruptedException {
    Jars.Driver driver =
        url.startsWith("jdbc:sqlite:") ? Jars.Driver.SQLITE : Jars.Driver.POSTGRESQL;
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.add("-Djava.util.logging.config.file=" + folder.resolve("logging.properties"));
    command.add("-Dliquibase.analytics.enabled=false");
    command.addAll(options);
    command.addAll(List.of(
        "-cp",
        jars.classPath(entrant, driver),
        "dev.showwise.migrate.benchmarks.contest.Child",
        entrant.title(),
        task,
        url,
        scripts(entrant, size).toString()));
    command.addAll(List.of(more));
    return processes.run(command, Map.of());
  }

  /** The program that opens a database and reads one row. */
  List<String> bareProgram(String url) {
    return List.of(
        java.toString(),
        "-cp",
        jars.classPath(Entrant.OPEN_SELECT, Jars.Driver.SQLITE),
        "dev.showwise.migrate.benchmarks.contest.Bare",
        url);
  }

  /** The URL of a new SQLite database that is not there yet. */
  String emptySqlite(Entrant entrant, String pragmas) throws IOException {
    Path file = folder.resolve("apply-" + entrant.title() + ".db");
    for (String ending : List.of("", "-wal", "-shm", "-journal")) {
      Files.deleteIfExists(Path.of(file + ending));
    }
    return "jdbc:sqlite:" + file + pragmas;
  }

  /** A SQLite database in which an entrant has nothing to do. */
  Path upToDate(Entrant entrant, int size) throws Exception {
    Entrant writer = entrant.jars().isEmpty() ? Entrant.RAW_ONE : entrant;
    Path file = folder.resolve("up-to-date-" + entrant.title() + "-" + size + ".db");
    Files.deleteIfExists(file);
    if (size < MANY) {
      run(writer, "once", "jdbc:sqlite:" + file + "?synchronous=OFF", size, List.of());
    } else if (writer == Entrant.RAW_ONE) {
      Files.copy(tables(size), file);
    } else {
      Path marked = folder.resolve("marked.db");
      Files.deleteIfExists(marked);
      run(writer, "marked", "jdbc:sqlite:" + marked + "?synchronous=OFF", size, List.of());
      Files.copy(tables(size), file, StandardCopyOption.REPLACE_EXISTING);
      addTo(file, marked);
    }
    requireTables(file, size);
    return file;
  }

  /** Kept from run to run: it takes minutes, and nothing of it depends on what is measured. */
  private Path tables(int size) throws Exception {
    Path file = folder.resolve("tables-" + size + ".db");
    if (!Files.exists(file)) {
      Path unfinished = folder.resolve("unfinished.db");
      Files.deleteIfExists(unfinished);
      run(
          Entrant.RAW_ONE,
          "once",
          "jdbc:sqlite:" + unfinished + "?synchronous=OFF&journal_mode=MEMORY",
          size,
          List.of());
      Files.move(unfinished, file);
    }
    return file;
  }

  /** Copies what one database has and the other lacks: tables and indexes with what is in them. */
  private static void addTo(Path file, Path marked) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("ATTACH '" + marked + "' AS marked");
      List<String> changes = new ArrayList<>();
      try (ResultSet rows =
          statement.executeQuery("SELECT type, name, sql FROM marked.sqlite_master"
              + " WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type DESC")) {
        while (rows.next()) {
          changes.add(rows.getString(3));
          if (rows.getString(1).equals("table")) {
            String name = "\"" + rows.getString(2) + "\"";
            changes.add("INSERT INTO main." + name + " SELECT * FROM marked." + name);
          }
        }
      }
      for (String change : changes) {
        statement.executeUpdate(change);
      }
    }
  }

  /** Who did not do the work would win. */
  static void requireTables(Path file, int size) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      requireTables(
          connection,
          "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name GLOB 't[0-9]*'",
          size);
    }
  }

  /** The same for PostgreSQL. */
  static void requireTables(Connection connection, int size) throws SQLException {
    requireTables(connection, "SELECT count(*) FROM pg_tables WHERE tablename ~ '^t[0-9]+$'", size);
  }

  private static void requireTables(Connection connection, String query, int size)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      if (!rows.next() || rows.getInt(1) != size) {
        throw new IllegalStateException(
            "there are " + rows.getInt(1) + " tables instead of " + size);
      }
    }
  }
}
