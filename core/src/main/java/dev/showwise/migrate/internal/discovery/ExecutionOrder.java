package dev.showwise.migrate.internal.discovery;

import dev.showwise.migrate.MigrationId;
import dev.showwise.migrate.MigrationLabel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;

/**
 * The order in which migrations run: dependencies first, then by version, then by module.
 *
 * <p>Besides what authors declare, a migration that needs a table comes after the one that creates
 * it, as far as that contradicts no declared dependency.
 *
 * @param sorted the entries in order; as far as it goes if there is a circle
 * @param circle a circle of declared dependencies, first and last the same; empty if there is none
 */
record ExecutionOrder(List<CatalogEntry> sorted, List<MigrationLabel> circle) {

  static ExecutionOrder of(Collection<CatalogEntry> entries) {
    Map<MigrationId, CatalogEntry> byId = new TreeMap<>();
    Map<MigrationId, Set<MigrationId>> declared = new HashMap<>();
    for (CatalogEntry entry : entries) {
      byId.put(entry.id(), entry);
      declared.put(entry.id(), entry.dependencies());
    }

    List<CatalogEntry> sorted = sort(byId, declared);
    if (sorted.size() < entries.size()) {
      return new ExecutionOrder(sorted, findCircle(byId, sorted));
    }
    Map<MigrationId, Set<MigrationId>> withTables = TableDependencies.addTo(declared, sorted);
    if (withTables.equals(declared)) {
      return new ExecutionOrder(sorted, List.of());
    }
    List<CatalogEntry> better = sort(byId, withTables);
    // what tables imply is a guess; where it contradicts what authors declare, they are right
    return new ExecutionOrder(better.size() == entries.size() ? better : sorted, List.of());
  }

  private static List<CatalogEntry> sort(
      Map<MigrationId, CatalogEntry> byId, Map<MigrationId, Set<MigrationId>> dependencies) {
    Map<MigrationId, Integer> open = new HashMap<>();
    Map<MigrationId, List<MigrationId>> dependants = new HashMap<>();
    PriorityQueue<MigrationId> ready = new PriorityQueue<>();
    for (Map.Entry<MigrationId, Set<MigrationId>> one : dependencies.entrySet()) {
      MigrationId id = one.getKey();
      Set<MigrationId> needed = one.getValue();
      open.put(id, needed.size());
      for (MigrationId other : needed) {
        dependants.computeIfAbsent(other, x -> new ArrayList<>()).add(id);
      }
      if (needed.isEmpty()) {
        ready.add(id);
      }
    }
    List<CatalogEntry> sorted = new ArrayList<>(byId.size());
    while (!ready.isEmpty()) {
      MigrationId id = ready.remove();
      sorted.add(byId.get(id));
      for (MigrationId dependant : dependants.getOrDefault(id, List.of())) {
        if (open.merge(dependant, -1, Integer::sum) == 0) {
          ready.add(dependant);
        }
      }
    }
    return sorted;
  }

  /** Walks backwards from an entry that could not be sorted until a step repeats. */
  private static List<MigrationLabel> findCircle(
      Map<MigrationId, CatalogEntry> byId, List<CatalogEntry> sorted) {
    Map<MigrationId, CatalogEntry> left = new TreeMap<>(byId);
    sorted.forEach(entry -> left.remove(entry.id()));
    List<CatalogEntry> path = new ArrayList<>();
    CatalogEntry at = left.values().iterator().next();
    while (!path.contains(at)) {
      path.add(at);
      at = at.dependencies().stream()
          .sorted()
          .map(left::get)
          .filter(Objects::nonNull)
          .findFirst()
          .orElseThrow();
    }
    List<CatalogEntry> circle = new ArrayList<>(path.subList(path.indexOf(at), path.size()));
    circle.add(at);
    return circle.stream().map(CatalogEntry::label).toList();
  }
}
