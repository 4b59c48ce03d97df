package dev.showwise.migrate.internal.schema;

import static dev.showwise.migrate.schema.Column.column;
import static dev.showwise.migrate.schema.ColumnType.bool;
import static dev.showwise.migrate.schema.ColumnType.integer;
import static dev.showwise.migrate.schema.ColumnType.text;
import static dev.showwise.migrate.schema.Index.index;
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

import dev.showwise.migrate.MigrationId;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationVersion;
import dev.showwise.migrate.internal.dialect.SqliteDialect;
import dev.showwise.migrate.internal.dialect.TestDatabase;
import dev.showwise.migrate.internal.schema.SchemaFold.Declared;
import dev.showwise.migrate.schema.SchemaChange;
import dev.showwise.migrate.schema.Table;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaFoldTest {
  private static final Table PROP = table("prop")
      .column(column("id", integer()).identity())
      .column(column("label", text()).notNull())
      .unique("label");

  private final SqliteDialect dialect = new SqliteDialect();
  private final List<Declared> applied = new ArrayList<>();

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

  /** Applies a migration of that name. */
  private void apply(String name, SchemaChange... changes) throws SQLException {
    MigrationVersion version = MigrationVersion.of("" + (applied.size() + 1));
    applied.add(
        new Declared(new MigrationLabel(new MigrationId("m", version), name), List.of(changes)));
    for (SchemaChange change : changes) {
      for (String sql : dialect.statements(change)) {
        db.execute(sql);
      }
    }
  }

  private List<String> verify() throws SQLException {
    LiveSchema live = new LiveSchema(db.connection(), dialect);
    return SchemaFold.compare(applied, live, dialect).stream()
        .map(problem -> problem.migration().name() + ": " + problem.difference())
        .toList();
  }

  @Test
  void nothing_applied_expects_nothing() throws SQLException {
    db.execute("CREATE TABLE anything (a)");

    assertThat(verify()).isEmpty();
  }

  @Test
  void later_renames_drops_and_additions_are_no_drift() throws SQLException {
    apply("one", createTable(PROP), createIndex(index("i", "prop", "label")));
    apply("two", addColumn("prop", column("note", text())));
    apply("three", renameColumn("prop", "label", "title"), renameTable("prop", "props"));
    apply(
        "four",
        dropColumn("props", column("note", text())),
        dropIndex(index("i", "props", "title")));
    apply("five", createTable(PROP));
    apply("six", dropTable(PROP));
    apply("seven", createTable(PROP), addColumn("props", column("note", integer())));
    db.execute("ALTER TABLE props ADD COLUMN of_somebody_else", "CREATE INDEX theirs ON prop (id)");

    assertThat(verify()).isEmpty();
  }

  @Test
  void each_difference_names_the_migration_that_declared_the_piece_last() throws SQLException {
    apply("creates", createTable(PROP), createIndex(index("by_label", "prop", "label")));
    apply("adds", addColumn("prop", column("lent", bool()).defaultsTo(false)));
    apply("renames", renameColumn("prop", "label", "title"));
    db.execute(
        "DROP TABLE prop", "CREATE TABLE prop (id INTEGER PRIMARY KEY, label TEXT NOT NULL)");

    assertThat(verify())
        .containsExactly(
            "adds: column prop.lent is missing",
            "renames: column prop.title is missing",
            "renames: column prop.label is there and should be gone",
            "creates: table prop: no unique key on (title)",
            "creates: index by_label on prop is missing");
  }

  @Test
  void a_table_that_is_gone_is_told_once_by_the_migration_that_named_it_last() throws SQLException {
    apply("creates", createTable(PROP), createIndex(index("by_label", "prop", "label")));
    apply("adds", addColumn("prop", column("lent", bool())));
    apply("renames", renameTable("prop", "props"));
    db.execute("DROP TABLE props");

    assertThat(verify()).containsExactly("renames: table props is missing");

    db.execute("CREATE VIEW props AS SELECT 1 AS id");
    assertThat(verify())
        .containsExactly("renames: props is expected to be a table and is of the sort view");
  }

  @Test
  void what_was_dropped_and_is_there_again_is_told() throws SQLException {
    db.execute("CREATE TABLE legacy (a)", "CREATE TABLE user (a TEXT, b TEXT)");
    db.execute("CREATE INDEX u ON user (b)");
    apply("cleans", dropTable(table("legacy")), dropIndex(index("u", "user", "b")));
    apply("drops", dropColumn("user", column("b", text())));
    assertThat(verify()).isEmpty();
    db.execute("CREATE TABLE LEGACY (a)", "ALTER TABLE user ADD COLUMN B TEXT");
    db.execute("CREATE INDEX U ON user (a)");

    assertThat(verify())
        .containsExactly(
            "drops: column user.b is there and should be gone",
            "cleans: index u is still there",
            "cleans: table legacy is there and should be gone");
  }

  @Test
  void of_a_table_that_no_migration_created_only_what_they_touched_is_expected()
      throws SQLException {
    db.execute("CREATE TABLE user (id INTEGER PRIMARY KEY, login TEXT)");
    apply("adds", addColumn("user", column("is_cast", bool()).defaultsTo(0)));
    apply("renames", renameColumn("user", "login", "username"));
    assertThat(verify()).isEmpty();
    db.execute("ALTER TABLE user RENAME COLUMN username TO somebody");

    assertThat(verify()).containsExactly("renames: column user.username is missing");
  }

  @Test
  void references_follow_later_renames() throws SQLException {
    apply(
        "creates",
        createTable(PROP),
        createTable(
            table("use").column(column("prop_id", integer())).foreignKey("prop_id", "prop", "id")));
    apply("renames", renameTable("prop", "props"), renameColumn("props", "id", "number"));
    apply("here", renameColumn("use", "prop_id", "prop_number"));
    assertThat(verify()).isEmpty();
    db.execute("DROP TABLE use", "CREATE TABLE use (prop_number INTEGER)");

    assertThat(verify())
        .containsExactly("creates: table use: no foreign key (prop_number) → props(number)");
  }

  @Test
  void a_table_that_two_migrations_create_is_expected_to_suit_both() throws SQLException {
    apply("first", createTable(PROP));
    Table more = PROP.column(column("more", text()));
    applied.add(new Declared(
        new MigrationLabel(new MigrationId("m", MigrationVersion.of("9")), "second"),
        List.of(createTable(more))));

    assertThat(verify()).containsExactly("second: column prop.more is missing");
    db.execute("DROP TABLE prop");
    assertThat(verify()).containsExactly("first: table prop is missing");
  }
}
