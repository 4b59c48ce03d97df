package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.schema.ColumnType;
import dev.showwise.migrate.schema.DefaultValue;
import dev.showwise.migrate.schema.SchemaChange;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Locale;

/** The statements that make a change. */
final class H2Ddl extends StandardDdl {
  static final H2Ddl DDL = new H2Ddl();

  private H2Ddl() {}

  /**
   * See {@link dev.showwise.migrate.DialectFacts#quote}. A plain name in lower case is put into
   * backticks, between which H2 changes the case as it does in a bare name: so {@code user} is the
   * table that statements without quotes mean, whatever the database is set to. Every other name is
   * put into double quotes and counts letter by letter.
   */
  @Override
  protected String quote(String identifier) {
    return isPlain(identifier) ? '`' + identifier + '`' : inDoubleQuotes(identifier);
  }

  /** See {@link dev.showwise.migrate.DialectFacts#quoteSpelled}. */
  static String inDoubleQuotes(String name) {
    if (name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("the name '" + name.replace("\0", "\\0")
          + "' has a NUL character in it: H2 has no way to write it");
    }
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private static boolean isPlain(String identifier) {
    boolean startsWithDigit = !identifier.isEmpty() && Character.isDigit(identifier.charAt(0));
    return !identifier.isEmpty()
        && !startsWithDigit
        && identifier
            .chars()
            .allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_');
  }

  /** The name that the database has for what {@link #quote} names. */
  static String spelled(String identifier, DatabaseMetaData metaData) throws SQLException {
    return isPlain(identifier) && metaData.storesUpperCaseIdentifiers()
        ? identifier.toUpperCase(Locale.ROOT)
        : identifier;
  }

  @Override
  protected String type(ColumnType type) {
    return H2Types.sql(type);
  }

  @Override
  protected String defaultValue(DefaultValue value, ColumnType type) {
    return H2Defaults.sql(value, type);
  }

  @Override
  protected String renameColumn(SchemaChange.RenameColumn rename) {
    return alter(rename.table()) + "ALTER COLUMN " + quote(rename.from()) + " RENAME TO "
        + quote(rename.to());
  }
}
