package dev.showwise.migrate.runner.database;

import dev.showwise.migrate.runner.secrets.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/** SQLite files for tests, and what became of them. */
public final class Databases {
  private Databases() {}

  /** Executes statements, one after the other, in a file that is made if it is not there. */
  public static void execute(Path file, String... statements) throws SQLException {
    try (Connection connection = connect(file);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** A plain connection. */
  public static Connection connect(Path file) throws SQLException {
    return DriverManager.getConnection(SqliteUrl.of(file, ""));
  }

  /** One number. */
  public static long number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** One number of a file. */
  public static long number(Path file, String query) throws SQLException {
    try (Connection connection = connect(file)) {
      return number(connection, query);
    }
  }

  /** One text of a file. */
  public static String text(Path file, String query) throws SQLException {
    try (Connection connection = connect(file);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }

  /** How to connect without credentials. */
  public static OpenedDatabase.Connecting plainly() {
    return new OpenedDatabase.Connecting(
        new Properties(), Secrets.NONE, Databases.class.getClassLoader());
  }

  /** The name and SHA-256 of every file in a folder. */
  public static Map<String, String> contents(Path folder) {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(
            file.getFileName().toString(),
            HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file))));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    return contents;
  }

  /** Copies a database with what lies beside it: what a killed process would leave. */
  public static void copyAsLeftByAKilledProcess(Path from, Path to) throws IOException {
    for (String ending : new String[] {"", "-wal", "-shm", "-journal"}) {
      Path side = from.resolveSibling(from.getFileName() + ending);
      if (Files.exists(side)) {
        Files.copy(side, to.resolveSibling(to.getFileName() + ending));
      }
    }
  }
}
