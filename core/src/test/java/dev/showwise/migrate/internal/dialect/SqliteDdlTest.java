package dev.showwise.migrate.internal.dialect;

import static dev.showwise.migrate.schema.Column.column;
import static dev.showwise.migrate.schema.Index.index;
import static dev.showwise.migrate.schema.Index.uniqueIndex;
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

import dev.showwise.migrate.schema.Column;
import dev.showwise.migrate.schema.ColumnType;
import dev.showwise.migrate.schema.DefaultValue;
import dev.showwise.migrate.schema.ForeignKey;
import dev.showwise.migrate.schema.Index;
import dev.showwise.migrate.schema.SchemaChange;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteDdlTest {
  private final SqliteDialect dialect = new SqliteDialect();

  @TempDir
  Path folder;

  private TestDatabase db;

  @BeforeEach
  void open() throws SQLException {
    db = new TestDatabase(folder.resolve("crew.db"));
  }

  @AfterEach
  void close() throws SQLException {
    db.close();
  }

  private void make(SchemaChange change) throws SQLException {
    for (String sql : dialect.statements(change)) {
      assertThat(dialect.check(sql).reason()).isEmpty();
      db.execute(sql);
    }
  }

  @Test
  void a_table_is_created_with_every_type_default_key_and_reference() {
    var everything = table("every")
        .column(column("id", ColumnType.bigint()).identity())
        .column(column("b", ColumnType.bool()).notNull().defaultsTo(false))
        .column(column("i", ColumnType.integer()).defaultsTo(-5))
        .column(column("l", ColumnType.bigint()))
        .column(column("d", ColumnType.decimal(10, 2)))
        .column(column("f", ColumnType.doublePrecision()))
        .column(column("v", ColumnType.varchar(80)).defaultsTo("it's"))
        .column(column("t", ColumnType.text()))
        .column(column("o", ColumnType.blob()))
        .column(column("day", ColumnType.date()))
        .column(column("at", ColumnType.timestamp()).defaultsTo(DefaultValue.currentTimestamp()))
        .column(column("n", ColumnType.nativeType("JSON"))
            .defaultsTo(new DefaultValue.Expression("json('{}')")))
        .uniqueNamed("one_v", "v", "i")
        .unique("l")
        .foreignKey(new ForeignKey(
            List.of("i", "l"),
            "other",
            List.of("x", "y"),
            ForeignKey.Action.CASCADE,
            ForeignKey.Action.SET_NULL))
        .foreignKey("l", "other", "y");

    assertThat(dialect.statements(createTable(everything))).containsExactly("""
        CREATE TABLE "every" (
          "id" INTEGER NOT NULL PRIMARY KEY,
          "b" BOOLEAN NOT NULL DEFAULT 0,
          "i" INTEGER DEFAULT -5,
          "l" BIGINT,
          "d" DECIMAL(10,2),
          "f" DOUBLE,
          "v" VARCHAR(80) DEFAULT 'it''s',
          "t" TEXT,
          "o" BLOB,
          "day" DATE,
          "at" DATETIME DEFAULT CURRENT_TIMESTAMP,
          "n" JSON DEFAULT (json('{}')),
          CONSTRAINT "one_v" UNIQUE ("v", "i"),
          UNIQUE ("l"),
          FOREIGN KEY ("i", "l") REFERENCES "other" ("x", "y") ON DELETE CASCADE ON UPDATE SET NULL,
          FOREIGN KEY ("l") REFERENCES "other" ("y")
        )""");
  }

  @Test
  void a_primary_key_refuses_null_though_sqlite_would_not() throws SQLException {
    make(createTable(table("pair")
        .column(column("a", ColumnType.text()))
        .column(column("b", ColumnType.integer()))
        .primaryKey("a", "B")));

    assertThatThrownBy(() -> db.execute("INSERT INTO pair VALUES (NULL, 1)"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("NOT NULL");
  }

  @Test
  void an_identity_numbers_the_rows() throws SQLException {
    make(createTable(table("n")
        .column(column("id", ColumnType.integer()).identity())
        .column(column("x", ColumnType.text()))));
    db.execute("INSERT INTO n (x) VALUES ('a'), ('b')");

    assertThat(db.query("SELECT * FROM n")).containsExactly("1|a", "2|b");
  }

  @Test
  void an_identity_that_is_not_the_whole_primary_key_is_refused_with_a_way_out() {
    var wrong = table("n")
        .column(column("id", ColumnType.integer()).identity())
        .column(column("x", ColumnType.text()))
        .primaryKey("id", "x");

    assertThatThrownBy(() -> dialect.statements(createTable(wrong)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("table n: column id is numbered by the database")
        .hasMessageContaining("[id, x] is declared");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\"b",
        "a.b",
        "two words",
        "order",
        "'",
        "[x]",
        "`",
        "Größe",
        "; DROP TABLE t",
        "%"
      })
  void odd_names_are_made_altered_and_dropped(String name) throws SQLException {
    Column column = column(name, ColumnType.text());
    make(createTable(table(name).column(column("id", ColumnType.integer()).identity())));
    make(addColumn(name, column));
    make(createIndex(index(name + "_ix", name, name)));
    assertThat(dialect.readIndexes(db.connection(), name))
        .containsExactly(index(name + "_ix", name, name));
    make(dropIndex(index(name + "_ix", name, name)));
    make(renameColumn(name, name, name + "2"));
    make(renameTable(name, name + "2"));
    assertThat(dialect.readTable(db.connection(), name)).isEmpty();
    assertThat(dialect.readTable(db.connection(), name + "2")).isPresent();
    make(dropColumn(name + "2", column(name + "2", ColumnType.text())));
    make(dropTable(table(name + "2")));

    assertThat(dialect.tableNames(db.connection())).isEmpty();
  }

  @Test
  void an_index_is_created_unique_or_not() throws SQLException {
    db.execute("CREATE TABLE t (a, b)");
    make(createIndex(index("i", "t", "a", "b")));
    make(createIndex(uniqueIndex("u", "t", "b")));

    assertThat(dialect.readIndexes(db.connection(), "t"))
        .containsExactlyInAnyOrder(index("i", "t", "a", "b"), uniqueIndex("u", "t", "b"));
  }

  @Test
  void what_can_only_be_found_cannot_be_declared() {
    Index partial = new Index("p", "t", List.of("a"), Index.Uniqueness.PARTIAL);
    Column computed = new Column(
        "c",
        ColumnType.integer(),
        Column.Nullability.NULLABLE,
        Column.Generation.COMPUTED,
        Optional.empty(),
        Column.Tolerance.NONE);

    assertThatThrownBy(() -> dialect.statements(createIndex(partial)))
        .hasMessageContaining("index p: an index over some of the rows cannot be declared");
    assertThatThrownBy(() -> dialect.statements(addColumn("t", computed)))
        .hasMessageContaining("column c: computed columns cannot be declared");
  }

  @Test
  void a_column_that_cannot_be_empty_needs_a_default_where_there_are_rows() throws SQLException {
    db.execute("CREATE TABLE t (a)", "INSERT INTO t VALUES (1)");

    assertThatThrownBy(() -> make(addColumn("t", column("b", ColumnType.text()).notNull())))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("NOT NULL");
    make(addColumn("t", column("c", ColumnType.bool()).notNull().defaultsTo(true)));
    assertThat(db.query("SELECT c FROM t")).containsExactly("1");
  }

  @Test
  void a_name_or_default_with_a_nul_character_is_refused() {
    assertThatThrownBy(() -> dialect.quote("a\0b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'a\\0b'");
    assertThatThrownBy(() ->
            dialect.statements(addColumn("t", column("c", ColumnType.text()).defaultsTo("\0"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NUL");
  }
}
