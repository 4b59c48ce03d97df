package dev.showwise.migrate.backups;

import dev.showwise.migrate.Backup.Check;
import dev.showwise.migrate.BackupOptions.Thoroughness;
import dev.showwise.migrate.MigrationException.BackupFailed;
import dev.showwise.migrate.spi.BackupProvider;
import dev.showwise.migrate.spi.BackupSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The whole database as {@code pg_dump} writes it in its own format, of one snapshot; read back by
 * listing it with {@code pg_restore}, which must name every table that the database has.
 */
public final class PostgresBackups implements BackupProvider {
  private static final String TABLES =
      "SELECT n.nspname || ' ' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid ="
          + " c.relnamespace WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND n.nspname"
          + " <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%' AND NOT EXISTS (SELECT 1 FROM"
          + " pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype ="
          + " 'e')";

  private final ServerAccess access;
  private final ClientProgram dump;
  private final ClientProgram list;

  /**
   * Backups of a database.
   *
   * @param access how it is reached
   * @param pgDump the program {@code pg_dump}, not older than the server
   * @param pgRestore the program {@code pg_restore} of the same version
   */
  public PostgresBackups(ServerAccess access, Path pgDump, Path pgRestore) {
    this.access = access;
    this.dump = new ClientProgram(pgDump, access.password());
    this.list = new ClientProgram(pgRestore, access.password());
  }

  @Override
  public Place place(BackupSource source) {
    return new Place(access.database(), ".dump", Optional.empty());
  }

  @Override
  public Written write(BackupSource source, Path draft, Thoroughness thoroughness)
      throws SQLException, IOException {
    // asked before: a table that is made meanwhile may be missing in the snapshot
    Set<String> expected = tables(source);
    String version = dump.run(Map.of(), "--version").strip();
    dump.run(environment(), "--format=custom", "--no-password", "--file=" + draft);
    Set<String> listed = listed(draft);
    List<String> missing =
        expected.stream().filter(table -> !listed.contains(table)).sorted().toList();
    if (Files.size(draft) == 0 || !missing.isEmpty()) {
      throw new BackupFailed(
          "The backup is not what the database is, and was deleted: it lacks "
              + String.join(", ", missing.stream().limit(10).toList())
              + ". Check that nobody drops tables meanwhile; nothing was changed.",
          null);
    }
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("database", access.toString());
    facts.put("program", version);
    facts.put("tables", Integer.toString(expected.size()));
    facts.put(
        "restore",
        "pg_restore --clean --if-exists --single-transaction --host=" + access.host() + " --port="
            + access.port() + " --dbname=" + access.database() + " FILE");
    return new Written(Check.LISTED, facts);
  }

  private static Set<String> tables(BackupSource source) throws SQLException {
    try (Connection connection = source.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(TABLES)) {
      Set<String> tables = new HashSet<>();
      while (result.next()) {
        tables.add(result.getString(1));
      }
      return tables;
    }
  }

  /** Lines such as {@code 215; 1259 16385 TABLE public person owner}. */
  private Set<String> listed(Path draft) throws IOException {
    Set<String> tables = new HashSet<>();
    String sign = " TABLE ";
    for (String line : list.run(Map.of(), "--list", draft.toString()).split("\n", -1)) {
      int at = line.indexOf(sign);
      int owner = line.lastIndexOf(' ');
      if (!line.startsWith(";") && at > 0 && owner > at + sign.length()) {
        tables.add(line.substring(at + sign.length(), owner));
      }
    }
    return tables;
  }

  /** Not as arguments: others see those, and one of them may be taken for something else. */
  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("PGHOST", access.host());
    environment.put("PGPORT", Integer.toString(access.port()));
    environment.put("PGDATABASE", access.database());
    if (!access.user().isEmpty()) {
      environment.put("PGUSER", access.user());
    }
    if (!access.password().isEmpty()) {
      environment.put("PGPASSWORD", access.password());
    }
    Optional.ofNullable(access.parameters().get("sslmode"))
        .ifPresent(mode -> environment.put("PGSSLMODE", mode));
    List<String> files = new ArrayList<>(List.of("sslcert", "sslkey", "sslrootcert"));
    files.forEach(name -> Optional.ofNullable(access.parameters().get(name))
        .ifPresent(file -> environment.put("PG" + name.toUpperCase(java.util.Locale.ROOT), file)));
    return environment;
  }
}
