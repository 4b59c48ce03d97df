package dev.showwise.migrate.internal.takeover;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * golang-migrate: one row with the version that the database is at, and whether that version is dirty, which
 * is begun and not known to be done.
 */
final class GolangMigrateHistory implements ToolHistory {
  @Override
  public String tool() {
    return "golang-migrate";
  }

  @Override
  public List<String> tables() {
    return List.of("schema_migrations");
  }

  @Override
  public boolean recognises(ForeignTable table) {
    return table.hasOnly("version", "dirty");
  }

  private record Row(String version, boolean isDirty) {}

  @Override
  public List<Past> read(ForeignTable table) throws SQLException {
    List<Row> rows = table.rows(
        List.of("version", "dirty"),
        "version",
        row -> new Row(row.getString(1), row.getBoolean(2)));
    List<Past> past = new ArrayList<>();
    for (Row row : rows) {
      past.add(
          row.isDirty()
              ? new Past.Unfinished(row.version(), "golang-migrate calls this version dirty")
              : new Past.DoneUpTo(row.version()));
    }
    return past;
  }
}
