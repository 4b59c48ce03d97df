package dev.showwise.migrate.internal.schema;

import dev.showwise.migrate.schema.ChangeState;
import dev.showwise.migrate.schema.Index;
import dev.showwise.migrate.schema.Schema;
import dev.showwise.migrate.schema.SchemaChange;
import dev.showwise.migrate.schema.SchemaDifference;
import dev.showwise.migrate.schema.SchemaDifference.Kind;
import dev.showwise.migrate.schema.Table;
import dev.showwise.migrate.spi.Dialect;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges how far declared changes are done in a schema. Reads the tables in question and no more. */
public final class SchemaComparator {
  private final Schema schema;
  private final Dialect dialect;

  private SchemaComparator(Schema schema, Dialect dialect) {
    this.schema = schema;
    this.dialect = dialect;
  }

  /**
   * How far one change is done, looked at on its own.
   *
   * @throws SQLException if the schema cannot be read
   */
  public static ChangeState compare(SchemaChange change, Schema schema, Dialect dialect)
      throws SQLException {
    return new SchemaComparator(schema, dialect).compare(change);
  }

  /** Everything in which {@code found} lacks or contradicts {@code declared}. */
  public static List<SchemaDifference> differences(Table declared, Table found, Dialect dialect) {
    return new TableComparator(found, dialect).differences(declared);
  }

  /**
   * How far changes are done that build on each other, in the same order. Each is looked at in the
   * schema as the ones before it will leave it; and where the schema is as it is after the first
   * few, or after all of them, those are done, whatever a later one made of an earlier one's work.
   *
   * @throws SQLException if the schema cannot be read
   */
  public static List<ChangeState> compareAll(
      List<SchemaChange> changes, Schema schema, Dialect dialect) throws SQLException {
    if (changes.size() == 1) {
      return List.of(compare(changes.get(0), schema, dialect));
    } else if (isAsAfter(changes, schema, dialect)) {
      return startingWith(changes.size(), changes, schema, dialect);
    }
    List<ChangeState> states = startingWith(0, changes, schema, dialect);
    for (int done = changes.size() - 1; done > 0 && hasDifference(states); done--) {
      if (isAsAfter(changes.subList(0, done), schema, dialect)) {
        return startingWith(done, changes, schema, dialect);
      }
    }
    return states;
  }

  private static boolean hasDifference(List<ChangeState> states) {
    return states.stream().anyMatch(ChangeState.Different.class::isInstance);
  }

  private static boolean isAsAfter(List<SchemaChange> changes, Schema schema, Dialect dialect)
      throws SQLException {
    SchemaFold<Integer> fold = new SchemaFold<>(dialect);
    for (SchemaChange change : changes) {
      fold.add(0, change);
    }
    return fold.findings(schema).isEmpty();
  }

  private static List<ChangeState> startingWith(
      int done, List<SchemaChange> changes, Schema schema, Dialect dialect) throws SQLException {
    List<ChangeState> states = new ArrayList<>();
    PredictedSchema predicted = new PredictedSchema(schema, dialect);
    for (SchemaChange change : changes) {
      if (states.size() < done) {
        states.add(new ChangeState.Done());
      } else {
        states.add(predicted.compare(change));
        predicted = predicted.with(List.of(change));
      }
    }
    return List.copyOf(states);
  }

  private ChangeState compare(SchemaChange change) throws SQLException {
    if (change instanceof SchemaChange.CreateTable c) {
      return createTable(c.table());
    } else if (change instanceof SchemaChange.DropTable d) {
      String name = d.table().name();
      return schema.hasTable(name) ? still(Kind.TABLE_PRESENT, name, "table " + name) : done();
    } else if (change instanceof SchemaChange.AddColumn a) {
      return addColumn(a);
    } else if (change instanceof SchemaChange.DropColumn d) {
      return has(d.table(), d.column().name())
          ? still(
              Kind.COLUMN_PRESENT,
              d.table(),
              "column " + d.table() + "." + d.column().name())
          : done();
    } else if (change instanceof SchemaChange.CreateIndex c) {
      return createIndex(c.index());
    } else if (change instanceof SchemaChange.DropIndex d) {
      Index index = d.index();
      return named(index).isPresent()
          ? still(Kind.INDEX_PRESENT, index.table(), "index " + index.name())
          : done();
    } else if (change instanceof SchemaChange.RenameTable r) {
      return renameTable(r);
    }
    return renameColumn((SchemaChange.RenameColumn) change);
  }

  private ChangeState createTable(Table declared) throws SQLException {
    Optional<Table> found = schema.table(declared.name());
    if (found.isPresent()) {
      List<SchemaDifference> differences = differences(declared, found.get(), dialect);
      return differences.isEmpty() ? done() : new ChangeState.Different(differences);
    }
    SchemaDifference missing = missingTable(declared.name());
    return missing.kind() == Kind.TABLE_MISSING
        ? new ChangeState.NotDone(missing)
        : different(missing);
  }

  private ChangeState addColumn(SchemaChange.AddColumn add) throws SQLException {
    Optional<Table> found = schema.table(add.table());
    if (found.isEmpty()) {
      return different(missingTable(add.table()));
    }
    TableComparator table = new TableComparator(found.get(), dialect);
    if (table.find(add.column().name()).isEmpty()) {
      return new ChangeState.NotDone(table.missing(add.column().name()));
    }
    List<SchemaDifference> differences = table.column(add.column());
    return differences.isEmpty() ? done() : new ChangeState.Different(differences);
  }

  private ChangeState createIndex(Index declared) throws SQLException {
    Optional<Table> found = schema.table(declared.table());
    if (found.isEmpty()) {
      return different(missingTable(declared.table()));
    }
    String label = "index " + declared.name() + " on " + declared.table();
    Optional<Index> named = named(declared);
    if (named.isPresent()) {
      return sameIndex(named.get(), declared)
          ? done()
          : different(new SchemaDifference(
              Kind.INDEX_DIFFERS,
              declared.table(),
              label + ": is " + describe(named.get()) + ", " + describe(declared)
                  + " is expected"));
    }
    for (Index other : schema.indexes(declared.table())) {
      if (sameIndex(other, declared)) {
        return done();
      }
    }
    boolean keptUnique = declared.uniqueness() == Index.Uniqueness.UNIQUE
        && new TableComparator(found.get(), dialect).isUnique(declared.columns());
    if (keptUnique) {
      return done();
    }
    Optional<String> taken = schema.kindOf(declared.name()).filter(k -> !k.equals("trigger"));
    return taken.isPresent()
        ? different(new SchemaDifference(
            Kind.INDEX_DIFFERS,
            declared.table(),
            label + ": something else has this name, of the sort " + taken.get()))
        : new ChangeState.NotDone(
            new SchemaDifference(Kind.INDEX_MISSING, declared.table(), label + " is missing"));
  }

  private Optional<Index> named(Index index) throws SQLException {
    String wanted = dialect.normalizeName(index.name());
    return schema.indexes(index.table()).stream()
        .filter(i -> dialect.normalizeName(i.name()).equals(wanted))
        .findFirst();
  }

  private boolean sameIndex(Index one, Index other) {
    return one.uniqueness() == other.uniqueness()
        && one.columns().stream()
            .map(dialect::normalizeName)
            .toList()
            .equals(other.columns().stream().map(dialect::normalizeName).toList());
  }

  private static String describe(Index index) {
    String columns = TableComparator.list(index.columns());
    return switch (index.uniqueness()) {
      case UNIQUE -> "unique over " + columns;
      case NOT_UNIQUE -> "over " + columns;
      case PARTIAL -> "over " + columns + " of some rows only";
    };
  }

  private ChangeState renameTable(SchemaChange.RenameTable rename) throws SQLException {
    boolean from = schema.hasTable(rename.from());
    boolean to = schema.hasTable(rename.to());
    String what = "table " + rename.from() + " is not yet called " + rename.to();
    if (from != to) {
      return to
          ? done()
          : new ChangeState.NotDone(new SchemaDifference(Kind.TABLE_PRESENT, rename.from(), what));
    }
    return different(
        from
            ? new SchemaDifference(
                Kind.TABLE_PRESENT,
                rename.from(),
                what + ", and there is a table " + rename.to() + " already")
            : new SchemaDifference(
                Kind.TABLE_MISSING,
                rename.to(),
                "table " + rename.to() + " is missing, and there is no table " + rename.from()
                    + " that could become it"));
  }

  private ChangeState renameColumn(SchemaChange.RenameColumn rename) throws SQLException {
    String table = rename.table();
    if (!schema.hasTable(table)) {
      return different(missingTable(table));
    }
    boolean from = has(table, rename.from());
    boolean to = has(table, rename.to());
    String what = "column " + table + "." + rename.from() + " is not yet called " + rename.to();
    if (from != to) {
      return to
          ? done()
          : new ChangeState.NotDone(new SchemaDifference(Kind.COLUMN_PRESENT, table, what));
    }
    return different(
        from
            ? new SchemaDifference(
                Kind.COLUMN_PRESENT,
                table,
                what + ", and there is a column " + rename.to() + " already")
            : new SchemaDifference(
                Kind.COLUMN_MISSING,
                table,
                "column " + table + "." + rename.to() + " is missing, and there is no column "
                    + rename.from() + " that could become it"));
  }

  private boolean has(String table, String column) throws SQLException {
    return schema
        .table(table)
        .flatMap(t -> new TableComparator(t, dialect).find(column))
        .isPresent();
  }

  private SchemaDifference missingTable(String name) throws SQLException {
    return missingTable(name, schema);
  }

  /** That a table is not there, or that something else has its name. */
  static SchemaDifference missingTable(String name, Schema schema) throws SQLException {
    Optional<String> other =
        schema.kindOf(name).filter(kind -> !kind.equals("trigger") && !kind.equals("table"));
    return other.isPresent()
        ? new SchemaDifference(
            Kind.NOT_A_TABLE,
            name,
            name + " is expected to be a table and is of the sort " + other.get())
        : new SchemaDifference(Kind.TABLE_MISSING, name, "table " + name + " is missing");
  }

  private static ChangeState still(Kind kind, String table, String what) {
    return new ChangeState.NotDone(new SchemaDifference(kind, table, what + " is still there"));
  }

  private static ChangeState different(SchemaDifference difference) {
    return new ChangeState.Different(List.of(difference));
  }

  private static ChangeState done() {
    return new ChangeState.Done();
  }
}
