package dev.showwise.migrate.schema;

import static dev.showwise.migrate.schema.Column.column;
import static dev.showwise.migrate.schema.ColumnType.bool;
import static dev.showwise.migrate.schema.ColumnType.integer;
import static dev.showwise.migrate.schema.ColumnType.text;
import static dev.showwise.migrate.schema.ColumnType.timestamp;
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

import dev.showwise.migrate.Checksum;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The expected values were worked out from the rules by hand, outside of this library. They stand in
 * the history tables of users: a change here makes every applied migration look edited.
 */
class CanonicalFormTest {
  private static final Table TWO_FACTOR = table("two_factor_auth")
      .column(column("id", integer()).identity())
      .column(column("user_id", integer()).notNull())
      .column(column("secret", varchar(255)).notNull().atLeast(32))
      .column(column("enabled", bool()).defaultsTo(false).defaultMayBeAbsent())
      .column(column("backup_codes", text()))
      .column(column("created_at", timestamp()).defaultsTo(DefaultValue.currentTimestamp()))
      .unique("user_id")
      .foreignKey("user_id", "user", "id");

  private static final Table ALL_TYPES = allTypes();

  private static Table allTypes() {
    List<ColumnType> types = List.of(
        bool(),
        integer(),
        ColumnType.bigint(),
        ColumnType.decimal(10, 2),
        ColumnType.doublePrecision(),
        varchar(80),
        text(),
        ColumnType.blob(),
        ColumnType.date(),
        timestamp(),
        ColumnType.nativeType("JSON"));
    Table table = table("all_types");
    for (int i = 0; i < types.size(); i++) {
      table = table.column(column("c" + i, types.get(i)));
    }
    return table
        .primaryKey("c1", "c2")
        .uniqueNamed("named", "c1", "c2")
        .foreignKey(new ForeignKey(
            List.of("c1", "c2"),
            "other",
            List.of("a", "b"),
            ForeignKey.Action.CASCADE,
            ForeignKey.Action.SET_NULL));
  }

  private static String hash(SchemaChange... changes) {
    String forms =
        Stream.of(changes).map(SchemaChange::canonicalForm).collect(Collectors.joining("\n"));
    return Checksum.sha256("schema-1", forms).toString();
  }

  @Test
  void a_created_table_is_written_part_by_part() {
    assertThat(createTable(TWO_FACTOR).canonicalForm())
        .isEqualTo("12:create-table15:two_factor_auth1:6"
            + "2:id7:INTEGER1:01:00:8:NOT_NULL8:IDENTITY0:0:"
            + "7:user_id7:INTEGER1:01:00:8:NOT_NULL4:NONE0:0:"
            + "6:secret7:VARCHAR3:2551:00:8:NOT_NULL4:NONE0:0:"
            + "7:enabled7:BOOLEAN1:01:00:8:NULLABLE4:NONE4:Bool5:false"
            + "12:backup_codes4:TEXT1:01:00:8:NULLABLE4:NONE0:0:"
            + "10:created_at9:TIMESTAMP1:01:00:8:NULLABLE4:NONE16:CurrentTimestamp"
            + "17:CURRENT_TIMESTAMP"
            + "1:12:id1:10:1:17:user_id"
            + "1:11:17:user_id4:user1:12:id9:NO_ACTION9:NO_ACTION");
  }

  @Test
  void the_other_changes_are_written_part_by_part() {
    assertThat(addColumn("user", column("is_cast", bool()).defaultsTo(0)).canonicalForm())
        .isEqualTo("10:add-column4:user7:is_cast7:BOOLEAN1:01:00:8:NULLABLE4:NONE7:Numeric1:0");
    assertThat(
            dropColumn("user", column("nick", varchar(80)).defaultsTo("it's")).canonicalForm())
        .isEqualTo("11:drop-column4:user4:nick7:VARCHAR2:801:00:8:NULLABLE4:NONE4:Text7:'it''s'");
    assertThat(createIndex(Index.uniqueIndex("ix", "user", "a", "b")).canonicalForm())
        .isEqualTo("12:create-index2:ix4:user1:21:a1:b6:UNIQUE");
    assertThat(dropIndex(Index.index("ix", "user", "a")).canonicalForm())
        .isEqualTo("10:drop-index2:ix4:user1:11:a10:NOT_UNIQUE");
    assertThat(renameTable("a", "b").canonicalForm()).isEqualTo("12:rename-table1:a1:b");
    assertThat(renameColumn("t", "a", "b").canonicalForm()).isEqualTo("13:rename-column1:t1:a1:b");
  }

  @Test
  void checksums_of_earlier_releases_still_hold() {
    assertThat(hash(createTable(TWO_FACTOR)))
        .isEqualTo("schema-1:c965468485346054c3467249467d4610503195b7892d9cb9c5d81e61e52e619f");
    assertThat(hash(createTable(ALL_TYPES)))
        .isEqualTo("schema-1:0a20deb1b9594ca73df7b75721935816b6a94d1bed9fcd0604f3b3b5b52e810c");
    assertThat(hash(
            createTable(TWO_FACTOR),
            createTable(ALL_TYPES),
            dropTable(TWO_FACTOR),
            addColumn("user", column("is_cast", bool()).defaultsTo(0)),
            dropColumn("user", column("nick", varchar(80)).defaultsTo("it's")),
            createIndex(Index.uniqueIndex("ix", "user", "a", "b")),
            dropIndex(Index.index("ix", "user", "a")),
            renameTable("a", "b"),
            renameColumn("t", "a", "b")))
        .isEqualTo("schema-1:6b661197c5205d10ab0cb69fcdb4cd6f5c4226747e4363ab6dace9bc1ef40092");
  }

  @Test
  void what_an_existing_column_may_be_instead_has_no_part_in_it() {
    Column plain = column("c", varchar(80)).defaultsTo(1);

    assertThat(addColumn("t", plain.atLeast(20).defaultMayBeAbsent()).canonicalForm())
        .isEqualTo(addColumn("t", plain).canonicalForm());
  }

  @Test
  void different_changes_are_never_written_the_same() {
    Column c = column("c", text());
    List<SchemaChange> changes = List.of(
        addColumn("t", c),
        addColumn("t", c.notNull()),
        addColumn("t", column("c", varchar(1))),
        addColumn("t", column("c", ColumnType.nativeType("TEXT"))),
        addColumn("t", c.defaultsTo("0")),
        addColumn("t", c.defaultsTo(0)),
        addColumn("t", c.defaultsTo(false)),
        addColumn("t", c.defaultsTo(new DefaultValue.Expression("0"))),
        addColumn("t", c.defaultsTo("CURRENT_TIMESTAMP")),
        addColumn("t", c.defaultsTo(DefaultValue.currentTimestamp())),
        addColumn("t", column("t1:c", text())),
        addColumn("tc", column("x", text())),
        dropColumn("t", c),
        renameTable("ab", "c"),
        renameTable("a", "bc"),
        createIndex(Index.index("i", "t", "a", "b")),
        createIndex(Index.index("i", "t", "a, b")),
        createIndex(Index.uniqueIndex("i", "t", "a", "b")),
        createTable(table("t").column(c)),
        createTable(table("t").column(c).primaryKey("c")),
        createTable(table("t").column(c).unique("c")),
        createTable(table("t").column(c).uniqueNamed("u", "c")),
        createTable(table("t").column(c).foreignKey("c", "t", "c")),
        dropTable(table("t").column(c)));
    Set<String> forms = new HashSet<>();
    changes.forEach(change -> forms.add(change.canonicalForm()));

    assertThat(forms).hasSize(changes.size());
  }

  @Test
  void equal_numbers_are_written_the_same_whatever_their_scale() {
    Column one = column("c", integer()).defaultsTo(new DefaultValue.Numeric(new BigDecimal("10")));
    Column two =
        column("c", integer()).defaultsTo(new DefaultValue.Numeric(new BigDecimal("1.0E1")));

    assertThat(addColumn("t", one).canonicalForm())
        .isEqualTo(addColumn("t", two).canonicalForm());
  }
}
