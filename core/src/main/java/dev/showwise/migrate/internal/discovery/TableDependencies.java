package dev.showwise.migrate.internal.discovery;

import dev.showwise.migrate.MigrationId;
import dev.showwise.migrate.schema.SchemaChange;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What migrations depend on without saying so: the ones that create the tables they need. */
public final class TableDependencies {
  private TableDependencies() {}

  /** Which entry creates a table, by the table's name without regard to case. */
  public static Map<String, CatalogEntry> creators(Iterable<CatalogEntry> entries) {
    Map<String, CatalogEntry> creators = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (CatalogEntry entry : entries) {
      for (SchemaChange change : entry.migration().declaredChanges()) {
        change.createdTable().ifPresent(table -> creators.putIfAbsent(table, entry));
      }
    }
    return creators;
  }

  static Map<MigrationId, Set<MigrationId>> addTo(
      Map<MigrationId, Set<MigrationId>> declared, List<CatalogEntry> entries) {
    Map<String, CatalogEntry> creators = creators(entries);
    if (creators.isEmpty()) {
      return declared;
    }
    Map<MigrationId, Set<MigrationId>> all = new HashMap<>();
    for (CatalogEntry entry : entries) {
      Set<MigrationId> needed = new HashSet<>(declared.get(entry.id()));
      for (String table : entry.migration().needsTables()) {
        CatalogEntry creator = creators.get(table);
        if (creator != null && !creator.id().equals(entry.id())) {
          needed.add(creator.id());
        }
      }
      all.put(entry.id(), needed);
    }
    return all;
  }
}
