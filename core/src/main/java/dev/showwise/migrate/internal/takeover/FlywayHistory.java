package dev.showwise.migrate.internal.takeover;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Flyway: one row for each thing that it did, in the order of {@code installed_rank}. The last row of a
 * version counts: an undo comes as a row of its own, and so does the deletion of what is no more in the
 * folder. A baseline stands for everything up to its version.
 */
final class FlywayHistory implements ToolHistory {
  private static final Set<String> BASELINES = Set.of("BASELINE", "SQL_BASELINE", "JDBC_BASELINE");

  /** Rows that only say that Flyway made the schema, or this table. */
  private static final Set<String> MARKERS = Set.of("SCHEMA", "TABLE");

  @Override
  public String tool() {
    return "flyway";
  }

  @Override
  public List<String> tables() {
    return List.of("flyway_schema_history", "schema_version");
  }

  @Override
  public boolean recognises(ForeignTable table) {
    return table.has("installed_rank", "version", "description", "type", "checksum", "success");
  }

  private record Row(
      @Nullable String version,
      @Nullable String description,
      @Nullable String type,
      @Nullable String checksum,
      boolean success) {
    /** Flyway keeps the same of a class that says what its own is, which is no file. */
    Optional<KeptChecksum> kept() {
      return Optional.ofNullable(checksum)
          .filter(value -> "SQL".equals(type))
          .map(value -> new KeptChecksum(KeptChecksum.Way.CRC32_OF_LINES, value));
    }
  }

  @Override
  public List<Past> read(ForeignTable table) throws SQLException {
    List<Row> rows = table.rows(
        List.of("version", "description", "type", "checksum", "success"),
        "installed_rank",
        row -> new Row(
            row.getString(1),
            row.getString(2),
            row.getString(3),
            row.getString(4),
            row.getBoolean(5)));
    Map<String, Past> last = new LinkedHashMap<>();
    for (Row row : rows) {
      String type = String.valueOf(row.type());
      String version = row.version();
      String name = String.valueOf(row.description());
      if (MARKERS.contains(type)) {
        continue;
      }
      // a later try of the same counts, and begins its place in the order anew
      String key = version == null ? "R " + name : version;
      last.remove(key);
      if (!row.success()) {
        last.put(key, new Past.Unfinished(theirs(version, name), "Flyway recorded that it failed"));
      } else if (version == null) {
        last.put(key, new Past.Repeated(name));
      } else if (BASELINES.contains(type)) {
        last.put(key, new Past.DoneUpTo(version));
      } else if (!type.startsWith("UNDO_") && !type.equals("DELETE")) {
        last.put(key, new Past.Done(version, name, row.kept()));
      }
    }
    return new ArrayList<>(last.values());
  }

  private static String theirs(@Nullable String version, String name) {
    return version == null ? name : version + " " + name;
  }
}
