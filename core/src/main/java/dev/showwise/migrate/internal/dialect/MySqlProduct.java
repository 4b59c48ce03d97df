package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.schema.DefaultValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The two products of the family, with everything in which they differ. */
enum MySqlProduct {
  /** MariaDB 10.6 and newer. */
  MARIADB("mariadb", 10, 6) {
    @Override
    Optional<DefaultValue> readDefault(String text, String extra, String dataType) {
      return MySqlDefaults.parse(text);
    }

    @Override
    String largeDefault(String sql) {
      return sql;
    }

    @Override
    String indexExpression() {
      return "NULL";
    }

    @Override
    List<String> readOnlySettings() {
      return List.of("read_only");
    }

    /** JSON is another word for a LONGTEXT that is checked. */
    @Override
    String typeMeantBy(String name) {
      return name.equals("json") ? "longtext" : name;
    }
  },

  /** MySQL 8.0 and newer. */
  MYSQL("mysql", 8, 0) {
    /** A literal is told bare, an expression as SQL, in newer releases with its quotes escaped. */
    @Override
    Optional<DefaultValue> readDefault(String text, String extra, String dataType) {
      if (extra.contains("DEFAULT_GENERATED")) {
        return MySqlDefaults.parse(
            text.contains("\\'") ? text.replaceAll("(?s)\\\\(.)", "$1") : text);
      }
      return MySqlDefaults.literal(text, dataType);
    }

    /** Only an expression may be the default of a large column. */
    @Override
    String largeDefault(String sql) {
      return "(" + sql + ")";
    }

    @Override
    String indexExpression() {
      return "EXPRESSION";
    }

    /** The second one binds those as well who may override the first. */
    @Override
    List<String> readOnlySettings() {
      return List.of("read_only", "super_read_only");
    }

    @Override
    String typeMeantBy(String name) {
      return name;
    }
  };

  private static final Pattern VERSION = Pattern.compile("(?:5\\.5\\.5-)?(\\d+)\\.(\\d+)\\..*");

  /** What other products that speak the protocol put into their version, which names MySQL's too. */
  private static final Pattern OTHER_PRODUCT = Pattern.compile("tidb|vitess|planetscale|oceanbase"
      + "|singlestore|memsql|starrocks|doris|clickhouse|databend|greptime|matrixone|polardb|tddl"
      + "|x-cluster|xpand|clustrix|dolt|readyset|manticore");

  private final String dialectName;
  private final int oldestMajor;
  private final int oldestMinor;

  MySqlProduct(String dialectName, int oldestMajor, int oldestMinor) {
    this.dialectName = dialectName;
    this.oldestMajor = oldestMajor;
    this.oldestMinor = oldestMinor;
  }

  /** The name of the dialect. */
  String dialectName() {
    return dialectName;
  }

  /**
   * Whether a server is this product in a release that is supported.
   *
   * @param name the product as the driver calls it; some call every server MySQL
   * @param version the server's version text
   */
  boolean isBehind(String name, String version) {
    return isThis(name, version) && isSupported(version);
  }

  /** Which release is the first that is supported, of a server that is this product in an older one. */
  Optional<String> firstReleaseAfter(String name, String version) {
    return isThis(name, version) && VERSION.matcher(version).matches() && !isSupported(version)
        ? Optional.of(oldestMajor + "." + oldestMinor)
        : Optional.empty();
  }

  private boolean isThis(String name, String version) {
    String told = (name + " " + version).toLowerCase(Locale.ROOT);
    boolean inFamily = told.startsWith("mariadb") || told.startsWith("mysql");
    boolean mariaDb = told.contains("mariadb");
    return inFamily && !OTHER_PRODUCT.matcher(told).find() && mariaDb == (this == MARIADB);
  }

  private boolean isSupported(String version) {
    Matcher numbers = VERSION.matcher(version);
    if (!numbers.matches()) {
      return false;
    }
    int major = Integer.parseInt(numbers.group(1));
    int minor = Integer.parseInt(numbers.group(2));
    return major > oldestMajor || (major == oldestMajor && minor >= oldestMinor);
  }

  /**
   * What the server means by a default as it tells it; empty for NULL.
   *
   * @param text the column's COLUMN_DEFAULT
   * @param extra the column's EXTRA
   * @param dataType the column's DATA_TYPE
   */
  abstract Optional<DefaultValue> readDefault(String text, String extra, String dataType);

  /** A default of a TEXT or BLOB column as it is written. */
  abstract String largeDefault(String sql);

  /** The column of INFORMATION_SCHEMA.STATISTICS that has an indexed expression. */
  abstract String indexExpression();

  /** The global settings that make a server read-only. */
  abstract List<String> readOnlySettings();

  /** The type that the product makes of a type's name. */
  abstract String typeMeantBy(String name);
}
