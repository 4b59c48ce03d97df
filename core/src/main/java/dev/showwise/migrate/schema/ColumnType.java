package dev.showwise.migrate.schema;

import java.util.Objects;

/**
 * The portable type of a column. Each dialect maps it to a type of its product; {@link #nativeType}
 * names a type of one product as it is.
 *
 * @param kind what sort of values the column holds
 * @param length the longest text in characters (varchar), the number of digits (decimal), else 0
 *     for 'no limit'
 * @param scale digits after the point (decimal), else 0
 * @param nativeName the product's own name of the type, for {@link Kind#NATIVE}, else empty
 */
public record ColumnType(Kind kind, int length, int scale, String nativeName) {

  /** What sort of values a column holds. */
  public enum Kind {
    /** True or false; 1 and 0 where a product has no such type. */
    BOOLEAN,
    /** A whole number of 32 bits at least. */
    INTEGER,
    /** A whole number of 64 bits. */
    BIGINT,
    /** An exact number with a fixed count of digits. */
    DECIMAL,
    /** A floating-point number of 64 bits. */
    DOUBLE,
    /** Text up to a length. */
    VARCHAR,
    /** Text of any length. */
    TEXT,
    /** Bytes of any length. */
    BLOB,
    /** A day. */
    DATE,
    /** A date and a time of day, without a zone. */
    TIMESTAMP,
    /** A type of one product, by the product's own name. */
    NATIVE
  }

  /** Checks that the parts fit together. */
  public ColumnType {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(nativeName, "nativeName");
    if (length < 0 || scale < 0) {
      throw new IllegalArgumentException(
          "length and scale of a column type must not be negative: " + length + ", " + scale);
    }
    if ((kind == Kind.NATIVE) == nativeName.isBlank()) {
      throw new IllegalArgumentException("only a native type has a native name, and it needs one");
    }
  }

  /** True or false. */
  public static ColumnType bool() {
    return simple(Kind.BOOLEAN);
  }

  /** A whole number of 32 bits at least. */
  public static ColumnType integer() {
    return simple(Kind.INTEGER);
  }

  /** A whole number of 64 bits. */
  public static ColumnType bigint() {
    return simple(Kind.BIGINT);
  }

  /** An exact number of {@code precision} digits, {@code scale} of them after the point. */
  public static ColumnType decimal(int precision, int scale) {
    return new ColumnType(Kind.DECIMAL, precision, scale, "");
  }

  /** A floating-point number of 64 bits. */
  public static ColumnType doublePrecision() {
    return simple(Kind.DOUBLE);
  }

  /** Text of at most {@code length} characters; {@code length} is at least 1. */
  public static ColumnType varchar(int length) {
    if (length < 1) {
      throw new IllegalArgumentException("a varchar needs a length of at least 1, not " + length);
    }
    return new ColumnType(Kind.VARCHAR, length, 0, "");
  }

  /** Text of any length. */
  public static ColumnType text() {
    return simple(Kind.TEXT);
  }

  /** Bytes of any length. */
  public static ColumnType blob() {
    return simple(Kind.BLOB);
  }

  /** A day. */
  public static ColumnType date() {
    return simple(Kind.DATE);
  }

  /** A date and a time of day, without a zone. */
  public static ColumnType timestamp() {
    return simple(Kind.TIMESTAMP);
  }

  /** The type that one product calls {@code name}; a migration that uses it is bound to that product. */
  public static ColumnType nativeType(String name) {
    return new ColumnType(Kind.NATIVE, 0, 0, name);
  }

  /** The type in a form for messages, such as {@code varchar(80)}. */
  @Override
  public String toString() {
    if (kind == Kind.NATIVE) {
      return nativeName;
    }
    String name = kind.name().toLowerCase(java.util.Locale.ROOT);
    if (kind == Kind.DECIMAL) {
      return name + "(" + length + "," + scale + ")";
    }
    return length == 0 ? name : name + "(" + length + ")";
  }

  private static ColumnType simple(Kind kind) {
    return new ColumnType(kind, 0, 0, "");
  }
}
