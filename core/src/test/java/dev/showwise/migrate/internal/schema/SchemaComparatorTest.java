package dev.showwise.migrate.internal.schema;

import static dev.showwise.migrate.schema.Column.column;
import static dev.showwise.migrate.schema.ColumnType.bigint;
import static dev.showwise.migrate.schema.ColumnType.bool;
import static dev.showwise.migrate.schema.ColumnType.decimal;
import static dev.showwise.migrate.schema.ColumnType.integer;
import static dev.showwise.migrate.schema.ColumnType.text;
import static dev.showwise.migrate.schema.ColumnType.timestamp;
import static dev.showwise.migrate.schema.ColumnType.varchar;
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

import dev.showwise.migrate.internal.dialect.SqliteDialect;
import dev.showwise.migrate.internal.dialect.TestDatabase;
import dev.showwise.migrate.schema.ChangeState;
import dev.showwise.migrate.schema.Column;
import dev.showwise.migrate.schema.DefaultValue;
import dev.showwise.migrate.schema.ForeignKey;
import dev.showwise.migrate.schema.SchemaChange;
import dev.showwise.migrate.schema.SchemaDifference;
import dev.showwise.migrate.schema.SchemaDifference.Kind;
import dev.showwise.migrate.schema.Table;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaComparatorTest {
  private static final Table TWO_FACTOR = table("two_factor_auth")
      .column(column("id", integer()).identity())
      .column(column("user_id", integer()).notNull())
      .column(column("secret", varchar(255)).notNull().atLeast(32))
      .column(column("enabled", bool()).defaultsTo(false).defaultMayBeAbsent())
      .column(column("backup_codes", text()))
      .column(column("created_at", timestamp())
          .defaultsTo(DefaultValue.currentTimestamp())
          .defaultMayBeAbsent())
      .unique("user_id")
      .foreignKey("user_id", "user", "id");

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

  private ChangeState compare(SchemaChange change) throws SQLException {
    return new LiveSchema(db.connection(), dialect).compare(change);
  }

  private void assertDone(SchemaChange change) throws SQLException {
    assertThat(compare(change)).isEqualTo(new ChangeState.Done());
  }

  private void assertNotDone(SchemaChange change, Kind kind, String message) throws SQLException {
    assertThat(compare(change)).isInstanceOfSatisfying(ChangeState.NotDone.class, state -> {
      assertThat(state.missing().message()).isEqualTo(message);
      assertThat(state.missing().kind()).isEqualTo(kind);
    });
  }

  private void assertDifferent(SchemaChange change, String... messages) throws SQLException {
    assertThat(compare(change))
        .isInstanceOfSatisfying(
            ChangeState.Different.class,
            state -> assertThat(state.differences())
                .extracting(SchemaDifference::message)
                .containsExactly(messages));
  }

  private void createTwoFactor(String columns) throws SQLException {
    db.execute("CREATE TABLE user (id INTEGER NOT NULL, PRIMARY KEY (id))");
    db.execute("CREATE TABLE two_factor_auth (" + columns + ")");
  }

  // --- two-factor authentication as installations have it

  @Test
  void a_table_that_is_not_there_is_missing() throws SQLException {
    assertNotDone(createTable(TWO_FACTOR), Kind.TABLE_MISSING, "table two_factor_auth is missing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // as the hand-written script made it, with defaults
        "id INTEGER NOT NULL PRIMARY KEY, user_id INTEGER NOT NULL UNIQUE, secret VARCHAR(32) NOT"
            + " NULL, enabled BOOLEAN DEFAULT 0, backup_codes TEXT, created_at DATETIME DEFAULT"
            + " CURRENT_TIMESTAMP, FOREIGN KEY (user_id) REFERENCES user (id)",
        // as the ORM made it, without
        "id INTEGER NOT NULL, user_id INTEGER NOT NULL, secret VARCHAR(32) NOT NULL, enabled"
            + " BOOLEAN, backup_codes TEXT, created_at DATETIME, PRIMARY KEY (id), UNIQUE"
            + " (user_id), FOREIGN KEY(user_id) REFERENCES user (id)",
        // one default only, written in other ways; other spelling, order and further columns
        "ID integer primary key, SECRET nvarchar(400) not null, User_Id int not null unique"
            + " references User, enabled boolean default FALSE, backup_codes text,"
            + " created_at timestamp default (current_timestamp), extra TEXT",
        "id INTEGER NOT NULL PRIMARY KEY, user_id INTEGER NOT NULL UNIQUE REFERENCES user (id),"
            + " secret TEXT NOT NULL, enabled BOOLEAN DEFAULT '0', backup_codes TEXT,"
            + " created_at DATETIME"
      })
  void every_complete_variant_is_done(String columns) throws SQLException {
    createTwoFactor(columns);

    assertDone(createTable(TWO_FACTOR));
  }

  @Test
  void a_unique_index_counts_as_a_unique_key() throws SQLException {
    createTwoFactor("id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES user (id), secret"
        + " VARCHAR(32) NOT NULL, enabled BOOLEAN, backup_codes TEXT, created_at DATETIME");
    assertDifferent(createTable(TWO_FACTOR), "table two_factor_auth: no unique key on (user_id)");

    db.execute("CREATE UNIQUE INDEX some ON two_factor_auth (user_id) WHERE enabled");
    assertDifferent(createTable(TWO_FACTOR), "table two_factor_auth: no unique key on (user_id)");

    db.execute("CREATE UNIQUE INDEX every ON two_factor_auth (user_id)");
    assertDone(createTable(TWO_FACTOR));
  }

  @Test
  void every_missing_piece_is_named() throws SQLException {
    createTwoFactor("id INTEGER NOT NULL, user_id INTEGER NOT NULL, secret VARCHAR(16) NOT NULL,"
        + " enabled BOOLEAN DEFAULT 0, PRIMARY KEY (id)");

    assertDifferent(
        createTable(TWO_FACTOR),
        "column two_factor_auth.secret: length is 16, at least 32 is expected",
        "column two_factor_auth.backup_codes is missing",
        "column two_factor_auth.created_at is missing",
        "table two_factor_auth: no unique key on (user_id)",
        "table two_factor_auth: no foreign key (user_id) → user(id)");
  }

  @Test
  void something_else_of_that_name_is_no_table() throws SQLException {
    db.execute("CREATE VIEW two_factor_auth AS SELECT 1 AS id");

    assertDifferent(
        createTable(TWO_FACTOR),
        "two_factor_auth is expected to be a table and is of the sort view");
    assertDifferent(
        addColumn("two_factor_auth", column("x", text())),
        "two_factor_auth is expected to be a table and is of the sort view");
  }

  @Test
  void what_was_made_from_a_declaration_is_what_is_declared() throws SQLException {
    Table declared = table("odd \"name\"")
        .column(column("code", varchar(5)))
        .column(column("n", bigint()).defaultsTo(-1))
        .column(column("price", decimal(10, 2)).defaultsTo(new DefaultValue.Expression("1 + 1")))
        .column(column("label", varchar(9)).defaultsTo("0"))
        .column(column("on", bool()).notNull().defaultsTo(true))
        .column(column("none", text()).defaultsTo(new DefaultValue.Expression("NULL")))
        .primaryKey("code")
        .uniqueNamed("u", "n", "label")
        .foreignKey(new ForeignKey(
            List.of("n"),
            "odd \"name\"",
            List.of("n"),
            ForeignKey.Action.SET_NULL,
            ForeignKey.Action.CASCADE));
    db.execute(dialect.statements(createTable(declared)).get(0));
    assertDone(createTable(declared));

    Table numbered = table("numbered").column(column("id", bigint())).primaryKey("id");
    Table plain = table("plain").column(column("id", integer())).primaryKey("id");
    for (Table one : List.of(numbered, plain)) {
      db.execute(dialect.statements(createTable(one)).get(0));
      assertDone(createTable(one));
    }
  }

  // --- one column

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "VARCHAR(20) | length is 20, 80 is expected",
        "TEXT | length is unlimited, 80 is expected",
        "INTEGER | type is INTEGER affinity (integer), TEXT affinity (varchar(80)) is expected",
        "BLOB | type is BLOB affinity (blob), TEXT affinity (varchar(80)) is expected",
        "~~ | type is BLOB affinity (no declared type), TEXT affinity (varchar(80)) is expected",
        "VARCHAR(80) NOT NULL | NULL is refused, it is expected to be allowed",
        "VARCHAR(80) DEFAULT 'x' | default is 'x', none is expected",
        "VARCHAR(80) AS ('x') | its values are computed, a column that rows write is expected"
      })
  void each_difference_of_a_column_is_told_in_words(String found, String difference)
      throws SQLException {
    db.execute("CREATE TABLE t (a INTEGER, c " + found + ")");

    assertDifferent(addColumn("t", column("c", varchar(80))), "column t.c: " + difference);
  }

  @Test
  void a_column_may_differ_in_several_ways() throws SQLException {
    db.execute("CREATE TABLE t (c INTEGER DEFAULT 1)");

    assertDifferent(
        addColumn("t", column("c", bool()).notNull().defaultsTo(false)),
        "column t.c: type is INTEGER affinity (integer), NUMERIC affinity (boolean) is expected",
        "column t.c: NULL is allowed, NOT NULL is expected",
        "column t.c: default is 1, 0 is expected");
  }

  @Test
  void a_default_may_be_absent_only_where_that_is_said_and_never_another_one() throws SQLException {
    Column strict = column("c", bool()).defaultsTo(false);
    db.execute("CREATE TABLE bare (c BOOLEAN)", "CREATE TABLE other (c BOOLEAN DEFAULT 1)");

    assertDifferent(addColumn("bare", strict), "column bare.c: there is no default, 0 is expected");
    assertDone(addColumn("bare", strict.defaultMayBeAbsent()));
    assertDifferent(
        addColumn("other", strict.defaultMayBeAbsent()),
        "column other.c: default is 1, 0 is expected");
  }

  @Test
  void decimals_differ_by_their_digits() throws SQLException {
    db.execute("CREATE TABLE t (c DECIMAL(12, 4))");

    assertDifferent(
        addColumn("t", column("c", decimal(10, 2))),
        "column t.c: type is NUMERIC affinity (decimal(12,4)), NUMERIC affinity (decimal(10,2)) is"
            + " expected");
  }

  @Test
  void an_identity_must_number_the_rows() throws SQLException {
    db.execute("CREATE TABLE t (id INT PRIMARY KEY NOT NULL)");

    assertDifferent(
        createTable(table("t").column(column("id", integer()).identity())),
        "column t.id: the database does not number its rows, it is expected to");
  }

  // --- keys

  @Test
  void the_primary_key_is_compared_with_its_order() throws SQLException {
    db.execute(
        "CREATE TABLE t (a INTEGER NOT NULL, b INTEGER NOT NULL, PRIMARY KEY (a, b))",
        "CREATE TABLE none (a INTEGER NOT NULL, b INTEGER NOT NULL)");
    Table declared =
        table("t").column(column("a", integer())).column(column("b", integer()).notNull());

    assertDone(createTable(declared.primaryKey("A", "B")));
    assertDifferent(
        createTable(declared.primaryKey("b", "a")),
        "table t: primary key is (a, b), (b, a) is expected");
    assertDifferent(createTable(declared), "table t: primary key is (a, b), none is expected");
    assertDifferent(
        createTable(table("none").column(column("b", integer()).notNull()).primaryKey("b")),
        "table none: there is no primary key, (b) is expected");
  }

  @Test
  void a_unique_key_is_a_set_of_columns() throws SQLException {
    db.execute("CREATE TABLE t (a INTEGER, b INTEGER, UNIQUE (b, a))");
    Table declared = table("t").column(column("a", integer())).column(column("b", integer()));

    assertDone(createTable(declared.unique("a", "b")));
    assertDifferent(createTable(declared.unique("a")), "table t: no unique key on (a)");
  }

  @Test
  void the_actions_of_a_foreign_key_count() throws SQLException {
    db.execute("CREATE TABLE t (a INTEGER REFERENCES p (id) ON DELETE CASCADE)");

    assertDifferent(
        createTable(table("t").column(column("a", integer())).foreignKey("a", "p", "id")),
        "table t: foreign key (a) → p(id) has ON DELETE CASCADE ON UPDATE NO ACTION, ON DELETE NO"
            + " ACTION ON UPDATE NO ACTION is expected");
  }

  // --- the other changes

  @Test
  void an_added_column_needs_its_table() throws SQLException {
    assertDifferent(addColumn("user", column("is_cast", bool())), "table user is missing");
    db.execute("CREATE TABLE User (id INTEGER PRIMARY KEY)");
    assertNotDone(
        addColumn("user", column("is_cast", bool())),
        Kind.COLUMN_MISSING,
        "column User.is_cast is missing");
    db.execute("ALTER TABLE user ADD COLUMN IS_CAST BOOLEAN");
    assertDone(addColumn("user", column("is_cast", bool())));
  }

  @Test
  void an_index_is_done_under_its_name_or_as_an_equal_one() throws SQLException {
    assertDifferent(createIndex(index("i", "t", "a")), "table t is missing");
    db.execute("CREATE TABLE t (a, b, c UNIQUE)", "CREATE INDEX part ON t (a) WHERE b IS NULL");
    assertNotDone(createIndex(index("i", "t", "a")), Kind.INDEX_MISSING, "index i on t is missing");
    assertNotDone(
        createIndex(uniqueIndex("u", "t", "a")), Kind.INDEX_MISSING, "index u on t is missing");

    db.execute("CREATE INDEX other ON t (a)", "CREATE UNIQUE INDEX u2 ON t (b, a)");
    assertDone(createIndex(index("i", "T", "A")));
    assertDone(createIndex(uniqueIndex("u", "t", "a", "b")));
    assertDone(createIndex(uniqueIndex("of_a_constraint", "t", "c")));
    assertNotDone(
        createIndex(index("i", "t", "b", "a")), Kind.INDEX_MISSING, "index i on t is missing");
  }

  @Test
  void an_index_of_that_name_that_is_another_one_is_told_in_words() throws SQLException {
    db.execute(
        "CREATE TABLE t (a, b)",
        "CREATE TABLE o (a)",
        "CREATE INDEX i ON t (b)",
        "CREATE INDEX p ON t (a) WHERE b",
        "CREATE INDEX elsewhere ON o (a)");

    assertDifferent(
        createIndex(uniqueIndex("I", "t", "a")),
        "index I on t: is over (b), unique over (a) is expected");
    assertDifferent(
        createIndex(index("p", "t", "a")),
        "index p on t: is over (a) of some rows only, over (a) is expected");
    assertDifferent(
        createIndex(index("elsewhere", "t", "a")),
        "index elsewhere on t: something else has this name, of the sort index");
  }

  @Test
  void what_is_dropped_is_done_when_it_is_gone() throws SQLException {
    assertDone(dropTable(table("t")));
    assertDone(dropColumn("t", column("a", text())));
    assertDone(dropIndex(index("i", "t", "a")));
    db.execute("CREATE TABLE t (a, b)", "CREATE INDEX i ON t (a)");

    assertNotDone(dropTable(table("T")), Kind.TABLE_PRESENT, "table T is still there");
    assertNotDone(
        dropColumn("t", column("A", text())), Kind.COLUMN_PRESENT, "column t.A is still there");
    assertNotDone(dropIndex(index("I", "t", "a")), Kind.INDEX_PRESENT, "index I is still there");
    assertDone(dropColumn("t", column("c", text())));
    assertDone(dropIndex(index("j", "t", "a")));
  }

  @Test
  void a_renamed_table_is_there_under_one_name() throws SQLException {
    assertDifferent(
        renameTable("a", "b"), "table b is missing, and there is no table a that could become it");
    db.execute("CREATE TABLE a (x)");
    assertNotDone(renameTable("a", "b"), Kind.TABLE_PRESENT, "table a is not yet called b");
    db.execute("CREATE TABLE b (x)");
    assertDifferent(
        renameTable("a", "b"), "table a is not yet called b, and there is a table b already");
    db.execute("DROP TABLE a");
    assertDone(renameTable("a", "b"));
  }

  @Test
  void a_renamed_column_is_there_under_one_name() throws SQLException {
    assertDifferent(renameColumn("t", "a", "b"), "table t is missing");
    db.execute("CREATE TABLE t (x)");
    assertDifferent(
        renameColumn("t", "a", "b"),
        "column t.b is missing, and there is no column a that could become it");
    db.execute("ALTER TABLE t ADD COLUMN a");
    assertNotDone(
        renameColumn("t", "a", "b"), Kind.COLUMN_PRESENT, "column t.a is not yet called b");
    db.execute("ALTER TABLE t ADD COLUMN b");
    assertDifferent(
        renameColumn("t", "a", "b"),
        "column t.a is not yet called b, and there is a column b already");
    db.execute("ALTER TABLE t DROP COLUMN a");
    assertDone(renameColumn("t", "a", "b"));
  }
}
