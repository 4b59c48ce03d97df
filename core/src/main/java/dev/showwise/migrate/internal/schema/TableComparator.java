package dev.showwise.migrate.internal.schema;

import dev.showwise.migrate.schema.Column;
import dev.showwise.migrate.schema.ColumnType;
import dev.showwise.migrate.schema.DefaultValue;
import dev.showwise.migrate.schema.ForeignKey;
import dev.showwise.migrate.schema.SchemaDifference;
import dev.showwise.migrate.schema.SchemaDifference.Kind;
import dev.showwise.migrate.schema.Table;
import dev.showwise.migrate.schema.UniqueKey;
import dev.showwise.migrate.spi.Dialect;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares one table that was found with what is declared of it, piece by piece. */
final class TableComparator {
  private final Table found;
  private final Dialect dialect;

  TableComparator(Table found, Dialect dialect) {
    this.found = found;
    this.dialect = dialect;
  }

  /** Everything in which the table lacks or contradicts {@code declared}; what it has more is fine. */
  List<SchemaDifference> differences(Table declared) {
    List<SchemaDifference> differences = new ArrayList<>();
    declared.columns().forEach(column -> differences.addAll(column(column)));
    primaryKey(declared.primaryKey()).ifPresent(differences::add);
    declared.uniqueKeys().forEach(key -> uniqueKey(key).ifPresent(differences::add));
    declared.foreignKeys().forEach(key -> foreignKey(key).ifPresent(differences::add));
    return List.copyOf(differences);
  }

  /** The column of that name as the product compares names. */
  Optional<Column> find(String name) {
    String wanted = dialect.normalizeName(name);
    return found.columns().stream()
        .filter(c -> dialect.normalizeName(c.name()).equals(wanted))
        .findFirst();
  }

  /** That a column is not there, as a difference. */
  SchemaDifference missing(String column) {
    return difference(Kind.COLUMN_MISSING, "column " + found.name() + "." + column + " is missing");
  }

  /** The differences of one column, at most one of each sort. */
  List<SchemaDifference> column(Column declared) {
    Optional<Column> there = find(declared.name());
    if (there.isEmpty()) {
      return List.of(missing(declared.name()));
    }
    Column column = there.get();
    List<SchemaDifference> differences = new ArrayList<>();
    type(declared, column).ifPresent(differences::add);
    nullability(declared, column).ifPresent(differences::add);
    generation(declared, column).ifPresent(differences::add);
    if (column.generation() == Column.Generation.NONE) {
      defaultValue(declared, column).ifPresent(differences::add);
    }
    return differences;
  }

  private Optional<SchemaDifference> type(Column declared, Column column) {
    ColumnType expected = dialect.normalizeType(declared.type());
    ColumnType actual = dialect.normalizeType(column.type());
    if (!sameFamily(expected, actual)) {
      return Optional.of(typeDifference(Kind.TYPE, declared, column));
    }
    OptionalInt minimum = declared.tolerance().minimumLength();
    boolean sameLength = expected.length() == actual.length();
    boolean longEnough =
        minimum.isPresent() && (actual.length() == 0 || actual.length() >= minimum.getAsInt());
    if (isText(expected) && !sameLength && !longEnough) {
      String wanted = minimum.isPresent()
          ? "at least " + minimum.getAsInt() + " is expected"
          : words(expected.length()) + " is expected";
      return Optional.of(
          difference(Kind.LENGTH, column, ": length is " + words(actual.length()) + ", " + wanted));
    } else if (!isText(expected) && !expected.equals(actual)) {
      return Optional.of(typeDifference(Kind.LENGTH, declared, column));
    }
    return Optional.empty();
  }

  private SchemaDifference typeDifference(Kind kind, Column declared, Column column) {
    return difference(
        kind,
        column,
        ": type is " + dialect.describeType(column.type()) + ", "
            + dialect.describeType(declared.type()) + " is expected");
  }

  private static boolean sameFamily(ColumnType one, ColumnType other) {
    boolean sameName = one.nativeName().equalsIgnoreCase(other.nativeName());
    return isText(one) ? isText(other) : one.kind() == other.kind() && sameName;
  }

  private static boolean isText(ColumnType type) {
    return type.kind() == ColumnType.Kind.VARCHAR || type.kind() == ColumnType.Kind.TEXT;
  }

  private static String words(int length) {
    return length == 0 ? "unlimited" : Integer.toString(length);
  }

  private Optional<SchemaDifference> nullability(Column declared, Column column) {
    if (declared.nullability() == column.nullability()) {
      return Optional.empty();
    } else if (declared.nullability() == Column.Nullability.NOT_NULL) {
      return Optional.of(
          difference(Kind.NULLABILITY, column, ": NULL is allowed, NOT NULL is expected"));
    }
    // a primary key refuses NULL whether its columns say so or not
    boolean inPrimaryKey = names(found.primaryKey()).contains(dialect.normalizeName(column.name()));
    return inPrimaryKey
        ? Optional.empty()
        : Optional.of(difference(
            Kind.NULLABILITY, column, ": NULL is refused, it is expected to be allowed"));
  }

  private Optional<SchemaDifference> generation(Column declared, Column column) {
    if (declared.generation() == column.generation()) {
      return Optional.empty();
    } else if (column.generation() == Column.Generation.COMPUTED) {
      return Optional.of(difference(
          Kind.GENERATION,
          column,
          ": its values are computed, a column that rows write is expected"));
    } else if (declared.generation() == Column.Generation.IDENTITY) {
      return Optional.of(difference(
          Kind.GENERATION, column, ": the database does not number its rows, it is expected to"));
    }
    // SQLite numbers every INTEGER PRIMARY KEY, and still takes values that rows bring
    boolean wholeKey = found.primaryKey().size() == 1;
    return wholeKey
        ? Optional.empty()
        : Optional.of(difference(
            Kind.GENERATION, column, ": the database numbers its rows, it is expected not to"));
  }

  private Optional<SchemaDifference> defaultValue(Column declared, Column column) {
    Optional<DefaultValue> expected = defaultOf(declared);
    Optional<DefaultValue> actual = defaultOf(column);
    boolean accepted = actual.isEmpty()
        && declared.tolerance().absentDefault() == Column.AbsentDefault.IS_ACCEPTED;
    if (expected.equals(actual) || accepted) {
      return Optional.empty();
    }
    String is = actual.map(v -> "default is " + v).orElse("there is no default");
    String wanted = expected.map(DefaultValue::toString).orElse("none");
    return Optional.of(
        difference(Kind.DEFAULT, column, ": " + is + ", " + wanted + " is expected"));
  }

  /** NULL as a default is no default. */
  private Optional<DefaultValue> defaultOf(Column column) {
    return column
        .defaultValue()
        .map(value -> dialect.normalizeDefault(value, column.type()))
        .filter(value ->
            !(value instanceof DefaultValue.Expression e && e.sql().equalsIgnoreCase("NULL")));
  }

  /** The difference of the primary key, if there is one; the order of its columns counts. */
  Optional<SchemaDifference> primaryKey(List<String> declared) {
    if (names(declared).equals(names(found.primaryKey()))) {
      return Optional.empty();
    }
    String is = found.primaryKey().isEmpty()
        ? "there is no primary key"
        : "primary key is " + list(found.primaryKey());
    String wanted = declared.isEmpty() ? "none" : list(declared);
    return Optional.of(difference(
        Kind.PRIMARY_KEY, "table " + found.name() + ": " + is + ", " + wanted + " is expected"));
  }

  /** That nothing keeps these columns unique, if so. */
  Optional<SchemaDifference> uniqueKey(UniqueKey declared) {
    return isUnique(declared.columns())
        ? Optional.empty()
        : Optional.of(difference(
            Kind.UNIQUE_MISSING,
            "table " + found.name() + ": no unique key on " + list(declared.columns())));
  }

  /** Whether a unique key, a unique index or the primary key is over exactly these columns. */
  boolean isUnique(List<String> columns) {
    Set<String> wanted = new HashSet<>(names(columns));
    return wanted.equals(new HashSet<>(names(found.primaryKey())))
        || found.uniqueKeys().stream()
            .anyMatch(key -> wanted.equals(new HashSet<>(names(key.columns()))));
  }

  /** That a reference is not there, or has other actions, if so. */
  Optional<SchemaDifference> foreignKey(ForeignKey declared) {
    List<ForeignKey> similar =
        found.foreignKeys().stream().filter(key -> sameReference(key, declared)).toList();
    if (similar.stream().anyMatch(key -> sameActions(key, declared))) {
      return Optional.empty();
    }
    String reference = "foreign key " + list(declared.columns()) + " → "
        + declared.referencedTable() + list(declared.referencedColumns());
    String message = similar.isEmpty()
        ? "no " + reference
        : reference + " has " + actions(similar.get(0)) + ", " + actions(declared) + " is expected";
    return Optional.of(
        difference(Kind.FOREIGN_KEY_MISSING, "table " + found.name() + ": " + message));
  }

  private boolean sameReference(ForeignKey one, ForeignKey other) {
    return dialect
            .normalizeName(one.referencedTable())
            .equals(dialect.normalizeName(other.referencedTable()))
        && pairs(one).equals(pairs(other));
  }

  private Set<List<String>> pairs(ForeignKey key) {
    Set<List<String>> pairs = new HashSet<>();
    for (int i = 0; i < key.columns().size(); i++) {
      pairs.add(names(List.of(key.columns().get(i), key.referencedColumns().get(i))));
    }
    return pairs;
  }

  private static boolean sameActions(ForeignKey one, ForeignKey other) {
    return one.onDelete() == other.onDelete() && one.onUpdate() == other.onUpdate();
  }

  private static String actions(ForeignKey key) {
    return ("ON DELETE " + key.onDelete() + " ON UPDATE " + key.onUpdate()).replace('_', ' ');
  }

  private List<String> names(List<String> names) {
    return names.stream().map(dialect::normalizeName).toList();
  }

  /** Columns for a message: {@code (a, b)}. */
  static String list(List<String> columns) {
    return columns.stream().collect(Collectors.joining(", ", "(", ")"));
  }

  private SchemaDifference difference(Kind kind, Column column, String message) {
    return difference(kind, "column " + found.name() + "." + column.name() + message);
  }

  private SchemaDifference difference(Kind kind, String message) {
    return new SchemaDifference(kind, found.name(), message);
  }
}
