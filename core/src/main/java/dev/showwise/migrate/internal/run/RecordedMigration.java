package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationContext;
import dev.showwise.migrate.MigrationVersion;
import dev.showwise.migrate.internal.discovery.CatalogEntry;
import java.util.Set;

/** A migration of which only the history knows; nothing of it can be executed. */
record RecordedMigration(HistoryEntry row) implements Migration {

  /** It, in the form in which those at hand are. */
  static CatalogEntry entry(HistoryEntry row) {
    return new CatalogEntry(
        new RecordedMigration(row),
        row.migration(),
        "",
        row.checksum(),
        ExecutionOptions.DEFAULT,
        Set.of());
  }

  @Override
  public String module() {
    return row.migration().id().module();
  }

  @Override
  public MigrationVersion version() {
    return row.migration().id().version();
  }

  @Override
  public String name() {
    return row.migration().name();
  }

  @Override
  public String description() {
    return row.description();
  }

  @Override
  public void apply(MigrationContext context) {
    throw new IllegalStateException(row.migration() + " is not at hand");
  }
}
