package dev.showwise.migrate.benchmarks.contest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import javax.sql.DataSource;

/**
 * What one would write by hand for one's own scripts: reads every file, compares it with the history, applies what
 * is not there. No more than that is promised, which is what makes it the floor.
 */
abstract class Raw implements Contestant {
  private static final String READ = "SELECT file, crc FROM raw_history";
  private static final String CREATE =
      "CREATE TABLE IF NOT EXISTS raw_history (file VARCHAR(200) PRIMARY KEY, crc BIGINT NOT NULL)";

  /** A script that is not applied yet. */
  record Pending(String file, String text, long crc) {
    /** Its statements: those of this harness end where a line does. */
    String[] statements() {
      return text.split(";\n");
    }

    String historyRow() {
      return "INSERT INTO raw_history VALUES ('" + file + "', " + crc + ")";
    }
  }

  /** Applies what is pending. */
  abstract void apply(Connection connection, List<Pending> pending, boolean isServer)
      throws SQLException;

  @Override
  public final void migrate(DataSource database, Path scripts) throws SQLException, IOException {
    Map<String, byte[]> files = new HashMap<>();
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> listed = Files.newDirectoryStream(scripts)) {
      for (Path file : listed) {
        String name = file.getFileName().toString();
        names.add(name);
        files.put(name, Files.readAllBytes(file));
      }
    }
    Collections.sort(names);
    try (Connection connection = database.getConnection()) {
      List<Pending> pending = pending(connection, names, files);
      if (pending.isEmpty()) {
        return;
      }
      boolean isServer = connection.getMetaData().getURL().startsWith("jdbc:postgresql:");
      if (isServer) {
        execute(connection, "SELECT pg_advisory_lock(4711)");
      }
      execute(connection, CREATE);
      apply(connection, pending(connection, names, files), isServer);
      if (isServer) {
        execute(connection, "SELECT pg_advisory_unlock(4711)");
      }
    }
  }

  private static List<Pending> pending(
      Connection connection, List<String> names, Map<String, byte[]> files) {
    Map<String, Long> applied = applied(connection);
    List<Pending> pending = new ArrayList<>();
    CRC32 crc = new CRC32();
    for (String name : names) {
      byte[] bytes = files.get(name);
      crc.reset();
      crc.update(bytes);
      Long known = applied.get(name);
      if (known == null) {
        pending.add(new Pending(name, new String(bytes, StandardCharsets.UTF_8), crc.getValue()));
      } else if (known != crc.getValue()) {
        throw new IllegalStateException(name + " was changed");
      }
    }
    return pending;
  }

  /** Empty where there is no table, which the failure says. */
  private static Map<String, Long> applied(Connection connection) {
    Map<String, Long> applied = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(READ)) {
      while (rows.next()) {
        applied.put(rows.getString(1), rows.getLong(2));
      }
    } catch (SQLException e) {
      return Map.of();
    }
    return applied;
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static void execute(Statement statement, Pending one) throws SQLException {
    for (String sql : one.statements()) {
      if (!sql.isBlank()) {
        statement.execute(sql);
      }
    }
    statement.execute(one.historyRow());
  }
}
