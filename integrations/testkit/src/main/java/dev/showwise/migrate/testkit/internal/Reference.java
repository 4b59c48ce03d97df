package dev.showwise.migrate.testkit.internal;

import dev.showwise.migrate.schema.Column;
import dev.showwise.migrate.schema.ColumnType;
import dev.showwise.migrate.testkit.DatabaseProvider;
import dev.showwise.migrate.testkit.internal.Picture.Contents;
import dev.showwise.migrate.testkit.internal.Stage.Rows;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What comes of the migration when nothing is in its way; what comes of it otherwise has to be the same.
 * Columns of times are not compared, nor those that differ from one run to the next.
 */
final class Reference {
  private final Picture before;
  private final Picture picture;
  private final Set<String> varying;
  private final int statements;

  private Reference(Picture before, Picture picture, Set<String> varying, int statements) {
    this.before = before;
    this.picture = picture;
    this.varying = varying;
    this.statements = statements;
  }

  /** Applies it twice, each time to a new database with rows. */
  static Reference of(Subject subject, DatabaseProvider provider) throws SQLException {
    try (Stage one = Stage.before(subject, provider, Rows.IN_ORDER);
        Stage other = Stage.before(subject, provider, Rows.IN_ORDER)) {
      Picture before = one.picture();
      one.apply();
      other.apply();
      Picture picture = one.picture();
      return new Reference(
          before, picture, varying(picture, other.picture()), one.work().sent().size());
    }
  }

  private static Set<String> varying(Picture one, Picture other) {
    Set<String> varying = new HashSet<>();
    one.tables()
        .forEach((name, contents) -> contents.columns().forEach(column -> {
          Contents second = other.tables().get(name);
          if (second != null && !values(contents, column).equals(values(second, column))) {
            varying.add(name + "." + column);
          }
        }));
    return varying;
  }

  private static List<String> values(Contents contents, String column) {
    return contents.rows().stream()
        .map(row -> String.valueOf(row.get(column)))
        .sorted()
        .toList();
  }

  /** What is there in the end. */
  Picture picture() {
    return picture;
  }

  /** How many statements that may change something it sends. */
  int statements() {
    return statements;
  }

  /**
   * In what another database differs. Numbers that the database gives to new rows do not count, nor
   * references to them: one that was given and rolled back is not given again.
   */
  List<String> differencesOf(Picture other) {
    return RowComparison.between(
        picture,
        other,
        (table, column) -> mayDiffer(table, column) || isNumberOfNewRows(table, column));
  }

  private boolean mayDiffer(String table, String column) {
    return varying.contains(table + "." + column)
        || find(table, column)
            .map(Column::type)
            .map(ColumnType::kind)
            .filter(kind -> kind == ColumnType.Kind.TIMESTAMP || kind == ColumnType.Kind.DATE)
            .isPresent();
  }

  private boolean isNumberOfNewRows(String table, String column) {
    boolean isNumber = find(table, column)
        .filter(found -> found.generation() == Column.Generation.IDENTITY)
        .isPresent();
    if (isNumber) {
      return hasNewRows(table);
    }
    Contents contents = picture.tables().get(table);
    return contents != null
        && contents.table().foreignKeys().stream()
            .filter(key -> key.columns().stream().anyMatch(column::equalsIgnoreCase))
            .anyMatch(key -> hasNewRows(Picture.lower(key.referencedTable())));
  }

  private boolean hasNewRows(String table) {
    Contents was = before.tables().get(table);
    Contents is = picture.tables().get(table);
    return is != null && (was == null || was.rows().size() < is.rows().size());
  }

  private Optional<Column> find(String table, String column) {
    return Optional.ofNullable(picture.tables().get(table)).flatMap(found -> found.column(column));
  }
}
