package dev.showwise.migrate.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.schema.Column;
import dev.showwise.migrate.schema.ColumnType;
import dev.showwise.migrate.schema.DefaultValue;
import dev.showwise.migrate.schema.Index;
import dev.showwise.migrate.schema.SchemaChange;
import dev.showwise.migrate.schema.Table;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresTypesTest {
  private final PostgresDialect dialect = new PostgresDialect();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "int4 | integer",
        "INT8 | bigint",
        "Bool | boolean",
        "float8 | double precision",
        "VARCHAR(5) | character varying(5)",
        "Decimal( 5 , 2 ) | numeric(5,2)",
        "timestamp(3) | timestamp without time zone",
        "timestamp(6) without  time zone | timestamp",
        "TIMESTAMPTZ | timestamp with time zone",
        "timestamp(6) with time zone | timestamptz",
        "char(3) | character(3)",
        "bpchar | character",
        "int2 | SMALLINT",
        "int4[] | int4[]",
        "\"My Type\" | \"My Type\"",
        "JSONB | jsonb"
      })
  void all_names_of_a_type_become_one(String one, String other) {
    assertThat(dialect.normalizeType(ColumnType.nativeType(one)))
        .isEqualTo(dialect.normalizeType(ColumnType.nativeType(other)));
  }

  @Test
  void different_types_stay_different() {
    assertThat(dialect.normalizeType(ColumnType.nativeType("timestamptz")))
        .isNotEqualTo(dialect.normalizeType(ColumnType.timestamp()));
    assertThat(dialect.normalizeType(ColumnType.integer()))
        .isNotEqualTo(dialect.normalizeType(ColumnType.bigint()));
    assertThat(dialect.normalizeType(ColumnType.nativeType("\"Int4\"")))
        .isNotEqualTo(dialect.normalizeType(ColumnType.integer()));
    assertThat(dialect.normalizeType(ColumnType.text()))
        .isNotEqualTo(dialect.normalizeType(ColumnType.blob()));
  }

  @Test
  void types_are_described_as_users_know_them() {
    assertThat(dialect.describeType(ColumnType.varchar(80))).isEqualTo("varchar(80)");
    assertThat(dialect.describeType(ColumnType.blob())).isEqualTo("bytea");
    assertThat(dialect.describeType(ColumnType.decimal(8, 2))).isEqualTo("numeric(8,2)");
    assertThat(dialect.describeType(ColumnType.nativeType("uuid"))).isEqualTo("uuid");
  }

  @Test
  void defaults_that_give_the_same_value_become_the_same() {
    ColumnType bool = ColumnType.bool();
    DefaultValue no = DefaultValue.of(false);
    assertThat(dialect.normalizeDefault(DefaultValue.of(0), bool)).isEqualTo(no);
    assertThat(dialect.normalizeDefault(DefaultValue.of("f"), bool)).isEqualTo(no);
    assertThat(dialect.normalizeDefault(new DefaultValue.Expression("(FALSE)"), bool))
        .isEqualTo(no);
    assertThat(dialect.normalizeDefault(DefaultValue.of("-1.0"), ColumnType.integer()))
        .isEqualTo(DefaultValue.of(-1));
    assertThat(dialect.normalizeDefault(DefaultValue.of(true), ColumnType.integer()))
        .isEqualTo(DefaultValue.of(1));
    assertThat(dialect.normalizeDefault(
            new DefaultValue.Expression("('now'::text)::date"), ColumnType.date()))
        .isEqualTo(DefaultValue.of("now"));
    assertThat(dialect.normalizeDefault(
            new DefaultValue.Expression("NULL::character varying(20)"), ColumnType.varchar(20)))
        .isEqualTo(new DefaultValue.Expression("NULL"));
    assertThat(dialect.normalizeDefault(
            new DefaultValue.Expression("'a'::\"other s\".\"my type\"[]"), ColumnType.text()))
        .isEqualTo(DefaultValue.of("a"));
    assertThat(dialect.normalizeDefault(new DefaultValue.Expression("(1) + (2)"), bool))
        .isEqualTo(new DefaultValue.Expression("( 1 ) + ( 2 )"));
    assertThat(dialect.normalizeDefault(DefaultValue.of("crew"), bool))
        .isEqualTo(DefaultValue.of("crew"));
  }

  @Test
  void what_cannot_be_written_is_refused_before_it_is_sent() {
    Table table = Table.table("t").column(Column.column("a", ColumnType.text()));
    assertThatThrownBy(() -> dialect.quote("a\0b")).hasMessageContaining("NUL character");
    assertThatThrownBy(() -> dialect.quote("ä".repeat(32)))
        .hasMessageContaining("is 64 bytes long", "choose a shorter one");
    assertThat(dialect.quote("ä".repeat(31))).hasSize(33);
    assertThat(dialect.quote("a\"b")).isEqualTo("\"a\"\"b\"");
    assertThatThrownBy(() -> dialect.statements(
            SchemaChange.addColumn("t", Column.column("b", ColumnType.text()).defaultsTo("a\0"))))
        .hasMessageContaining("NUL character");
    assertThatThrownBy(() -> dialect.statements(
            SchemaChange.createIndex(new Index("i", "t", List.of("a"), Index.Uniqueness.PARTIAL))))
        .hasMessageContaining("some of the rows");
    assertThat(dialect.statements(SchemaChange.dropTable(table)))
        .containsExactly("DROP TABLE \"t\" RESTRICT");
  }
}
