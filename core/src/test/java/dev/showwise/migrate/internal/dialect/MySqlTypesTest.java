package dev.showwise.migrate.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.schema.ColumnType;
import dev.showwise.migrate.schema.DefaultValue;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MySqlTypesTest {
  private final MariaDbDialect mariaDb = new MariaDbDialect();
  private final MySqlDialect mySql = new MySqlDialect();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tinyint(1) | boolean",
        "tinyint(4) | tinyint(4)",
        "tinyint(1) unsigned | tinyint(1) unsigned",
        "int(11) | integer",
        "int | integer",
        "int(10) unsigned | int(10) unsigned",
        "bigint(20) | bigint",
        "decimal(10,2) | decimal(10,2)",
        "decimal(5,0) | decimal(5,0)",
        "decimal(5,0) unsigned | decimal(5,0) unsigned",
        "double | double",
        "double(8,2) | double(8,2)",
        "float | float",
        "varchar(80) | varchar(80)",
        "varchar(0) | varchar(0)",
        "char(36) | char(36)",
        "longtext | text",
        "text | text",
        "longblob | blob",
        "date | date",
        "datetime(6) | timestamp",
        "datetime | datetime",
        "timestamp | timestamp",
        "enum('a(1)','b') | enum('a(1)','b')"
      })
  void types_are_read_as_the_servers_tell_them(String found, String type) {
    assertThat(MySqlTypes.parse(found)).hasToString(type);
  }

  @Test
  void a_moment_with_a_zone_and_an_end_is_no_moment_of_ours() {
    assertThat(mariaDb.normalizeType(MySqlTypes.parse("timestamp(6)")))
        .isNotEqualTo(mariaDb.normalizeType(ColumnType.timestamp()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INT | int(11)",
        "Integer | int",
        "INT UNSIGNED | int(10) unsigned",
        "INT ZEROFILL | int(10) unsigned zerofill",
        "BOOL | tinyint(1)",
        "TEXT | longtext",
        "MEDIUMTEXT CHARACTER SET latin1 | longtext",
        "blob | longblob",
        "DATETIME | datetime(6)",
        "VARCHAR(20) COLLATE utf8mb4_bin | varchar(20)",
        "CHARACTER VARYING(20) | varchar(20)",
        "NATIONAL CHAR(3) | char(3)",
        "NUMERIC(8, 2) | decimal(8,2)",
        "DEC | decimal(10,0)",
        "DOUBLE PRECISION | double",
        "CHAR | char(1)",
        "bit | bit(1)",
        "bit(1) | tinyint(1)",
        "TIMESTAMP(0) | timestamp",
        "year | year(4)",
        "ENUM('a', 'b') | enum('a','b')"
      })
  void types_that_are_the_same_become_the_same(String written, String found) {
    assertThat(mariaDb.normalizeType(ColumnType.nativeType(written)))
        .isEqualTo(mariaDb.normalizeType(MySqlTypes.parse(found)));
  }

  @Test
  void types_that_hold_other_values_stay_different() {
    assertThat(mariaDb.normalizeType(ColumnType.integer()))
        .isNotEqualTo(mariaDb.normalizeType(ColumnType.bigint()))
        .isNotEqualTo(mariaDb.normalizeType(MySqlTypes.parse("int(10) unsigned")));
    assertThat(mariaDb.normalizeType(ColumnType.text()))
        .isNotEqualTo(mariaDb.normalizeType(MySqlTypes.parse("tinytext")))
        .isNotEqualTo(mariaDb.normalizeType(ColumnType.varchar(255)));
    assertThat(mariaDb.normalizeType(ColumnType.bool()))
        .isNotEqualTo(mariaDb.normalizeType(MySqlTypes.parse("bit(2)")));
  }

  @Test
  void json_is_a_text_on_mariadb_and_a_type_on_mysql() {
    ColumnType json = ColumnType.nativeType("JSON");

    assertThat(mariaDb.normalizeType(json)).isEqualTo(ColumnType.text());
    assertThat(mySql.normalizeType(json))
        .isEqualTo(mySql.normalizeType(MySqlTypes.parse("json")))
        .isNotEqualTo(ColumnType.text());
  }

  @Test
  void types_are_described_as_they_are_written() {
    assertThat(mariaDb.describeType(ColumnType.bool())).isEqualTo("tinyint(1)");
    assertThat(mariaDb.describeType(ColumnType.timestamp())).isEqualTo("datetime(6)");
    assertThat(mariaDb.describeType(MySqlTypes.parse("int(10) unsigned")))
        .isEqualTo("int(10) unsigned");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'it''s' | 'it''s'",
        "'NULL' | 'NULL'",
        "1 | 1",
        "-5 | -5",
        "1.50 | 1.5",
        "current_timestamp() | CURRENT_TIMESTAMP",
        "current_timestamp(6) | CURRENT_TIMESTAMP",
        "CURRENT_TIMESTAMP | CURRENT_TIMESTAMP",
        "now(3) | CURRENT_TIMESTAMP",
        "(1 + 2) | 1 + 2",
        "uuid() | uuid()",
        "b'1' | b'1'",
        "TRUE | true",
        "curdate() | curdate()"
      })
  void defaults_told_as_sql_are_read(String told, String value) {
    assertThat(MySqlProduct.MARIADB.readDefault(told, "", "varchar"))
        .map(Object::toString)
        .contains(value);
  }

  @Test
  void escapes_in_a_default_are_read_as_the_server_writes_them() {
    assertThat(MySqlProduct.MARIADB.readDefault("'a\\\\b\\n\\0\\%'", "", "varchar"))
        .contains(DefaultValue.of("a\\b\n\0\\%"));
  }

  @Test
  void null_is_no_default_and_its_name_in_quotes_is_one() {
    assertThat(MySqlProduct.MARIADB.readDefault("NULL", "", "varchar")).isEmpty();
    assertThat(MySqlProduct.MARIADB.readDefault("'NULL'", "", "varchar"))
        .contains(DefaultValue.of("NULL"));
    assertThat(MySqlProduct.MYSQL.readDefault("NULL", "", "varchar"))
        .contains(DefaultValue.of("NULL"));
  }

  @Test
  void mysql_tells_literals_bare_and_expressions_as_sql() {
    assertThat(MySqlProduct.MYSQL.readDefault("it's a\\b", "", "varchar"))
        .contains(DefaultValue.of("it's a\\b"));
    assertThat(MySqlProduct.MYSQL.readDefault("CURRENT_TIMESTAMP", "", "varchar"))
        .contains(DefaultValue.of("CURRENT_TIMESTAMP"));
    assertThat(MySqlProduct.MYSQL.readDefault("1.50", "", "decimal"))
        .map(Object::toString)
        .contains("1.5");
    assertThat(MySqlProduct.MYSQL.readDefault("5", "", "varchar")).contains(DefaultValue.of("5"));
    assertThat(MySqlProduct.MYSQL.readDefault("", "", "varchar")).contains(DefaultValue.of(""));
    assertThat(MySqlProduct.MYSQL.readDefault("b'1'", "", "bit"))
        .contains(new DefaultValue.Expression("b'1'"));
    assertThat(
            MySqlProduct.MYSQL.readDefault("CURRENT_TIMESTAMP(6)", "DEFAULT_GENERATED", "datetime"))
        .contains(DefaultValue.currentTimestamp());
    assertThat(MySqlProduct.MYSQL.readDefault("_utf8mb4\\'abc\\'", "DEFAULT_GENERATED", "text"))
        .contains(DefaultValue.of("abc"));
    assertThat(
            MySqlProduct.MYSQL.readDefault("_utf8mb4\\'it\\\\\\'s\\'", "DEFAULT_GENERATED", "text"))
        .contains(DefaultValue.of("it's"));
  }

  @Test
  void defaults_that_give_the_same_value_become_the_same() {
    DefaultValue zero = DefaultValue.of(0);
    assertThat(normal(DefaultValue.of(false), ColumnType.bool())).isEqualTo(zero);
    assertThat(normal(DefaultValue.of("0"), ColumnType.integer())).isEqualTo(zero);
    assertThat(normal("(0)", ColumnType.integer())).isEqualTo(zero);
    assertThat(normal("false", ColumnType.bool())).isEqualTo(zero);
    assertThat(normal("b'0'", ColumnType.bool())).isEqualTo(zero);
    assertThat(normal("b'1'", ColumnType.bool())).isEqualTo(DefaultValue.of(1));
    assertThat(normal(DefaultValue.of(5), ColumnType.varchar(9))).isEqualTo(DefaultValue.of("5"));
    assertThat(normal(new DefaultValue.Numeric(new BigDecimal("1.505")), ColumnType.decimal(8, 2)))
        .isEqualTo(new DefaultValue.Numeric(new BigDecimal("1.51")));
    assertThat(normal(DefaultValue.of("2026-01-02"), ColumnType.timestamp()))
        .isEqualTo(normal(DefaultValue.of("2026-01-02 00:00:00.000000"), ColumnType.timestamp()));
    assertThat(normal(DefaultValue.of("2026-01-02T03:04:05.500"), ColumnType.timestamp()))
        .isEqualTo(DefaultValue.of("2026-01-02 03:04:05.5"));
    assertThat(normal(DefaultValue.of("2026-01-02 00:00:00"), ColumnType.date()))
        .isEqualTo(DefaultValue.of("2026-01-02"));
    assertThat(normal(DefaultValue.currentTimestamp(), ColumnType.date()))
        .isEqualTo(normal("CURRENT_DATE", ColumnType.date()))
        .isEqualTo(normal("(curdate())", ColumnType.date()));
    assertThat(normal("LOCALTIME", ColumnType.timestamp()))
        .isEqualTo(DefaultValue.currentTimestamp());
    assertThat(normal("REPLACE(UUID(),'-','')", ColumnType.varchar(32)))
        .isEqualTo(normal("replace(uuid(),_utf8mb4'-',_utf8mb4'')", ColumnType.varchar(32)))
        .isNotEqualTo(normal("replace(uuid(),'-','X')", ColumnType.varchar(32)));
    assertThat(normal("Null", ColumnType.text())).isEqualTo(new DefaultValue.Expression("NULL"));
  }

  private DefaultValue normal(DefaultValue value, ColumnType type) {
    return mariaDb.normalizeDefault(value, type);
  }

  private DefaultValue normal(String sql, ColumnType type) {
    return normal(new DefaultValue.Expression(sql), type);
  }
}
