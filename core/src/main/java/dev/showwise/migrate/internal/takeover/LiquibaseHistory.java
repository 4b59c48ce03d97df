package dev.showwise.migrate.internal.takeover;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Liquibase: one row for each change set that is done; a rollback takes the row away. A change set is named
 * by its id, its author and its file together; here its id is taken for a version or a name.
 */
final class LiquibaseHistory implements ToolHistory {
  /** How a change set is recorded that is in the database. */
  private static final Set<String> DONE = Set.of("EXECUTED", "RERAN", "MARK_RAN");

  @Override
  public String tool() {
    return "liquibase";
  }

  @Override
  public List<String> tables() {
    // written without quotes, as Liquibase does, it is in lower case on PostgreSQL
    return List.of("DATABASECHANGELOG", "databasechangelog");
  }

  @Override
  public boolean recognises(ForeignTable table) {
    return table.has("ID", "AUTHOR", "FILENAME", "ORDEREXECUTED", "EXECTYPE");
  }

  private record Row(String id, String author, String file, String type) {
    String theirs() {
      return id + " by " + author + " in " + file;
    }
  }

  @Override
  public List<Past> read(ForeignTable table) throws SQLException {
    List<Row> rows = table.rows(
        List.of("ID", "AUTHOR", "FILENAME", "EXECTYPE"),
        "ORDEREXECUTED",
        row -> new Row(row.getString(1), row.getString(2), row.getString(3), row.getString(4)));
    Map<String, Row> byId = new LinkedHashMap<>();
    List<Past> past = new ArrayList<>();
    for (Row row : rows) {
      if (row.type().equals("SKIPPED")) {
        continue;
      }
      Row other = byId.put(row.id(), row);
      if (!DONE.contains(row.type())) {
        past.add(new Past.Unfinished(row.theirs(), "Liquibase recorded it as " + row.type()));
      } else if (other != null && !other.theirs().equals(row.theirs())) {
        past.add(new Past.Unfinished(
            row.theirs(),
            "there is also " + other.theirs() + ", and an id alone does not tell them apart"));
      } else {
        past.add(new Past.Done(row.id(), row.id()));
      }
    }
    return past;
  }
}
