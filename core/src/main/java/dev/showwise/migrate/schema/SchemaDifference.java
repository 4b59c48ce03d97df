package dev.showwise.migrate.schema;

import java.util.Objects;

/**
 * One thing in which a database differs from what is declared.
 *
 * @param kind what sort of difference
 * @param table the table it was found in, or should have been
 * @param message the difference in words, complete in itself: {@code column two_factor_auth.secret:
 *     length is 16, 32 or more is expected}
 */
public record SchemaDifference(Kind kind, String table, String message) {

  /** What sort of difference. */
  public enum Kind {
    /** A table is not there. */
    TABLE_MISSING,
    /** Something of that name is there, but it is no table. */
    NOT_A_TABLE,
    /** A table is there that should not be. */
    TABLE_PRESENT,
    /** A column is not there. */
    COLUMN_MISSING,
    /** A column is there that should not be. */
    COLUMN_PRESENT,
    /** A column holds another sort of values. */
    TYPE,
    /** A column holds shorter or longer values. */
    LENGTH,
    /** A column allows NULL and should not, or the other way round. */
    NULLABILITY,
    /** A column's default is another one, or there is one too few or too many. */
    DEFAULT,
    /** A column is computed or numbered by the database and should not be, or the other way round. */
    GENERATION,
    /** The primary key is another one. */
    PRIMARY_KEY,
    /** A unique key is not there. */
    UNIQUE_MISSING,
    /** A foreign key is not there. */
    FOREIGN_KEY_MISSING,
    /** An index is not there. */
    INDEX_MISSING,
    /** An index of that name is there, but over other columns, or not as unique as it should be. */
    INDEX_DIFFERS,
    /** An index is there that should not be. */
    INDEX_PRESENT
  }

  /** Checks that the parts are there. */
  public SchemaDifference {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(message, "message");
  }

  @Override
  public String toString() {
    return message;
  }
}
