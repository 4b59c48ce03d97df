package dev.showwise.migrate.internal.takeover;

import java.sql.SQLException;
import java.util.List;

/** How one other tool keeps its history. Stateless. */
interface ToolHistory {
  /** What the tool is called on a command line. */
  String tool();

  /** The names that it gives its table, the usual one first. */
  List<String> tables();

  /** Whether a table is one of this tool's: several tools use the same name. */
  boolean recognises(ForeignTable table);

  /** What the table says, in the order in which it was done. */
  List<Past> read(ForeignTable table) throws SQLException;
}
