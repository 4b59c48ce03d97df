package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.schema.ColumnType;
import dev.showwise.migrate.schema.DefaultValue;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/** Defaults in products whose columns hold values of their own type only. */
final class TypedDefaults {
  private TypedDefaults() {}

  /** The value that a column of that type makes of a literal; others stay as they are. */
  static DefaultValue inColumn(DefaultValue value, ColumnType type) {
    return switch (type.kind()) {
      case BOOLEAN -> truth(value);
      case INTEGER, BIGINT, DECIMAL, DOUBLE -> number(value);
      case VARCHAR, TEXT -> text(value);
      default -> value;
    };
  }

  private static DefaultValue truth(DefaultValue value) {
    if (value instanceof DefaultValue.Numeric number) {
      return DefaultValue.of(number.value().signum() != 0);
    } else if (value instanceof DefaultValue.Text text) {
      return switch (text.value().strip().toLowerCase(Locale.ROOT)) {
        case "t", "true", "y", "yes", "on", "1" -> DefaultValue.of(true);
        case "f", "false", "n", "no", "off", "0" -> DefaultValue.of(false);
        default -> value;
      };
    }
    return value;
  }

  private static DefaultValue number(DefaultValue value) {
    if (value instanceof DefaultValue.Bool bool) {
      return DefaultValue.of(bool.value() ? 1 : 0);
    } else if (value instanceof DefaultValue.Text text) {
      Optional<BigDecimal> number = Numbers.ofText(text.value().strip());
      return number.isPresent() ? new DefaultValue.Numeric(number.get()) : value;
    }
    return value;
  }

  private static DefaultValue text(DefaultValue value) {
    boolean literal = value instanceof DefaultValue.Numeric || value instanceof DefaultValue.Bool;
    return literal ? DefaultValue.of(value.toString()) : value;
  }

  /** A text in quotes; refuses one that cannot be written. */
  static String quoted(DefaultValue.Text text, String product) {
    if (text.value().indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "a default must not have a NUL character in it: " + product + " has no way to write it");
    }
    return text.toString();
  }
}
