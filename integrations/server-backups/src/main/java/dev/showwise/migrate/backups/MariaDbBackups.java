package dev.showwise.migrate.backups;

import dev.showwise.migrate.Backup.Check;
import dev.showwise.migrate.BackupOptions.Thoroughness;
import dev.showwise.migrate.MigrationException.BackupFailed;
import dev.showwise.migrate.spi.BackupProvider;
import dev.showwise.migrate.spi.BackupSource;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A database of MariaDB or MySQL as SQL, of one snapshot as far as its tables are transactional; read
 * back to its last line, and it must make every table that the database has.
 */
public final class MariaDbBackups implements BackupProvider {
  private static final String TABLES =
      "SELECT table_name, engine FROM information_schema.tables WHERE"
          + " table_schema = ? AND table_type = 'BASE TABLE'";
  private static final Pattern CREATE_TABLE = Pattern.compile("CREATE TABLE `((?:[^`]|``)*)`.*");
  private static final String LAST_LINE = "-- Dump completed";
  private static final int HEAD = 1_000;

  private final ServerAccess access;
  private final ClientProgram dump;

  /**
   * Backups of a database.
   *
   * @param access how it is reached
   * @param program {@code mariadb-dump} or {@code mysqldump}
   */
  public MariaDbBackups(ServerAccess access, Path program) {
    this.access = access;
    this.dump = new ClientProgram(program, access.password());
  }

  @Override
  public Place place(BackupSource source) {
    return new Place(database(source), ".sql", Optional.empty());
  }

  /** The one that the migrations are in, which need not be the one in the URL. */
  private String database(BackupSource source) {
    return source.schema().orElse(access.database());
  }

  @Override
  public Written write(BackupSource source, Path draft, Thoroughness thoroughness)
      throws SQLException, IOException {
    String database = database(source);
    if (database.startsWith("-")) {
      throw new BackupFailed(
          "The backup was not made: the database's name, " + database
              + ", would be taken for an option. Make one in another way; nothing was changed.",
          null);
    }
    Map<String, String> tables = tables(source, database);
    String version = dump.run(Map.of(), "--version").strip();
    dump.run(environment(), arguments(database, draft, version));
    requireWhole(draft, tables.keySet());
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("database", access.nameOf(database));
    facts.put("program", version);
    facts.put("tables", Integer.toString(tables.size()));
    List<String> loose = tables.entrySet().stream()
        .filter(table -> !table.getValue().equalsIgnoreCase("InnoDB"))
        .map(Map.Entry::getKey)
        .toList();
    if (!loose.isEmpty()) {
      facts.put("not-of-one-moment", String.join(", ", loose));
    }
    facts.put(
        "restore",
        "mariadb --host=" + access.host() + " --port=" + access.port() + " " + database
            + " < FILE");
    return new Written(Check.LISTED, facts);
  }

  private Map<String, String> tables(BackupSource source, String database) throws SQLException {
    try (Connection connection = source.dataSource().getConnection();
        PreparedStatement statement = connection.prepareStatement(TABLES)) {
      statement.setString(1, database);
      try (ResultSet result = statement.executeQuery()) {
        Map<String, String> tables = new TreeMap<>();
        while (result.next()) {
          tables.put(result.getString(1), String.valueOf(result.getString(2)));
        }
        return tables;
      }
    }
  }

  private String[] arguments(String database, Path draft, String version) {
    List<String> arguments = new ArrayList<>(List.of(
        "--host=" + access.host(),
        "--port=" + access.port(),
        "--protocol=TCP",
        "--single-transaction",
        "--routines",
        "--triggers",
        "--events",
        "--hex-blob",
        "--default-character-set=utf8mb4",
        "--result-file=" + draft));
    if (!access.user().isEmpty()) {
      arguments.add("--user=" + access.user());
    }
    arguments.addAll(Encryption.options(access.parameters(), version));
    arguments.add(database);
    return arguments.toArray(String[]::new);
  }

  /** Not as an argument, which others see. */
  private Map<String, String> environment() {
    return access.password().isEmpty() ? Map.of() : Map.of("MYSQL_PWD", access.password());
  }

  private static void requireWhole(Path draft, Set<String> expected) throws IOException {
    Set<String> made = new HashSet<>();
    String last = "";
    try (InputStream in = new BufferedInputStream(Files.newInputStream(draft), 1 << 16)) {
      for (Optional<String> line = head(in); line.isPresent(); line = head(in)) {
        Matcher table = CREATE_TABLE.matcher(line.get());
        if (table.matches()) {
          made.add(table.group(1).replace("``", "`"));
        }
        last = line.get().isBlank() ? last : line.get();
      }
    }
    List<String> missing =
        expected.stream().filter(table -> !made.contains(table)).sorted().toList();
    if (!last.startsWith(LAST_LINE) || !missing.isEmpty()) {
      throw new BackupFailed(
          "The backup is not what the database is, and was deleted: it "
              + (missing.isEmpty()
                  ? "breaks off"
                  : "lacks " + String.join(", ", missing.stream().limit(10).toList()))
              + ". Check the room on its disk, and that nobody drops tables meanwhile; nothing was"
              + " changed.",
          null);
    }
  }

  /** The beginning of the next line, however long it is; empty at the end. */
  private static Optional<String> head(InputStream in) throws IOException {
    byte[] head = new byte[HEAD];
    int length = 0;
    int b = in.read();
    if (b < 0) {
      return Optional.empty();
    }
    for (; b >= 0 && b != '\n'; b = in.read()) {
      if (length < HEAD) {
        head[length++] = (byte) b;
      }
    }
    return Optional.of(new String(head, 0, length, StandardCharsets.UTF_8));
  }
}
