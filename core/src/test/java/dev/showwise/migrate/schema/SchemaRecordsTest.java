package dev.showwise.migrate.schema;

import static dev.showwise.migrate.schema.Column.column;
import static dev.showwise.migrate.schema.ColumnType.integer;
import static dev.showwise.migrate.schema.ColumnType.text;
import static dev.showwise.migrate.schema.ColumnType.varchar;
import static dev.showwise.migrate.schema.SchemaChange.addColumn;
import static dev.showwise.migrate.schema.SchemaChange.createIndex;
import static dev.showwise.migrate.schema.SchemaChange.createTable;
import static dev.showwise.migrate.schema.SchemaChange.dropColumn;
import static dev.showwise.migrate.schema.SchemaChange.dropIndex;
import static dev.showwise.migrate.schema.SchemaChange.dropTable;
import static dev.showwise.migrate.schema.SchemaChange.renameColumn;
import static dev.showwise.migrate.schema.SchemaChange.renameTable;
import static dev.showwise.migrate.schema.Table.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaRecordsTest {
  private static final Table PROP = table("prop").column(column("id", integer()).identity());

  @Test
  void a_column_is_refined_without_losing_what_was_said_before() {
    Column column =
        column("secret", varchar(255)).notNull().defaultsTo("x").atLeast(32).defaultMayBeAbsent();

    assertThat(column)
        .isEqualTo(column("secret", varchar(255))
            .defaultMayBeAbsent()
            .atLeast(32)
            .defaultsTo("x")
            .notNull());
    assertThat(column.nullability()).isEqualTo(Column.Nullability.NOT_NULL);
    assertThat(column.defaultValue()).contains(DefaultValue.of("x"));
    assertThat(column.tolerance())
        .isEqualTo(new Column.Tolerance(OptionalInt.of(32), Column.AbsentDefault.IS_ACCEPTED));
  }

  @Test
  void an_identity_refuses_null_and_is_the_primary_key_of_its_table() {
    assertThat(column("id", integer()).identity().nullability())
        .isEqualTo(Column.Nullability.NOT_NULL);
    assertThat(PROP.primaryKey()).containsExactly("id");
    assertThat(PROP.primaryKey("other").primaryKey()).containsExactly("other");
  }

  @Test
  void a_table_refuses_a_second_column_of_a_name_in_any_case() {
    assertThatThrownBy(() -> PROP.column(column("ID", text())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("table prop has a column 'ID' already");
    assertThat(PROP.find("ID")).isPresent();
    assertThat(PROP.find("label")).isEmpty();
  }

  @Test
  void lists_that_were_handed_in_can_change_without_harm() {
    List<String> columns = new ArrayList<>(List.of("a"));
    UniqueKey key = new UniqueKey("", columns);
    Index index = new Index("i", "t", columns, Index.Uniqueness.UNIQUE);
    ForeignKey reference = new ForeignKey(
        columns, "p", columns, ForeignKey.Action.NO_ACTION, ForeignKey.Action.NO_ACTION);
    columns.clear();

    assertThat(key.columns()).containsExactly("a");
    assertThat(index.columns()).containsExactly("a");
    assertThat(reference.columns()).containsExactly("a");
    assertThat(reference.referencedColumns()).containsExactly("a");
  }

  @Test
  void things_without_a_name_or_a_column_are_refused() {
    assertThatThrownBy(() -> table(" ")).hasMessage("a table needs a name");
    assertThatThrownBy(() -> column("", text())).hasMessage("a column needs a name");
    assertThatThrownBy(() -> createTable(table("t"))).hasMessage("table t has no columns");
    assertThatThrownBy(() -> new UniqueKey("u", List.of()))
        .hasMessage("a unique key needs at least one column");
    assertThatThrownBy(() -> Index.index("i", "t"))
        .hasMessage("an index needs a name, a table and at least one column");
    assertThatThrownBy(() -> Index.index("", "t", "a"))
        .hasMessage("an index needs a name, a table and at least one column");
    assertThatThrownBy(() -> new ChangeState.Different(List.of()))
        .hasMessage("a different state names its differences");
  }

  @Test
  void a_reference_needs_as_many_columns_on_both_sides() {
    assertThatThrownBy(() -> new ForeignKey(
            List.of("a"),
            "p",
            List.of("x", "y"),
            ForeignKey.Action.NO_ACTION,
            ForeignKey.Action.NO_ACTION))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[a] → [x, y]");
  }

  @Test
  void a_type_is_written_for_people() {
    assertThat(varchar(80)).hasToString("varchar(80)");
    assertThat(ColumnType.decimal(10, 2)).hasToString("decimal(10,2)");
    assertThat(ColumnType.bool()).hasToString("boolean");
    assertThat(ColumnType.timestamp()).hasToString("timestamp");
    assertThat(ColumnType.nativeType("JSON")).hasToString("JSON");
  }

  @Test
  void types_that_make_no_sense_are_refused() {
    assertThatThrownBy(() -> varchar(0))
        .hasMessage("a varchar needs a length of at least 1, not 0");
    assertThatThrownBy(() -> ColumnType.decimal(-1, 0)).hasMessageContaining("-1, 0");
    assertThatThrownBy(() -> ColumnType.nativeType(" "))
        .hasMessage("only a native type has a native name, and it needs one");
    assertThatThrownBy(() -> new ColumnType(ColumnType.Kind.TEXT, 0, 0, "TEXT"))
        .hasMessage("only a native type has a native name, and it needs one");
  }

  @Test
  void numbers_are_equal_whatever_their_scale_and_texts_are_quoted() {
    assertThat(new DefaultValue.Numeric(new BigDecimal("0.00"))).isEqualTo(DefaultValue.of(0));
    assertThat(new DefaultValue.Numeric(new BigDecimal("1.50")))
        .isEqualTo(new DefaultValue.Numeric(new BigDecimal("1.5")))
        .hasToString("1.5");
    assertThat(DefaultValue.of(100)).hasToString("100");
    assertThat(DefaultValue.of("it's")).hasToString("'it''s'");
    assertThat(DefaultValue.of(true)).hasToString("true");
    assertThat(DefaultValue.currentTimestamp()).hasToString("CURRENT_TIMESTAMP");
  }

  static List<SchemaChange> changes() {
    return List.of(
        createTable(PROP),
        dropTable(PROP),
        addColumn("prop", column("a", text())),
        dropColumn("prop", column("a", text())),
        createIndex(Index.index("i", "prop", "id")),
        dropIndex(Index.index("i", "prop", "id")),
        renameTable("a", "b"),
        renameColumn("prop", "a", "b"));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void what_undoes_a_change_is_undone_by_it(SchemaChange change) {
    assertThat(change.inverse()).isNotEqualTo(change);
    assertThat(change.inverse().inverse()).isEqualTo(change);
  }

  @Test
  void a_change_knows_the_tables_that_it_alters_creates_and_refers_to() {
    assertThat(changes().stream().map(SchemaChange::changedTable).map(t -> t.orElse("-")))
        .containsExactly("-", "-", "prop", "prop", "prop", "-", "a", "prop");
    assertThat(changes().stream().map(SchemaChange::createdTable).map(t -> t.orElse("-")))
        .containsExactly("prop", "-", "-", "-", "-", "-", "b", "-");
    Table tree = PROP.foreignKey("id", "PROP", "id").foreignKey("id", "user", "id");
    assertThat(createTable(tree).referencedTables()).containsExactly("user");
    assertThat(dropTable(tree).referencedTables()).isEmpty();
  }

  @Test
  void a_difference_is_its_message() {
    assertThat(new SchemaDifference(
            SchemaDifference.Kind.TABLE_MISSING, "prop", "table prop is missing"))
        .hasToString("table prop is missing");
  }
}
