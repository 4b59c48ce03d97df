package dev.showwise.migrate.internal.takeover;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * goose: a row for each version that was applied, and in older releases one for each that was undone; the
 * last row of a version counts. Version 0 stands for the empty database.
 */
final class GooseHistory implements ToolHistory {
  @Override
  public String tool() {
    return "goose";
  }

  @Override
  public List<String> tables() {
    return List.of("goose_db_version");
  }

  @Override
  public boolean recognises(ForeignTable table) {
    return table.has("id", "version_id", "is_applied");
  }

  private record Row(String version, boolean isApplied) {}

  @Override
  public List<Past> read(ForeignTable table) throws SQLException {
    List<Row> rows = table.rows(
        List.of("version_id", "is_applied"),
        "id",
        row -> new Row(row.getString(1), row.getBoolean(2)));
    Map<String, Past> last = new LinkedHashMap<>();
    for (Row row : rows) {
      last.remove(row.version());
      if (row.isApplied() && !row.version().equals("0")) {
        last.put(row.version(), new Past.Done(row.version(), ""));
      }
    }
    return List.copyOf(last.values());
  }
}
