package dev.showwise.migrate.internal.schema;

import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.internal.schema.ExpectedTable.Owned;
import dev.showwise.migrate.schema.Schema;
import dev.showwise.migrate.schema.SchemaChange;
import dev.showwise.migrate.schema.SchemaDifference;
import dev.showwise.migrate.schema.SchemaDifference.Kind;
import dev.showwise.migrate.spi.Dialect;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a schema is expected to be when all of a list of changes are made: a later rename, drop or
 * creation takes the place of what an earlier change declared. Each piece keeps who declared it last.
 *
 * @param <W> who declares: a migration, or anything else that tells declarations apart
 */
public final class SchemaFold<W> {

  /**
   * The declared changes of one applied migration.
   *
   * @param migration which migration
   * @param changes its changes, in order
   */
  public record Declared(MigrationLabel migration, List<SchemaChange> changes) {
    /** Copies the changes. */
    public Declared {
      changes = List.copyOf(changes);
    }
  }

  private final Dialect dialect;
  private final Map<String, ExpectedTable<W>> tables = new LinkedHashMap<>();
  private final Map<String, Owned<W, String>> goneTables = new LinkedHashMap<>();

  SchemaFold(Dialect dialect) {
    this.dialect = dialect;
  }

  /**
   * Compares a schema with what applied migrations declared, all together.
   *
   * @param applied the applied migrations, in the order in which they were applied
   * @return each difference once, with the migration that declared the piece last; empty if there is
   *     none
   * @throws SQLException if the schema cannot be read
   */
  public static List<Problem.SchemaDiffers> compare(
      List<Declared> applied, Schema live, Dialect dialect) throws SQLException {
    SchemaFold<MigrationLabel> fold = new SchemaFold<>(dialect);
    for (Declared declared : applied) {
      declared.changes().forEach(change -> fold.add(declared.migration(), change));
    }
    Set<Problem.SchemaDiffers> problems = new LinkedHashSet<>();
    for (Owned<MigrationLabel, SchemaDifference> finding : fold.findings(live)) {
      problems.add(new Problem.SchemaDiffers(finding.who(), finding.what().message()));
    }
    return List.copyOf(problems);
  }

  /** Folds one more change in. */
  void add(W who, SchemaChange change) {
    if (change instanceof SchemaChange.CreateTable c) {
      goneTables.remove(key(c.table().name()));
      expected(who, c.table().name()).create(who, c.table());
    } else if (change instanceof SchemaChange.DropTable d) {
      gone(who, d.table().name());
    } else if (change instanceof SchemaChange.AddColumn a) {
      expected(who, a.table()).addColumn(who, a.column());
    } else if (change instanceof SchemaChange.DropColumn d) {
      expected(who, d.table()).dropColumn(who, d.column().name());
    } else if (change instanceof SchemaChange.CreateIndex c) {
      expected(who, c.index().table()).createIndex(who, c.index());
    } else if (change instanceof SchemaChange.DropIndex d) {
      expected(who, d.index().table()).dropIndex(who, d.index());
    } else if (change instanceof SchemaChange.RenameTable r) {
      ExpectedTable<W> table = expected(who, r.from());
      gone(who, r.from());
      goneTables.remove(key(r.to()));
      table.rename(who, r.to());
      tables.put(key(r.to()), table);
      tables.values().forEach(t -> t.follow(r));
    } else if (change instanceof SchemaChange.RenameColumn r) {
      expected(who, r.table()).renameColumn(who, r);
      tables.values().forEach(t -> t.follow(r));
    }
  }

  private ExpectedTable<W> expected(W who, String table) {
    return tables.computeIfAbsent(key(table), k -> new ExpectedTable<>(dialect, who, table));
  }

  private void gone(W who, String table) {
    tables.remove(key(table));
    goneTables.put(key(table), new Owned<>(who, table));
  }

  private String key(String name) {
    return dialect.normalizeName(name);
  }

  /** What is expected of a table; empty if it is none that changes left. */
  Optional<ExpectedTable<W>> table(String name) {
    return Optional.ofNullable(tables.get(key(name)));
  }

  /** The tables that are expected, and those that should be gone, as the product looks them up. */
  Set<String> mentionedTables() {
    Set<String> names = new LinkedHashSet<>(tables.keySet());
    names.addAll(goneTables.keySet());
    return names;
  }

  /** Everything in which a schema lacks or contradicts what is expected. */
  List<Owned<W, SchemaDifference>> findings(Schema live) throws SQLException {
    List<Owned<W, SchemaDifference>> findings = new ArrayList<>();
    for (ExpectedTable<W> table : tables.values()) {
      findings.addAll(table.findings(live));
    }
    for (Owned<W, String> table : goneTables.values()) {
      if (live.hasTable(table.what())) {
        String message = "table " + table.what() + " is there and should be gone";
        findings.add(new Owned<>(
            table.who(), new SchemaDifference(Kind.TABLE_PRESENT, table.what(), message)));
      }
    }
    return findings;
  }
}
