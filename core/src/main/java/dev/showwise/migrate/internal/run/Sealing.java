package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.internal.discovery.ProductCatalog;
import dev.showwise.migrate.internal.history.History;
import dev.showwise.migrate.internal.history.Seal;
import dev.showwise.migrate.spi.Dialect;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Seals the row after which nothing is pending, so that the next start need not make the migrations to find
 * that out.
 *
 * @param migrations the migrations at hand, on their product
 * @param dialect the product
 */
record Sealing(ProductCatalog migrations, Dialect dialect) {

  /**
   * The seal of a row that is to be appended; empty if something is pending after it.
   *
   * @param history what is before the row
   * @param digest of its module after it
   */
  Optional<String> of(History history, HistoryEntry row, String digest) {
    String own = row.migration().id().module();
    boolean isComplete = History.isDone(row)
        && migrations.digestOfAll(own).filter(digest::equals).isPresent();
    if (!isComplete) {
      return Optional.empty();
    }
    SortedMap<String, String> digests = new TreeMap<>();
    for (String module : migrations.modules()) {
      String found = module.equals(own) ? digest : history.digest(module).orElse("");
      if (migrations.digestOfAll(module).filter(all -> !all.equals(found)).isPresent()) {
        return Optional.empty();
      }
      digests.put(module, found);
    }
    return migrations
        .madeOf(dialect)
        .map(madeOf -> Seal.of(madeOf, digests, history.recentStanding(row)));
  }
}
