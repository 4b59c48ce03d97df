package dev.showwise.migrate.internal.flight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** One migration, from its beginning to its end. */
@Name("dev.showwise.migrate.Migration")
@Label("Migration")
@Description("A migration that was applied, adopted, reverted or settled, or failed")
@Category("ShowWise Migrate")
@StackTrace(false)
final class MigrationEvent extends Event {
  @Label("Migration")
  String migration = "";

  @Label("Direction")
  String direction = "";

  @Label("Outcome")
  @Description("As in the history, or FAILED")
  String outcome = "";

  @Label("Steps")
  int steps;

  @Label("SQLSTATE")
  @Description("Of what failed; empty if nothing did, or the database gave none")
  String sqlState = "";
}
