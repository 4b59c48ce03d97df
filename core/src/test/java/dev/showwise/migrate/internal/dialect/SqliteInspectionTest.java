package dev.showwise.migrate.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.schema.Column;
import dev.showwise.migrate.schema.ColumnType;
import dev.showwise.migrate.schema.DefaultValue;
import dev.showwise.migrate.schema.ForeignKey;
import dev.showwise.migrate.schema.Index;
import dev.showwise.migrate.schema.SchemaObject;
import dev.showwise.migrate.schema.Table;
import dev.showwise.migrate.schema.UniqueKey;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteInspectionTest {
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

  private Table read(String name) throws SQLException {
    return dialect.readTable(db.connection(), name).orElseThrow();
  }

  private Column readColumn(String name) throws SQLException {
    return read("t").find(name).orElseThrow();
  }

  @Test
  void a_table_made_by_an_orm_is_read_with_its_keys_and_references() throws SQLException {
    db.execute("CREATE TABLE user (id INTEGER NOT NULL, PRIMARY KEY (id))", """
        CREATE TABLE two_factor_auth (id INTEGER NOT NULL, user_id INTEGER NOT NULL,
          secret VARCHAR(32) NOT NULL, enabled BOOLEAN DEFAULT 0, backup_codes TEXT,
          created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
          PRIMARY KEY (id), UNIQUE (user_id), FOREIGN KEY(user_id) REFERENCES user (id))""");

    Table table = read("TWO_factor_AUTH");

    assertThat(table)
        .isEqualTo(Table.table("two_factor_auth")
            .column(Column.column("id", ColumnType.integer()).identity())
            .column(Column.column("user_id", ColumnType.integer()).notNull())
            .column(Column.column("secret", ColumnType.varchar(32)).notNull())
            .column(Column.column("enabled", ColumnType.bool()).defaultsTo(0))
            .column(Column.column("backup_codes", ColumnType.text()))
            .column(Column.column("created_at", ColumnType.timestamp())
                .defaultsTo(DefaultValue.currentTimestamp()))
            .primaryKey("id")
            .unique("user_id")
            .foreignKey("user_id", "user", "id"));
  }

  @Test
  void only_the_number_of_the_row_is_an_identity() throws SQLException {
    db.execute(
        "CREATE TABLE alias (id integer PRIMARY KEY)",
        "CREATE TABLE counted (id INTEGER PRIMARY KEY AUTOINCREMENT)",
        "CREATE TABLE int_key (id INT PRIMARY KEY)",
        "CREATE TABLE descending (id INTEGER PRIMARY KEY DESC)",
        "CREATE TABLE pair (id INTEGER, b INTEGER, PRIMARY KEY (b, id))",
        "CREATE TABLE norowid (id INTEGER PRIMARY KEY) WITHOUT ROWID");

    for (String table : List.of("alias", "counted")) {
      assertThat(read(table).columns().get(0).generation()).isEqualTo(Column.Generation.IDENTITY);
      assertThat(read(table).columns().get(0).nullability()).isEqualTo(Column.Nullability.NOT_NULL);
    }
    for (String table : List.of("int_key", "descending", "pair", "norowid")) {
      assertThat(read(table).columns().get(0).generation())
          .as(table)
          .isEqualTo(Column.Generation.NONE);
    }
    assertThat(read("pair").primaryKey()).containsExactly("b", "id");
    assertThat(read("norowid").columns().get(0).nullability())
        .isEqualTo(Column.Nullability.NOT_NULL);
    assertThat(read("int_key").columns().get(0).nullability())
        .isEqualTo(Column.Nullability.NULLABLE);
  }

  @Test
  void computed_columns_are_told_from_plain_ones() throws SQLException {
    db.execute("CREATE TABLE t (a INTEGER, v INTEGER GENERATED ALWAYS AS (a + 1) VIRTUAL,"
        + " s TEXT AS (a || 'x') STORED)");

    assertThat(read("t").columns())
        .extracting(Column::name, Column::generation, c -> c.type().kind())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "a", Column.Generation.NONE, ColumnType.Kind.INTEGER),
            org.assertj.core.groups.Tuple.tuple(
                "v", Column.Generation.COMPUTED, ColumnType.Kind.INTEGER),
            org.assertj.core.groups.Tuple.tuple(
                "s", Column.Generation.COMPUTED, ColumnType.Kind.TEXT));
  }

  @Test
  void a_unique_index_is_a_key_if_it_is_over_all_rows_and_plain_columns() throws SQLException {
    db.execute(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT, c TEXT, UNIQUE (a))",
        "CREATE UNIQUE INDEX full_one ON t (b, c)",
        "CREATE UNIQUE INDEX some_rows ON t (b) WHERE c IS NULL",
        "CREATE UNIQUE INDEX computed ON t (lower(b), c)",
        "CREATE INDEX plain ON t (c)");

    assertThat(read("t").uniqueKeys())
        .containsExactlyInAnyOrder(
            new UniqueKey("", List.of("a")), new UniqueKey("full_one", List.of("b", "c")));
    assertThat(dialect.readIndexes(db.connection(), "T"))
        .containsExactlyInAnyOrder(
            Index.uniqueIndex("full_one", "t", "b", "c"),
            new Index("some_rows", "t", List.of("b"), Index.Uniqueness.PARTIAL),
            Index.uniqueIndex("computed", "t", "(lower(b))", "c"),
            Index.index("plain", "t", "c"));
  }

  @Test
  void an_expression_in_an_index_is_told_as_it_was_written() throws SQLException {
    db.execute(
        "CREATE TABLE \"t (x\" (a TEXT, b TEXT)",
        "CREATE INDEX \"i (y\" ON \"t (x\" (a, coalesce(b, ','), substr(a, 1, 2) DESC)");

    assertThat(dialect.readIndexes(db.connection(), "t (x"))
        .containsExactly(
            Index.index("i (y", "t (x", "a", "(coalesce(b, ','))", "(substr(a, 1, 2) DESC)"));
  }

  @Test
  void references_keep_their_order_columns_and_actions() throws SQLException {
    db.execute(
        "CREATE TABLE p (a INTEGER, b INTEGER, PRIMARY KEY (b, a))",
        "CREATE TABLE t (x INTEGER REFERENCES p2 (z) ON DELETE SET NULL ON UPDATE CASCADE,"
            + " y INTEGER, q INTEGER REFERENCES gone,"
            + " FOREIGN KEY (x, y) REFERENCES p ON DELETE RESTRICT)");

    assertThat(read("t").foreignKeys())
        .containsExactly(
            new ForeignKey(
                List.of("x"),
                "p2",
                List.of("z"),
                ForeignKey.Action.SET_NULL,
                ForeignKey.Action.CASCADE),
            new ForeignKey(
                List.of("q"),
                "gone",
                List.of("(primary key)"),
                ForeignKey.Action.NO_ACTION,
                ForeignKey.Action.NO_ACTION),
            new ForeignKey(
                List.of("x", "y"),
                "p",
                List.of("b", "a"),
                ForeignKey.Action.RESTRICT,
                ForeignKey.Action.NO_ACTION));
  }

  @Test
  void types_are_read_as_people_write_them() throws SQLException {
    db.execute("CREATE TABLE t (a varchar ( 80 ), b Character  Varying(5), c INT, d bigint,"
        + " e bool, f NUMERIC(10, 2), g real, h, i NVARCHAR(20), j TINYINT(1), k timestamp,"
        + " l VARCHAR, m DOUBLE PRECISION, n date, o blob)");

    assertThat(read("t").columns())
        .extracting(Column::type)
        .containsExactly(
            ColumnType.varchar(80),
            ColumnType.varchar(5),
            ColumnType.integer(),
            ColumnType.bigint(),
            ColumnType.bool(),
            ColumnType.decimal(10, 2),
            ColumnType.doublePrecision(),
            ColumnType.nativeType("(no type)"),
            ColumnType.nativeType("NVARCHAR(20)"),
            ColumnType.nativeType("TINYINT(1)"),
            ColumnType.timestamp(),
            new ColumnType(ColumnType.Kind.VARCHAR, 0, 0, ""),
            ColumnType.doublePrecision(),
            ColumnType.date(),
            ColumnType.blob());
  }

  @Test
  void defaults_are_read_as_people_write_them() throws SQLException {
    db.execute(
        "CREATE TABLE t (a TEXT DEFAULT 'crew', b TEXT DEFAULT \"crew\", c TEXT DEFAULT crew,"
            + " d INT DEFAULT -1, e INT DEFAULT (0), f BOOLEAN DEFAULT TRUE,"
            + " g DATETIME DEFAULT (current_Timestamp), h TEXT DEFAULT NULL,"
            + " i TEXT DEFAULT (datetime('now')), j INT DEFAULT 0x10, k REAL DEFAULT +1.50,"
            + " l TEXT DEFAULT 'it''s', m TEXT DEFAULT CURRENT_DATE, n BLOB DEFAULT x'00')");

    for (String name : List.of("a", "b", "c")) {
      assertThat(readColumn(name).defaultValue()).contains(DefaultValue.of("crew"));
    }
    assertThat(readColumn("d").defaultValue()).contains(DefaultValue.of(-1));
    assertThat(readColumn("e").defaultValue()).contains(DefaultValue.of(0));
    assertThat(readColumn("f").defaultValue()).contains(DefaultValue.of(true));
    assertThat(readColumn("g").defaultValue()).contains(DefaultValue.currentTimestamp());
    assertThat(readColumn("h").defaultValue()).isEmpty();
    assertThat(readColumn("i").defaultValue())
        .contains(new DefaultValue.Expression("datetime('now')"));
    assertThat(readColumn("j").defaultValue()).contains(DefaultValue.of(16));
    assertThat(readColumn("k").defaultValue()).map(Object::toString).contains("1.5");
    assertThat(readColumn("l").defaultValue()).contains(DefaultValue.of("it's"));
    assertThat(readColumn("m").defaultValue())
        .contains(new DefaultValue.Expression("CURRENT_DATE"));
    assertThat(readColumn("n").defaultValue()).contains(new DefaultValue.Expression("x'00'"));
  }

  @Test
  void views_indexes_and_triggers_are_no_tables() throws SQLException {
    db.execute(
        "CREATE TABLE t (a)",
        "CREATE VIEW v AS SELECT * FROM t",
        "CREATE INDEX i ON t (a)",
        "CREATE TRIGGER t AFTER INSERT ON t BEGIN SELECT 1; END",
        "CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END",
        "CREATE TABLE n (id INTEGER PRIMARY KEY AUTOINCREMENT)");

    assertThat(dialect.readTable(db.connection(), "v")).isEmpty();
    assertThat(dialect.readTable(db.connection(), "i")).isEmpty();
    assertThat(dialect.kindOf(db.connection(), "V")).contains("view");
    assertThat(dialect.kindOf(db.connection(), "i")).contains("index");
    assertThat(dialect.kindOf(db.connection(), "g")).contains("trigger");
    assertThat(dialect.kindOf(db.connection(), "t")).contains("table");
    assertThat(dialect.kindOf(db.connection(), "nothing")).isEmpty();
    assertThat(dialect.tableNames(db.connection())).containsExactly("n", "t");
    assertThat(dialect.readObjects(db.connection()))
        .extracting(SchemaObject::type, SchemaObject::name, SchemaObject::table)
        .map(Object::toString)
        .containsExactly(
            "(\"table\", \"n\", \"n\")",
            "(\"table\", \"t\", \"t\")",
            "(\"index\", \"i\", \"t\")",
            "(\"view\", \"v\", \"v\")",
            "(\"trigger\", \"g\", \"t\")",
            "(\"trigger\", \"t\", \"t\")");
  }

  @Test
  void a_virtual_table_is_a_table_even_if_its_module_is_not_there() throws SQLException {
    db.execute(
        "CREATE VIRTUAL TABLE f USING fts5(title, body)",
        "PRAGMA writable_schema = ON",
        "INSERT INTO sqlite_schema VALUES ('table', 'lost', 'lost', 0,"
            + " 'CREATE VIRTUAL TABLE lost USING nosuchmodule(a)')",
        "PRAGMA writable_schema = RESET");
    close();
    open();

    assertThat(read("f").columns()).extracting(Column::name).containsExactly("title", "body");
    assertThat(read("lost").columns()).isEmpty();
  }

  @Test
  void temporary_tables_do_not_hide_those_of_the_file() throws SQLException {
    db.execute("CREATE TABLE t (a TEXT)", "CREATE TEMP TABLE t (b TEXT, c TEXT)");

    assertThat(read("t").columns()).extracting(Column::name).containsExactly("a");
  }

  @Test
  void names_are_the_same_only_as_far_as_they_are_to_sqlite() throws SQLException {
    db.execute("CREATE TABLE Ärger (a)");

    assertThat(dialect.normalizeName("User_ID")).isEqualTo("user_id");
    assertThat(dialect.normalizeName("ÄRGER")).isEqualTo("Ärger");
    assertThat(dialect.readTable(db.connection(), "ärger")).isEmpty();
    assertThat(read("ÄRGER").name()).isEqualTo("Ärger");
  }

  @Test
  void the_product_is_recognised() throws SQLException {
    assertThat(dialect.supports(db.connection().getMetaData())).isTrue();
    assertThat(dialect.name()).isEqualTo("sqlite");
    assertThat(dialect.hasTransactionalDdl()).isTrue();
  }
}
