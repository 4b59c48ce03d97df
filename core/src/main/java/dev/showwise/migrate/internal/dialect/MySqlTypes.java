package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.schema.ColumnType;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Column types: how they are written, and what is meant by what is found.
 *
 * <p>A portable whole number is always signed here, identity or not, so that a column that refers to
 * another one always has its type, which InnoDB insists on. Moments are DATETIME(6) and never
 * TIMESTAMP: that one is converted to and from each session's time zone, ends in 2038, and on some
 * servers changes by itself with every update of its row.
 */
final class MySqlTypes {
  private static final Pattern PARTS = Pattern.compile(
      "([a-z][a-z0-9_ ]*?)\\s*(?:\\((.*?)\\))?((?:\\s+[a-z0-9_]+)*)", Pattern.DOTALL);
  private static final Pattern CHARACTER_SET = Pattern.compile(
      "\\s+(?:(?:character\\s+set|charset|collate)\\s*=?\\s*[a-z0-9_]+|binary|ascii|unicode)(?=\\s|$)");

  private MySqlTypes() {}

  /** The type as it is written in a statement. */
  static String sql(ColumnType type) {
    return switch (type.kind()) {
      case BOOLEAN -> "TINYINT(1)";
      case INTEGER -> "INT";
      case BIGINT -> "BIGINT";
      case DECIMAL ->
        type.length() == 0 ? "DECIMAL" : "DECIMAL(" + type.length() + "," + type.scale() + ")";
      case DOUBLE -> "DOUBLE";
      // TEXT ends at 64 KiB of bytes, which is no text of any length
      case VARCHAR, TEXT -> type.length() == 0 ? "LONGTEXT" : "VARCHAR(" + type.length() + ")";
      case BLOB -> "LONGBLOB";
      case DATE -> "DATE";
      case TIMESTAMP -> "DATETIME(6)";
      case NATIVE -> type.nativeName();
    };
  }

  /** Reads a type as the server tells it, in lower case. */
  static ColumnType parse(String found) {
    return switch (found) {
      case "tinyint(1)" -> ColumnType.bool();
      case "double" -> ColumnType.doublePrecision();
      case "longtext" -> ColumnType.text();
      case "longblob" -> ColumnType.blob();
      case "date" -> ColumnType.date();
      case "datetime(6)" -> ColumnType.timestamp();
      default -> parseParts(found);
    };
  }

  private static ColumnType parseParts(String found) {
    Matcher parts = PARTS.matcher(found);
    if (!parts.matches() || !parts.group(3).isBlank()) {
      return ColumnType.nativeType(found);
    }
    String size = parts.group(2) == null ? "" : parts.group(2).replace(" ", "");
    return switch (parts.group(1)) {
      // what follows in parentheses is how wide it is shown, nothing more
      case "int" -> ColumnType.integer();
      case "bigint" -> ColumnType.bigint();
      case "varchar" ->
        size.matches("[1-9]\\d{0,8}")
            ? ColumnType.varchar(Integer.parseInt(size))
            : ColumnType.nativeType(found);
      case "decimal" -> decimal(size, found);
      default -> ColumnType.nativeType(found);
    };
  }

  private static ColumnType decimal(String size, String found) {
    if (size.isEmpty()) {
      return ColumnType.decimal(10, 0);
    } else if (!size.matches("\\d{1,3}(,\\d{1,3})?")) {
      return ColumnType.nativeType(found);
    }
    int comma = size.indexOf(',');
    return comma < 0
        ? ColumnType.decimal(Integer.parseInt(size), 0)
        : ColumnType.decimal(
            Integer.parseInt(size.substring(0, comma)),
            Integer.parseInt(size.substring(comma + 1)));
  }

  /**
   * One type for all that are the same in a comparison. A text or bytes of 64 KiB and more count as
   * of any length, a moment as a moment however many digits its seconds have, and a single bit as a
   * truth value: that is what applications made their columns with, and they work with it.
   */
  static ColumnType normalize(ColumnType type, MySqlProduct product) {
    return switch (type.kind()) {
      case DECIMAL -> type.length() == 0 ? ColumnType.decimal(10, 0) : type;
      case VARCHAR -> type.length() == 0 ? ColumnType.text() : ColumnType.varchar(type.length());
      case NATIVE -> normalizeNative(type.nativeName(), product);
      default -> type;
    };
  }

  private static ColumnType normalizeNative(String name, MySqlProduct product) {
    String text = name.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    text = CHARACTER_SET.matcher(text).replaceAll("").strip();
    text = text.replace("double precision", "double")
        .replaceFirst("^(national )?(character varying|varchar)", "varchar")
        .replaceFirst("^(national )?(character|char)(?![a-z])", "char");
    Matcher parts = PARTS.matcher(text);
    if (!parts.matches()) {
      return ColumnType.nativeType(name);
    }
    String base = product.typeMeantBy(baseName(parts.group(1)));
    String size = parts.group(2) == null ? "" : "(" + parts.group(2).replace(", ", ",") + ")";
    String attributes = parts.group(3).strip();
    return switch (base) {
      case "bool" -> ColumnType.bool();
      case "text", "mediumtext", "longtext" -> ColumnType.text();
      case "blob", "mediumblob", "longblob" -> ColumnType.blob();
      case "datetime" -> ColumnType.timestamp();
      case "tinyint" ->
        size.equals("(1)") && attributes.isEmpty()
            ? ColumnType.bool()
            : withAttributes(base, attributes);
      case "smallint", "mediumint", "int", "bigint" -> withAttributes(base, attributes);
      case "year" -> ColumnType.nativeType("year");
      // what some object mappers make of a truth value
      case "bit" ->
        size.isEmpty() || size.equals("(1)")
            ? ColumnType.bool()
            : withAttributes(base + size, attributes);
      case "char", "binary" -> withAttributes(base + (size.isEmpty() ? "(1)" : size), attributes);
      case "timestamp", "time" ->
        withAttributes(base + (size.equals("(0)") ? "" : size), attributes);
      default -> withAttributes(base + size, attributes);
    };
  }

  private static ColumnType withAttributes(String type, String attributes) {
    if (attributes.contains("zerofill") && !attributes.contains("unsigned")) {
      return parse(type + " unsigned " + attributes);
    }
    return parse(attributes.isEmpty() ? type : type + " " + attributes);
  }

  private static String baseName(String name) {
    return switch (name) {
      case "boolean" -> "bool";
      case "integer" -> "int";
      case "numeric", "dec", "fixed" -> "decimal";
      case "real" -> "double";
      case "nvarchar" -> "varchar";
      case "nchar" -> "char";
      default -> name;
    };
  }

  /** How the product calls the type. */
  static String describe(ColumnType type) {
    return sql(type).toLowerCase(Locale.ROOT);
  }

  /** How many digits the seconds of a DATETIME or TIMESTAMP column have; empty for other types. */
  static OptionalInt digitsOfSeconds(ColumnType type) {
    Matcher parts = PARTS.matcher(describe(type));
    if (!parts.matches()
        || !(parts.group(1).equals("datetime") || parts.group(1).equals("timestamp"))) {
      return OptionalInt.empty();
    }
    String size = parts.group(2);
    return OptionalInt.of(size != null && size.matches("[0-6]") ? Integer.parseInt(size) : 0);
  }

  /** Whether a column of the type is kept outside of its row, so that MySQL wants an expression. */
  static boolean isLarge(ColumnType type) {
    String name = describe(type);
    return name.endsWith("text") || name.endsWith("blob") || name.startsWith("json");
  }
}
