package dev.showwise.migrate.internal.takeover;

import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** sqlx: one row for each version, with whether it was done, and of which text. */
final class SqlxHistory implements ToolHistory {
  @Override
  public String tool() {
    return "sqlx";
  }

  @Override
  public List<String> tables() {
    return List.of("_sqlx_migrations");
  }

  @Override
  public boolean recognises(ForeignTable table) {
    return table.has("version", "description", "success", "checksum");
  }

  @Override
  public List<Past> read(ForeignTable table) throws SQLException {
    return table.rows(
        List.of("version", "description", "success", "checksum"),
        "version",
        row -> row.getBoolean(3)
            ? new Past.Done(row.getString(1), row.getString(2), kept(row.getBytes(4)))
            : new Past.Unfinished(
                row.getString(1) + " " + row.getString(2),
                "sqlx recorded that it did not succeed"));
  }

  private static Optional<KeptChecksum> kept(byte @Nullable [] checksum) {
    return Optional.ofNullable(checksum)
        .map(bytes ->
            new KeptChecksum(KeptChecksum.Way.SHA384_OF_BYTES, HexFormat.of().formatHex(bytes)));
  }
}
