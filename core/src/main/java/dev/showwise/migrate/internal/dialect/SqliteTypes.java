package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.schema.ColumnType;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Column types: how SQLite writes them, and what it makes of what is written. */
final class SqliteTypes {

  /** The type of a column that was declared without one. */
  static final ColumnType NO_TYPE = ColumnType.nativeType("(no type)");

  private static final ColumnType NUMERIC = ColumnType.decimal(0, 0);
  private static final ColumnType VARCHAR = new ColumnType(ColumnType.Kind.VARCHAR, 0, 0, "");

  private static final Pattern NAME_AND_SIZE = Pattern.compile(
      "([^(]+?)\\s*(?:\\(\\s*(\\d{1,9})\\s*(?:,\\s*(\\d{1,9})\\s*)?\\))?", Pattern.DOTALL);
  private static final Pattern SIZE = Pattern.compile("\\(\\s*(\\d{1,9})\\s*\\)");

  /** What SQLite tries to turn a value into before it stores it. All that a declared type means. */
  enum Affinity {
    /** Text. */
    TEXT,
    /** A number if it looks like one. */
    NUMERIC,
    /** A number if it looks like one; a whole one where nothing is lost. */
    INTEGER,
    /** A number if it looks like one, with a point. */
    REAL,
    /** As it comes. */
    BLOB
  }

  private SqliteTypes() {}

  /** The type as it is written in a statement. */
  static String sql(ColumnType type) {
    return switch (type.kind()) {
      case BOOLEAN -> "BOOLEAN";
      case INTEGER -> "INTEGER";
      case BIGINT -> "BIGINT";
      case DECIMAL ->
        type.length() == 0 ? "DECIMAL" : "DECIMAL(" + type.length() + "," + type.scale() + ")";
      case DOUBLE -> "DOUBLE";
      case VARCHAR -> sized("VARCHAR", type.length());
      case TEXT -> sized("TEXT", type.length());
      case BLOB -> "BLOB";
      case DATE -> "DATE";
      case TIMESTAMP -> "DATETIME";
      case NATIVE -> type.equals(NO_TYPE) ? "" : type.nativeName();
    };
  }

  private static String sized(String name, int length) {
    return length == 0 ? name : name + "(" + length + ")";
  }

  /** Reads a type as a table declares it. */
  static ColumnType parse(String declared) {
    String text = declared.strip();
    if (text.isEmpty()) {
      return NO_TYPE;
    }
    Matcher matcher = NAME_AND_SIZE.matcher(text);
    if (!matcher.matches()) {
      return ColumnType.nativeType(text);
    }
    String name = matcher.group(1).replaceAll("\\s+", " ").toUpperCase(Locale.ROOT);
    int length = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
    int scale = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
    boolean unsized = matcher.group(2) == null;
    return switch (name) {
      case "VARCHAR", "CHARACTER VARYING" -> length == 0 ? VARCHAR : ColumnType.varchar(length);
      case "DECIMAL", "NUMERIC" -> ColumnType.decimal(length, scale);
      default -> unsized ? simple(name, text) : ColumnType.nativeType(text);
    };
  }

  private static ColumnType simple(String name, String text) {
    return switch (name) {
      case "BOOLEAN", "BOOL" -> ColumnType.bool();
      case "INTEGER", "INT" -> ColumnType.integer();
      case "BIGINT" -> ColumnType.bigint();
      case "REAL", "DOUBLE", "DOUBLE PRECISION", "FLOAT" -> ColumnType.doublePrecision();
      case "TEXT" -> ColumnType.text();
      case "BLOB" -> ColumnType.blob();
      case "DATE" -> ColumnType.date();
      case "DATETIME", "TIMESTAMP" -> ColumnType.timestamp();
      default -> ColumnType.nativeType(text);
    };
  }

  /** The affinity that SQLite gives to a column of this type. */
  static Affinity affinity(ColumnType type) {
    if (type.equals(NO_TYPE)) {
      return Affinity.BLOB;
    }
    String name = sql(type).toUpperCase(Locale.ROOT);
    // the order matters: CHARINT is a whole number, and so is POINT
    if (name.contains("INT")) {
      return Affinity.INTEGER;
    } else if (name.contains("CHAR") || name.contains("CLOB") || name.contains("TEXT")) {
      return Affinity.TEXT;
    } else if (name.contains("BLOB")) {
      return Affinity.BLOB;
    } else if (name.contains("REAL") || name.contains("FLOA") || name.contains("DOUB")) {
      return Affinity.REAL;
    }
    return Affinity.NUMERIC;
  }

  /** One type for all types that SQLite treats alike, with the declared length kept. */
  static ColumnType normalize(ColumnType type) {
    return switch (affinity(type)) {
      case TEXT -> new ColumnType(ColumnType.Kind.TEXT, textLength(type), 0, "");
      case INTEGER -> ColumnType.integer();
      case REAL -> ColumnType.doublePrecision();
      case BLOB -> ColumnType.blob();
      case NUMERIC -> type.kind() == ColumnType.Kind.DECIMAL ? type : NUMERIC;
    };
  }

  private static int textLength(ColumnType type) {
    if (type.kind() != ColumnType.Kind.NATIVE) {
      return type.length();
    }
    Matcher matcher = SIZE.matcher(type.nativeName());
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  /** The type in words: what it means to SQLite, and how it is written. */
  static String describe(ColumnType type) {
    String written = type.equals(NO_TYPE) ? "no declared type" : sql(type).toLowerCase(Locale.ROOT);
    return affinity(type) + " affinity (" + written + ")";
  }
}
