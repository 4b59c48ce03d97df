package dev.showwise.migrate.schema;

import java.math.BigDecimal;
import java.util.Objects;

/** What a column gets when a row names no value for it. */
public sealed interface DefaultValue {

  /** A text. */
  record Text(String value) implements DefaultValue {
    public Text {
      Objects.requireNonNull(value, "value");
    }

    @Override
    public String toString() {
      return "'" + value.replace("'", "''") + "'";
    }
  }

  /** A number; equal when the numbers are, whatever their scale. */
  record Numeric(BigDecimal value) implements DefaultValue {
    public Numeric {
      value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }

    @Override
    public String toString() {
      return value.toPlainString();
    }
  }

  /** True or false. */
  record Bool(boolean value) implements DefaultValue {
    @Override
    public String toString() {
      return Boolean.toString(value);
    }
  }

  /** The moment at which the row is made, by the database's clock. */
  record CurrentTimestamp() implements DefaultValue {
    @Override
    public String toString() {
      return "CURRENT_TIMESTAMP";
    }
  }

  /** An expression of one product, as SQL. */
  record Expression(String sql) implements DefaultValue {
    public Expression {
      Objects.requireNonNull(sql, "sql");
    }

    @Override
    public String toString() {
      return sql;
    }
  }

  /** The text {@code value}. */
  static DefaultValue of(String value) {
    return new Text(value);
  }

  /** The number {@code value}. */
  static DefaultValue of(long value) {
    return new Numeric(BigDecimal.valueOf(value));
  }

  /** The truth value {@code value}. */
  static DefaultValue of(boolean value) {
    return new Bool(value);
  }

  /** The moment at which the row is made. */
  static DefaultValue currentTimestamp() {
    return new CurrentTimestamp();
  }
}
