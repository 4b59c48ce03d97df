package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.schema.ColumnType;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Column types: how PostgreSQL writes them, and what its many names for one type mean. */
final class PostgresTypes {
  private static final Pattern NAME_AND_SIZE = Pattern.compile(
      "([^(\\[]+?)\\s*(?:\\(\\s*(\\d{1,9})\\s*(?:,\\s*(\\d{1,9})\\s*)?\\))?(\\s+with(?:out)? time zone)?",
      Pattern.DOTALL);
  private static final String WITH_ZONE = " with time zone";
  private static final String WITHOUT_ZONE = " without time zone";

  private PostgresTypes() {}

  /** The type as it is written in a statement. */
  static String sql(ColumnType type) {
    return switch (type.kind()) {
      case BOOLEAN -> "BOOLEAN";
      case INTEGER -> "INTEGER";
      case BIGINT -> "BIGINT";
      case DECIMAL ->
        type.length() == 0 ? "NUMERIC" : "NUMERIC(" + type.length() + "," + type.scale() + ")";
      case DOUBLE -> "DOUBLE PRECISION";
      case VARCHAR -> type.length() == 0 ? "VARCHAR" : "VARCHAR(" + type.length() + ")";
      case TEXT -> "TEXT";
      case BLOB -> "BYTEA";
      case DATE -> "DATE";
      case TIMESTAMP -> "TIMESTAMP";
      case NATIVE -> type.nativeName();
    };
  }

  /** Reads a type under any of PostgreSQL's names for it. */
  static ColumnType parse(String written) {
    String text = written.strip().replaceAll("\\s+", " ");
    Matcher matcher = NAME_AND_SIZE.matcher(text.toLowerCase(Locale.ROOT));
    if (text.indexOf('"') >= 0 || !matcher.matches()) {
      return ColumnType.nativeType(text);
    }
    String size = matcher.group(2) == null ? "" : matcher.group(2);
    String scale = matcher.group(3) == null ? "0" : matcher.group(3);
    String zone = matcher.group(4) == null ? "" : matcher.group(4);
    String name = fullName(matcher.group(1));
    if (name.endsWith(WITH_ZONE) || name.endsWith(WITHOUT_ZONE)) {
      int end = name.indexOf(" with");
      return moment(name.substring(0, end), size, name.substring(end));
    } else if (name.equals("timestamp") || name.equals("time")) {
      return moment(name, size, zone.isEmpty() ? WITHOUT_ZONE : zone);
    } else if (name.equals("character varying")) {
      return size.isEmpty()
          ? new ColumnType(ColumnType.Kind.VARCHAR, 0, 0, "")
          : ColumnType.varchar(Integer.parseInt(size));
    } else if (name.equals("numeric")) {
      return ColumnType.decimal(
          size.isEmpty() ? 0 : Integer.parseInt(size), Integer.parseInt(scale));
    }
    String sizes = matcher.group(3) == null ? "(" + size + ")" : "(" + size + "," + scale + ")";
    return size.isEmpty() ? simple(name) : ColumnType.nativeType(name + sizes);
  }

  /** The name that PostgreSQL itself uses when it tells a type. */
  private static String fullName(String name) {
    return switch (name) {
      case "int", "int4" -> "integer";
      case "int8" -> "bigint";
      case "int2" -> "smallint";
      case "bool" -> "boolean";
      case "float8", "float" -> "double precision";
      case "float4" -> "real";
      case "decimal" -> "numeric";
      case "varchar" -> "character varying";
      case "char", "bpchar" -> "character";
      case "varbit" -> "bit varying";
      case "timestamptz" -> "timestamp" + WITH_ZONE;
      case "timetz" -> "time" + WITH_ZONE;
      default -> name;
    };
  }

  private static ColumnType moment(String name, String size, String zone) {
    // six digits after the second are what it has if nothing is said
    String digits = size.isEmpty() || size.equals("6") ? "" : "(" + size + ")";
    boolean plain = name.equals("timestamp") && zone.equals(WITHOUT_ZONE) && digits.isEmpty();
    return plain ? ColumnType.timestamp() : ColumnType.nativeType(name + digits + zone);
  }

  private static ColumnType simple(String name) {
    return switch (name) {
      case "boolean" -> ColumnType.bool();
      case "integer" -> ColumnType.integer();
      case "bigint" -> ColumnType.bigint();
      case "double precision" -> ColumnType.doublePrecision();
      case "text" -> ColumnType.text();
      case "bytea" -> ColumnType.blob();
      case "date" -> ColumnType.date();
      default -> ColumnType.nativeType(name);
    };
  }

  /** One type for all names of it; how exactly a moment is kept does not count. */
  static ColumnType normalize(ColumnType type) {
    return switch (type.kind()) {
      case TEXT -> ColumnType.text();
      case NATIVE -> {
        ColumnType parsed = parse(type.nativeName());
        boolean plainMoment = parsed.nativeName().startsWith("timestamp(")
            && parsed.nativeName().endsWith(WITHOUT_ZONE);
        yield plainMoment ? ColumnType.timestamp() : parsed;
      }
      default -> type;
    };
  }

  /** The type as PostgreSQL's users know it. */
  static String describe(ColumnType type) {
    return sql(type).toLowerCase(Locale.ROOT);
  }
}
