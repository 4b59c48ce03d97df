package dev.showwise.migrate.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.schema.ColumnType;
import dev.showwise.migrate.schema.DefaultValue;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqliteTypesTest {
  private final SqliteDialect dialect = new SqliteDialect();

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "INTEGER | INTEGER",
        "INT | INTEGER",
        "TINYINT(1) | INTEGER",
        "UNSIGNED BIG INT | INTEGER",
        "POINT | INTEGER",
        "CHARINT | INTEGER",
        "VARCHAR(80) | TEXT",
        "NATIVE CHARACTER(70) | TEXT",
        "CLOB | TEXT",
        "text | TEXT",
        "BLOB | BLOB",
        "~~ | BLOB",
        "REAL | REAL",
        "float | REAL",
        "DOUBLE PRECISION | REAL",
        "BOOLEAN | NUMERIC",
        "DATE | NUMERIC",
        "DATETIME | NUMERIC",
        "DECIMAL(10,5) | NUMERIC",
        "STRING | NUMERIC",
        "JSON | NUMERIC"
      })
  void affinity_follows_sqlites_rules(String declared, SqliteTypes.Affinity affinity) {
    assertThat(SqliteTypes.affinity(SqliteTypes.parse(declared))).isEqualTo(affinity);
  }

  @Test
  void types_that_mean_the_same_to_sqlite_become_the_same() {
    assertThat(dialect.normalizeType(ColumnType.bigint()))
        .isEqualTo(dialect.normalizeType(ColumnType.integer()))
        .isEqualTo(dialect.normalizeType(ColumnType.nativeType("TINYINT(1)")));
    assertThat(dialect.normalizeType(ColumnType.bool()))
        .isEqualTo(dialect.normalizeType(ColumnType.timestamp()))
        .isNotEqualTo(dialect.normalizeType(ColumnType.integer()));
    assertThat(dialect.normalizeType(ColumnType.varchar(80)))
        .isEqualTo(dialect.normalizeType(ColumnType.nativeType("NVARCHAR(80)")))
        .isNotEqualTo(dialect.normalizeType(ColumnType.text()));
  }

  @Test
  void types_are_described_by_meaning_and_name() {
    assertThat(dialect.describeType(ColumnType.varchar(80)))
        .isEqualTo("TEXT affinity (varchar(80))");
    assertThat(dialect.describeType(ColumnType.timestamp()))
        .isEqualTo("NUMERIC affinity (datetime)");
    assertThat(dialect.describeType(ColumnType.decimal(8, 2)))
        .isEqualTo("NUMERIC affinity (decimal(8,2))");
    assertThat(dialect.describeType(SqliteTypes.parse("")))
        .isEqualTo("BLOB affinity (no declared type)");
  }

  @Test
  void defaults_that_give_the_same_value_become_the_same() {
    ColumnType bool = ColumnType.bool();
    DefaultValue zero = DefaultValue.of(0);
    assertThat(dialect.normalizeDefault(DefaultValue.of(false), bool)).isEqualTo(zero);
    assertThat(dialect.normalizeDefault(DefaultValue.of("0"), bool)).isEqualTo(zero);
    assertThat(dialect.normalizeDefault(new DefaultValue.Expression("(0)"), bool))
        .isEqualTo(zero);
    assertThat(dialect.normalizeDefault(new DefaultValue.Expression("FALSE"), bool))
        .isEqualTo(zero);
    assertThat(dialect.normalizeDefault(DefaultValue.of("1.50"), ColumnType.doublePrecision()))
        .isEqualTo(new DefaultValue.Numeric(new BigDecimal("1.5")));
    assertThat(dialect.normalizeDefault(DefaultValue.of(5), ColumnType.varchar(9)))
        .isEqualTo(DefaultValue.of("5"));
    assertThat(dialect.normalizeDefault(DefaultValue.of("crew"), bool))
        .isEqualTo(DefaultValue.of("crew"));
    assertThat(dialect.normalizeDefault(DefaultValue.of("0x10"), bool))
        .isEqualTo(DefaultValue.of("0x10"));
    assertThat(dialect.normalizeDefault(
            new DefaultValue.Expression("DateTime( 'Now' )"), ColumnType.text()))
        .isEqualTo(dialect.normalizeDefault(
            new DefaultValue.Expression("(datetime('Now'))"), ColumnType.text()));
  }

  @Test
  void a_number_too_long_to_write_out_stays_as_it_is_written() {
    assertThat(SqliteDefaults.parse("1e999999999"))
        .contains(new DefaultValue.Expression("1e999999999"));
    assertThat(SqliteDefaults.parse("")).isEmpty();
    assertThat(SqliteDefaults.parse("(1) + (2)"))
        .contains(new DefaultValue.Expression("(1) + (2)"));
  }
}
