package dev.showwise.migrate.internal.takeover;

import dev.showwise.migrate.DatabaseView;
import dev.showwise.migrate.ImportRequest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Another tool's history as it was read.
 *
 * @param tool the tool
 * @param table its table, as the database spells it
 * @param entries what it says, in order
 */
public record ForeignHistory(String tool, String table, List<Past> entries) {
  private static final List<ToolHistory> TOOLS = List.of(
      new FlywayHistory(),
      new LiquibaseHistory(),
      new GooseHistory(),
      new GolangMigrateHistory(),
      ListOfVersions.DIESEL,
      new SqlxHistory(),
      ListOfVersions.DBMATE);

  /** The tools that can be asked for. */
  public static List<String> tools() {
    return TOOLS.stream().map(ToolHistory::tool).toList();
  }

  /** Which tools are looked for, in words. */
  public static String lookedFor(ImportRequest request) {
    List<String> tables = new ArrayList<>();
    for (ToolHistory tool : candidates(request)) {
      tables.add(tool.tool() + " (" + String.join(" or ", names(tool, request)) + ")");
    }
    return String.join(", ", tables);
  }

  /** Every history that a request may mean; more than one only if it names no tool. */
  public static List<ForeignHistory> read(DatabaseView database, ImportRequest request)
      throws SQLException {
    List<ForeignHistory> found = new ArrayList<>();
    for (ToolHistory tool : candidates(request)) {
      for (String name : names(tool, request)) {
        Optional<ForeignTable> table = ForeignTable.find(database, name);
        if (table.isPresent() && tool.recognises(table.get())) {
          found.add(new ForeignHistory(tool.tool(), table.get().name(), tool.read(table.get())));
          break;
        }
      }
    }
    return found;
  }

  private static List<ToolHistory> candidates(ImportRequest request) {
    return TOOLS.stream()
        .filter(tool -> request.tool().isEmpty() || request.tool().get().equals(tool.tool()))
        .toList();
  }

  private static List<String> names(ToolHistory tool, ImportRequest request) {
    return request.table().map(List::of).orElseGet(tool::tables);
  }
}
