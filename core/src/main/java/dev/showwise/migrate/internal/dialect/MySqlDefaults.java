package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.internal.dialect.MySqlTokenizer.Kind;
import dev.showwise.migrate.internal.dialect.MySqlTokenizer.Token;
import dev.showwise.migrate.schema.ColumnType;
import dev.showwise.migrate.schema.DefaultValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Defaults of columns: how they are written, and what is meant by what the server tells. */
final class MySqlDefaults {
  /** Numbers of both products end near 1.8e308; what is longer is no number that anybody means. */
  private static final int LONGEST_NUMBER = 400;

  private static final Set<String> NUMERIC_TYPES = Set.of(
      "tinyint", "smallint", "mediumint", "int", "bigint", "decimal", "float", "double", "year");

  /** Every spelling of the moment at which a statement began. */
  private static final Set<String> NOW =
      Set.of("current_timestamp", "now", "localtime", "localtimestamp");

  private static final Pattern MOMENT =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)(?:[ T](\\d\\d:\\d\\d)(:\\d\\d)?(?:\\.(\\d{1,6}))?)?");

  private MySqlDefaults() {}

  /** The default as it is written after DEFAULT. */
  static String sql(DefaultValue value, ColumnType type, MySqlProduct product) {
    if (value instanceof DefaultValue.Expression expression) {
      return "(" + expression.sql() + ")";
    } else if (value instanceof DefaultValue.CurrentTimestamp) {
      return now(type);
    }
    String literal = value instanceof DefaultValue.Bool bool
        ? (bool.value() ? "1" : "0")
        : value instanceof DefaultValue.Text text ? text(text.value()) : value.toString();
    return MySqlTypes.isLarge(type) ? product.largeDefault(literal) : literal;
  }

  /** Bytes where a backslash is in it: it means one thing or another, depending on the SQL mode. */
  private static String text(String value) {
    return value.indexOf('\\') < 0 && value.indexOf('\0') < 0
        ? "'" + value.replace("'", "''") + "'"
        : "_utf8mb4 x'" + HexFormat.of().formatHex(value.getBytes(StandardCharsets.UTF_8)) + "'";
  }

  /** With as many digits as the column has: the server refuses any other count. */
  private static String now(ColumnType type) {
    if (type.kind() == ColumnType.Kind.DATE) {
      return "(CURRENT_DATE)";
    }
    OptionalInt digits = MySqlTypes.digitsOfSeconds(type);
    return digits.isEmpty()
        ? "(CURRENT_TIMESTAMP(6))"
        : "CURRENT_TIMESTAMP" + (digits.getAsInt() == 0 ? "" : "(" + digits.getAsInt() + ")");
  }

  /** Reads a value that is told bare, without quotes, for a column of that type. */
  static Optional<DefaultValue> literal(String text, String dataType) {
    if (NUMERIC_TYPES.contains(dataType)) {
      Optional<BigDecimal> number = number(text);
      if (number.isPresent()) {
        return number.map(DefaultValue.Numeric::new);
      }
    }
    boolean bytes = dataType.equals("bit") || dataType.endsWith("binary");
    return Optional.of(bytes ? new DefaultValue.Expression(text) : DefaultValue.of(text));
  }

  /** Reads a default that is told as SQL; empty for NULL. */
  static Optional<DefaultValue> parse(String sql) {
    List<Token> tokens = withoutWrapping(MySqlTokenizer.tokens(sql));
    if (tokens.isEmpty()) {
      return Optional.empty();
    }
    Token first = tokens.get(0);
    if (isNow(tokens)) {
      return Optional.of(DefaultValue.currentTimestamp());
    } else if (tokens.size() == 1) {
      return single(first);
    } else if (tokens.size() == 2 && tokens.get(1).kind() == Kind.NUMBER && isSign(first)) {
      Optional<BigDecimal> number = number(tokens.get(1).text());
      if (number.isPresent()) {
        return number.map(n -> new DefaultValue.Numeric(first.is('-') ? n.negate() : n));
      }
    }
    int end = tokens.get(tokens.size() - 1).end();
    return Optional.of(new DefaultValue.Expression(first.sql().substring(first.start(), end)));
  }

  private static boolean isSign(Token token) {
    return token.is('-') || token.is('+');
  }

  private static Optional<DefaultValue> single(Token token) {
    if (token.kind() == Kind.STRING) {
      return Optional.of(DefaultValue.of(token.unquoted()));
    } else if (token.kind() == Kind.NUMBER && number(token.text()).isPresent()) {
      return number(token.text()).map(DefaultValue.Numeric::new);
    }
    return switch (token.keyword()) {
      case "NULL" -> Optional.empty();
      case "TRUE" -> Optional.of(DefaultValue.of(true));
      case "FALSE" -> Optional.of(DefaultValue.of(false));
      default -> Optional.of(new DefaultValue.Expression(token.text()));
    };
  }

  /** {@code now}, {@code current_timestamp()}, {@code LOCALTIME(6)}. */
  private static boolean isNow(List<Token> tokens) {
    if (!NOW.contains(tokens.get(0).keyword().toLowerCase(Locale.ROOT))) {
      return false;
    }
    int size = tokens.size();
    return size == 1
        || (tokens.get(1).kind() == Kind.OPEN
            && tokens.get(size - 1).kind() == Kind.CLOSE
            && (size == 3 || (size == 4 && tokens.get(2).kind() == Kind.NUMBER)));
  }

  /** Without parentheses around it all, and without the character sets of texts. */
  private static List<Token> withoutWrapping(List<Token> tokens) {
    List<Token> inner = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      boolean characterSet = tokens.get(i).text().startsWith("_")
          && i + 1 < tokens.size()
          && tokens.get(i + 1).kind() == Kind.STRING;
      if (!characterSet) {
        inner.add(tokens.get(i));
      }
    }
    List<Token> unwrapped = inner;
    while (unwrapped.size() > 1
        && unwrapped.get(0).kind() == Kind.OPEN
        && MySqlTokenizer.closing(unwrapped, 0) == unwrapped.size() - 1) {
      unwrapped = unwrapped.subList(1, unwrapped.size() - 1);
    }
    return unwrapped;
  }

  private static Optional<BigDecimal> number(String text) {
    try {
      BigDecimal number = new BigDecimal(text);
      boolean sane = text.length() <= LONGEST_NUMBER && Math.abs(number.scale()) <= LONGEST_NUMBER;
      return sane ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** One value for all defaults that give the same value in a column of that normalized type. */
  static DefaultValue normalize(DefaultValue value, ColumnType type) {
    if (value instanceof DefaultValue.Bool bool) {
      return normalize(DefaultValue.of(bool.value() ? 1 : 0), type);
    } else if (value instanceof DefaultValue.Expression expression) {
      return normalizeExpression(expression, type);
    } else if (value instanceof DefaultValue.CurrentTimestamp
        && type.kind() == ColumnType.Kind.DATE) {
      return new DefaultValue.Expression("curdate ( )");
    }
    return switch (type.kind()) {
      case BOOLEAN, INTEGER, BIGINT, DECIMAL, DOUBLE -> normalizeNumber(value, type);
      case VARCHAR, TEXT ->
        value instanceof DefaultValue.Numeric ? DefaultValue.of(value.toString()) : value;
      case DATE, TIMESTAMP -> normalizeMoment(value, type);
      case BLOB, NATIVE ->
        value instanceof DefaultValue.Text text && number(text.value()).isPresent()
            ? new DefaultValue.Numeric(number(text.value()).get())
            : value;
    };
  }

  private static DefaultValue normalizeNumber(DefaultValue value, ColumnType type) {
    Optional<BigDecimal> number = value instanceof DefaultValue.Text text
        ? number(text.value().strip())
        : value instanceof DefaultValue.Numeric n ? Optional.of(n.value()) : Optional.empty();
    if (number.isEmpty()) {
      return value;
    }
    // the server keeps the digits that the column has
    return new DefaultValue.Numeric(
        type.kind() == ColumnType.Kind.DECIMAL
            ? number.get().setScale(type.scale(), RoundingMode.HALF_UP)
            : number.get());
  }

  private static DefaultValue normalizeMoment(DefaultValue value, ColumnType type) {
    if (!(value instanceof DefaultValue.Text text)) {
      return value;
    }
    Matcher parts = MOMENT.matcher(text.value().strip());
    if (!parts.matches()) {
      return value;
    } else if (type.kind() == ColumnType.Kind.DATE) {
      return DefaultValue.of(parts.group(1));
    }
    String minutes = parts.group(2) == null ? "00:00" : parts.group(2);
    String seconds = parts.group(3) == null ? ":00" : parts.group(3);
    String fraction = parts.group(4) == null ? "" : parts.group(4).replaceAll("0+$", "");
    return DefaultValue.of(
        parts.group(1) + " " + minutes + seconds + (fraction.isEmpty() ? "" : "." + fraction));
  }

  private static DefaultValue normalizeExpression(
      DefaultValue.Expression expression, ColumnType type) {
    Optional<DefaultValue> parsed = parse(expression.sql());
    if (parsed.isEmpty()) {
      return new DefaultValue.Expression("NULL");
    } else if (!(parsed.get() instanceof DefaultValue.Expression)) {
      return normalize(parsed.get(), type);
    }
    String sql = ((DefaultValue.Expression) parsed.get()).sql();
    // the default of a single bit
    return type.kind() == ColumnType.Kind.BOOLEAN && sql.matches("[bB]'[01]'")
        ? DefaultValue.of(sql.charAt(2) - '0')
        : new DefaultValue.Expression(canonical(sql));
  }

  /** The same text for what the servers tell and what people write, as far as it is worth it. */
  private static String canonical(String sql) {
    List<String> words = new ArrayList<>();
    List<Token> tokens = withoutWrapping(MySqlTokenizer.tokens(sql));
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      String word = token.unquoted().toLowerCase(Locale.ROOT);
      boolean called = i + 1 < tokens.size() && tokens.get(i + 1).kind() == Kind.OPEN;
      if (token.kind() == Kind.STRING) {
        words.add("'" + token.unquoted().replace("'", "''") + "'");
      } else if (token.kind() != Kind.WORD
          || !(word.equals("current_date") || NOW.contains(word))) {
        words.add(word);
      } else {
        words.add(word.equals("current_date") ? "curdate" : "now");
        words.addAll(called ? List.of() : List.of("(", ")"));
      }
    }
    return String.join(" ", words);
  }
}
