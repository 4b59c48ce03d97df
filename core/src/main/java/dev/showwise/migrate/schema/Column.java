package dev.showwise.migrate.schema;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A column of a table. Made with {@link #column} and refined step by step; each step returns a new
 * value:
 *
 * <pre>{@code
 * column("secret", varchar(255)).notNull().atLeast(32)
 * }</pre>
 *
 * @param name the name, unquoted, never blank
 * @param type the portable type
 * @param nullability whether rows may leave it empty
 * @param generation whether the database makes its values
 * @param defaultValue what a row gets that names no value; empty for none
 * @param tolerance what a column that is already there may be instead
 */
public record Column(
    String name,
    ColumnType type,
    Nullability nullability,
    Generation generation,
    Optional<DefaultValue> defaultValue,
    Tolerance tolerance) {

  /** Whether rows may leave a column empty. */
  public enum Nullability {
    /** NULL is allowed. */
    NULLABLE,
    /** NULL is refused. */
    NOT_NULL
  }

  /** Whether the database makes a column's values. */
  public enum Generation {
    /** Rows bring their values. */
    NONE,
    /** The database numbers the rows; the column is the primary key. */
    IDENTITY,
    /** Computed from other columns. Found in databases, not declared here. */
    COMPUTED
  }

  /**
   * What a column that is already there may be instead of what is declared. Has no part in what is
   * created, nor in the checksum.
   *
   * @param minimumLength the shortest length that is accepted; empty: the declared one exactly
   * @param absentDefault whether the column may lack the declared default
   */
  public record Tolerance(OptionalInt minimumLength, AbsentDefault absentDefault) {
    /** Nothing but what is declared. */
    public static final Tolerance NONE =
        new Tolerance(OptionalInt.empty(), AbsentDefault.IS_A_DIFFERENCE);
  }

  /** Whether a column that is already there may lack the declared default. */
  public enum AbsentDefault {
    /** It must have the default. */
    IS_A_DIFFERENCE,
    /** It may lack it. */
    IS_ACCEPTED
  }

  /** Checks that the parts are there. */
  public Column {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a column needs a name");
    }
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(nullability, "nullability");
    Objects.requireNonNull(generation, "generation");
    Objects.requireNonNull(defaultValue, "defaultValue");
    Objects.requireNonNull(tolerance, "tolerance");
  }

  /** A nullable column without a default. */
  public static Column column(String name, ColumnType type) {
    return new Column(
        name, type, Nullability.NULLABLE, Generation.NONE, Optional.empty(), Tolerance.NONE);
  }

  /** The same column, refusing NULL. */
  public Column notNull() {
    return new Column(name, type, Nullability.NOT_NULL, generation, defaultValue, tolerance);
  }

  /** The same column, numbered by the database and primary key of its table. */
  public Column identity() {
    return new Column(
        name, type, Nullability.NOT_NULL, Generation.IDENTITY, defaultValue, tolerance);
  }

  /** The same column with a default. */
  public Column defaultsTo(DefaultValue value) {
    return new Column(name, type, nullability, generation, Optional.of(value), tolerance);
  }

  /** The same column with a text as its default. */
  public Column defaultsTo(String value) {
    return defaultsTo(DefaultValue.of(value));
  }

  /** The same column with a number as its default. */
  public Column defaultsTo(long value) {
    return defaultsTo(DefaultValue.of(value));
  }

  /** The same column with a truth value as its default. */
  public Column defaultsTo(boolean value) {
    return defaultsTo(DefaultValue.of(value));
  }

  /** The same column; one that is already there may be of any length from {@code length} up. */
  public Column atLeast(int length) {
    return new Column(
        name,
        type,
        nullability,
        generation,
        defaultValue,
        new Tolerance(OptionalInt.of(length), tolerance.absentDefault()));
  }

  /** The same column; one that is already there may lack the default. */
  public Column defaultMayBeAbsent() {
    return new Column(
        name,
        type,
        nullability,
        generation,
        defaultValue,
        new Tolerance(tolerance.minimumLength(), AbsentDefault.IS_ACCEPTED));
  }
}
