package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.schema.ColumnType;
import dev.showwise.migrate.schema.DefaultValue;
import java.nio.charset.StandardCharsets;

/** The statements that make a change. */
final class PostgresDdl extends StandardDdl {
  static final PostgresDdl DDL = new PostgresDdl();

  private static final int LONGEST_NAME = 63;

  private PostgresDdl() {}

  /** See {@link dev.showwise.migrate.DialectFacts#quote}. */
  @Override
  protected String quote(String identifier) {
    if (identifier.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("the name '" + identifier.replace("\0", "\\0")
          + "' has a NUL character in it: PostgreSQL has no way to write it");
    }
    int bytes = identifier.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > LONGEST_NAME) {
      throw new IllegalArgumentException("the name '" + identifier + "' is " + bytes
          + " bytes long: PostgreSQL would cut it after " + LONGEST_NAME
          + " without an error, and then it would be another name; choose a shorter one");
    }
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  @Override
  protected String type(ColumnType type) {
    return PostgresTypes.sql(type);
  }

  @Override
  protected String defaultValue(DefaultValue value, ColumnType type) {
    return PostgresDefaults.sql(value, type);
  }
}
