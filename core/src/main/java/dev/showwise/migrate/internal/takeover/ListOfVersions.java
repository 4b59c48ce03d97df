package dev.showwise.migrate.internal.takeover;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * A tool whose table is a list of the versions that are done.
 *
 * @param tool what the tool is called
 * @param table its table
 * @param columns all columns that the table has
 * @param notOurs versions that the tool gives to what it does for itself
 */
record ListOfVersions(String tool, String table, List<String> columns, Set<String> notOurs)
    implements ToolHistory {
  /** dbmate, and Ruby on Rails, whose table is the same. */
  static final ToolHistory DBMATE =
      new ListOfVersions("dbmate", "schema_migrations", List.of("version"), Set.of());

  /** Diesel, which begins PostgreSQL databases with a migration of its own. */
  static final ToolHistory DIESEL = new ListOfVersions(
      "diesel",
      "__diesel_schema_migrations",
      List.of("version", "run_on"),
      Set.of("00000000000000"));

  @Override
  public List<String> tables() {
    return List.of(table);
  }

  @Override
  public boolean recognises(ForeignTable found) {
    return found.hasOnly(columns.toArray(String[]::new));
  }

  @Override
  public List<Past> read(ForeignTable found) throws SQLException {
    return found.rows(List.of("version"), "version", row -> row.getString(1)).stream()
        .filter(version -> !notOurs.contains(version))
        .<Past>map(version -> new Past.Done(version, ""))
        .toList();
  }
}
