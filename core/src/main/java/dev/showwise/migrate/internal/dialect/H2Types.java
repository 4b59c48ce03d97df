package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.schema.ColumnType;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Column types: how H2 writes them, and what its many names for one type mean. */
final class H2Types {
  private static final Pattern NAME_AND_SIZE =
      Pattern.compile("([^(]+?)\\s*(?:\\(\\s*(\\d{1,10})\\s*(?:,\\s*(\\d{1,10})\\s*)?\\))?");

  /** The lengths that H2 tells of a column that was declared without one, by release. */
  private static final Set<String> LONGEST_TEXT = Set.of("1000000000", "1048576");

  private static final String MOST_DIGITS = "100000";

  private H2Types() {}

  /** The type as it is written in a statement. */
  static String sql(ColumnType type) {
    return switch (type.kind()) {
      case BOOLEAN -> "BOOLEAN";
      case INTEGER -> "INTEGER";
      case BIGINT -> "BIGINT";
      // NUMERIC without a size would have no digits after the point
      case DECIMAL ->
        type.length() == 0 ? "DECFLOAT" : "NUMERIC(" + type.length() + ", " + type.scale() + ")";
      case DOUBLE -> "DOUBLE PRECISION";
      case VARCHAR -> type.length() == 0 ? "VARCHAR" : "VARCHAR(" + type.length() + ")";
      case TEXT -> "CHARACTER LARGE OBJECT";
      case BLOB -> "BINARY LARGE OBJECT";
      case DATE -> "DATE";
      case TIMESTAMP -> "TIMESTAMP";
      case NATIVE -> type.nativeName();
    };
  }

  /** Reads a type under any of H2's names for it. */
  static ColumnType parse(String written) {
    String text = written.strip().replaceAll("\\s+", " ");
    Matcher matcher = NAME_AND_SIZE.matcher(text.toUpperCase(Locale.ROOT));
    if (text.indexOf('"') >= 0 || !matcher.matches()) {
      return ColumnType.nativeType(text);
    }
    String size = matcher.group(2) == null ? "" : matcher.group(2);
    String scale = matcher.group(3) == null ? "0" : matcher.group(3);
    String name = fullName(matcher.group(1));
    return switch (name) {
      case "BOOLEAN" -> ColumnType.bool();
      case "INTEGER" -> ColumnType.integer();
      case "BIGINT" -> ColumnType.bigint();
      case "NUMERIC" ->
        size.isEmpty()
            ? ColumnType.decimal(Integer.parseInt(MOST_DIGITS), 0)
            : ColumnType.decimal(number(size), number(scale));
      case "DECFLOAT" ->
        size.isEmpty() || size.equals(MOST_DIGITS)
            ? ColumnType.decimal(0, 0)
            : ColumnType.nativeType("DECFLOAT(" + size + ")");
      case "DOUBLE PRECISION" -> ColumnType.doublePrecision();
      case "CHARACTER VARYING" ->
        size.isEmpty() || LONGEST_TEXT.contains(size)
            ? new ColumnType(ColumnType.Kind.VARCHAR, 0, 0, "")
            : ColumnType.varchar(number(size));
      case "CHARACTER LARGE OBJECT" -> ColumnType.text();
      case "BINARY LARGE OBJECT" -> ColumnType.blob();
      case "DATE" -> ColumnType.date();
      // six digits after the second are what it has if nothing is said
      case "TIMESTAMP" ->
        size.isEmpty() || size.equals("6")
            ? ColumnType.timestamp()
            : ColumnType.nativeType("TIMESTAMP(" + size + ")");
      default -> ColumnType.nativeType(size.isEmpty() ? name : name + "(" + size + ")");
    };
  }

  private static int number(String digits) {
    return (int) Math.min(Integer.MAX_VALUE, Long.parseLong(digits));
  }

  /** The name that H2 itself uses when it tells a type. */
  private static String fullName(String name) {
    return switch (name) {
      case "INT", "INT4", "SIGNED", "MEDIUMINT" -> "INTEGER";
      case "INT8" -> "BIGINT";
      case "INT2" -> "SMALLINT";
      case "BOOL", "BIT" -> "BOOLEAN";
      case "DECIMAL", "DEC" -> "NUMERIC";
      case "DOUBLE", "FLOAT8", "FLOAT" -> "DOUBLE PRECISION";
      case "FLOAT4" -> "REAL";
      case "VARCHAR", "VARCHAR2", "NVARCHAR", "LONGVARCHAR", "CHAR VARYING", "NATIONAL VARCHAR" ->
        "CHARACTER VARYING";
      case "CHAR", "NCHAR" -> "CHARACTER";
      case "TEXT", "CLOB", "NCLOB", "TINYTEXT", "MEDIUMTEXT", "LONGTEXT", "CHAR LARGE OBJECT" ->
        "CHARACTER LARGE OBJECT";
      case "BLOB", "TINYBLOB", "MEDIUMBLOB", "LONGBLOB", "IMAGE" -> "BINARY LARGE OBJECT";
      case "VARBINARY", "BYTEA", "RAW", "LONGVARBINARY" -> "BINARY VARYING";
      case "DATETIME", "SMALLDATETIME", "TIMESTAMP WITHOUT TIME ZONE" -> "TIMESTAMP";
      default -> name;
    };
  }

  /** One type for all names of it; how exactly a moment is kept does not count. */
  static ColumnType normalize(ColumnType type) {
    return switch (type.kind()) {
      case TEXT -> ColumnType.text();
      case NATIVE -> {
        ColumnType parsed = parse(type.nativeName());
        yield parsed.nativeName().startsWith("TIMESTAMP(") ? ColumnType.timestamp() : parsed;
      }
      default -> type;
    };
  }

  /** The type as H2's users know it. */
  static String describe(ColumnType type) {
    return sql(type).toLowerCase(Locale.ROOT);
  }
}
