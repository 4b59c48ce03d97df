package dev.showwise.migrate.benchmarks.pure;

import dev.showwise.migrate.Checksum;
import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.HistoryEntry.Direction;
import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationContext;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationVersion;
import dev.showwise.migrate.internal.discovery.Catalog;
import dev.showwise.migrate.internal.discovery.CatalogBuilder;
import dev.showwise.migrate.internal.history.History;
import dev.showwise.migrate.internal.history.RowHash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** One of many migrations, of which each tenth needs the one before. */
record Numbered(int number, MigrationVersion version, Optional<Checksum> checksum)
    implements Migration {
  private static final int TENTH = 10;

  static List<Numbered> many(int count) {
    List<Numbered> many = new ArrayList<>(count);
    for (int i = 1; i <= count; i++) {
      many.add(new Numbered(
          i,
          MigrationVersion.of(Integer.toString(i)),
          Optional.of(Checksum.ofText("CREATE TABLE t" + i + " (id INTEGER PRIMARY KEY)"))));
    }
    return many;
  }

  static Catalog catalog(List<Numbered> migrations) {
    return new CatalogBuilder().addAll(migrations).build();
  }

  /** A history in which they are all applied. */
  static History history(List<Numbered> migrations) {
    History history = new History();
    for (Numbered migration : migrations) {
      HistoryEntry row = new HistoryEntry(
          history.lastSeq() + 1,
          Event.APPLIED,
          MigrationLabel.of(migration),
          migration.description(),
          migration.checksum(),
          Direction.UP,
          0,
          "",
          new UUID(0, migration.number()).toString(),
          "somebody",
          "SQLite",
          "a process",
          Instant.EPOCH,
          1,
          "",
          "",
          history.lastHash(),
          "");
      history.add(RowHash.completed(row, history.digestAfter(row)));
    }
    return history;
  }

  @Override
  public String module() {
    return "bench";
  }

  @Override
  public String name() {
    return "create-t" + number;
  }

  @Override
  public String description() {
    return "a table";
  }

  @Override
  public Set<String> dependsOn() {
    return number % TENTH == 0 ? Set.of("create-t" + (number - 1)) : Set.of();
  }

  @Override
  public void apply(MigrationContext context) {
    throw new UnsupportedOperationException("there is no database here");
  }
}
