package dev.showwise.migrate.internal.schema;

import static dev.showwise.migrate.schema.Column.column;
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

import dev.showwise.migrate.Presence;
import dev.showwise.migrate.internal.dialect.SqliteDialect;
import dev.showwise.migrate.internal.dialect.TestDatabase;
import dev.showwise.migrate.schema.Schema;
import dev.showwise.migrate.schema.SchemaChange;
import dev.showwise.migrate.schema.Table;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChangesTogetherTest {
  private static final Table PROP = table("prop")
      .column(column("id", integer()).identity())
      .column(column("label", text()).notNull());

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

  private Schema schema() {
    return new LiveSchema(db.connection(), dialect);
  }

  private Presence presence(List<SchemaChange> changes) throws SQLException {
    return Presence.of(changes, schema());
  }

  private void make(List<SchemaChange> changes) throws SQLException {
    for (SchemaChange change : changes) {
      for (String sql : dialect.statements(change)) {
        db.execute(sql);
      }
    }
  }

  /** Lists that begin with nothing of theirs in the database. */
  static Stream<List<SchemaChange>> lists() {
    return Stream.of(
        List.of(createTable(PROP)),
        List.of(createTable(PROP), createIndex(index("prop_label", "prop", "label"))),
        List.of(createTable(PROP), addColumn("prop", column("note", text()))),
        List.of(createTable(PROP), renameTable("prop", "props")),
        List.of(createTable(PROP), renameColumn("prop", "label", "title")),
        List.of(
            createTable(PROP),
            createIndex(index("prop_label", "prop", "label")),
            renameColumn("prop", "label", "title"),
            addColumn("prop", column("note", text())),
            renameTable("prop", "props"),
            createIndex(index("props_note", "props", "note"))),
        List.of(
            createTable(PROP),
            addColumn("prop", column("x", text())),
            dropColumn("prop", column("x", text()))),
        List.of(
            createTable(PROP),
            createIndex(index("i", "prop", "label")),
            dropIndex(index("i", "prop", "label"))),
        List.of(
            createTable(PROP),
            createTable(table("use")
                .column(column("id", integer()).identity())
                .column(column("prop_id", integer()))
                .foreignKey("prop_id", "prop", "id")),
            renameTable("prop", "props"),
            renameColumn("props", "id", "number")),
        List.of(createTable(PROP), renameTable("prop", "old_prop"), createTable(PROP)));
  }

  @ParameterizedTest
  @MethodSource("lists")
  void on_an_empty_database_nothing_of_a_list_is_there(List<SchemaChange> changes)
      throws SQLException {
    assertThat(presence(changes)).isEqualTo(Presence.absent());
  }

  @ParameterizedTest
  @MethodSource("lists")
  void after_the_last_change_all_of_it_is_there(List<SchemaChange> changes) throws SQLException {
    make(changes);

    assertThat(presence(changes)).isEqualTo(Presence.present());
  }

  @ParameterizedTest
  @MethodSource("lists")
  void after_some_of_the_changes_the_rest_can_be_made(List<SchemaChange> changes)
      throws SQLException {
    for (int made = 1; made < changes.size(); made++) {
      make(changes.subList(made - 1, made));
      Presence presence = presence(changes);
      assertThat(presence)
          .as("after %s of %s", made, changes)
          .isInstanceOfAny(Presence.Incomplete.class, Presence.Present.class);
      if (presence instanceof Presence.Incomplete incomplete) {
        assertThat(incomplete.missing()).hasSizeLessThanOrEqualTo(changes.size() - made);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("lists")
  void what_is_predicted_is_what_comes(List<SchemaChange> changes) throws SQLException {
    db.execute("CREATE TABLE other (a)");
    PredictedSchema predicted = new PredictedSchema(schema(), dialect).with(changes);
    List<String> expected = describe(predicted);
    make(changes);

    assertThat(expected).containsExactlyInAnyOrderElementsOf(describe(schema()));
    assertThat(Presence.of(changes, predicted)).isEqualTo(Presence.present());
    assertThat(describe(new PredictedSchema(schema(), dialect).with(changes)))
        .as("changes that are made already change nothing more")
        .containsExactlyInAnyOrderElementsOf(describe(schema()));
  }

  private static List<String> describe(Schema schema) throws SQLException {
    Stream.Builder<String> lines = Stream.builder();
    for (String name : schema.tableNames()) {
      Table table = schema.table(name).orElseThrow();
      lines.add(table.name() + table.columns() + table.primaryKey() + table.foreignKeys());
      schema.indexes(name).forEach(index -> lines.add(index.toString()));
      lines.add(name + " is a " + schema.kindOf(name));
    }
    return lines.build().toList();
  }

  @Test
  void a_missing_index_on_a_table_that_is_there_makes_it_incomplete() throws SQLException {
    make(List.of(createTable(PROP)));

    assertThat(
            presence(List.of(createTable(PROP), createIndex(index("prop_label", "prop", "label")))))
        .isEqualTo(new Presence.Incomplete(List.of("index prop_label on prop is missing")));
  }

  @Test
  void a_table_that_lacks_a_column_makes_it_partial() throws SQLException {
    db.execute("CREATE TABLE prop (id INTEGER PRIMARY KEY)");

    assertThat(presence(List.of(createTable(PROP), addColumn("prop", column("note", text())))))
        .isEqualTo(new Presence.Partial(List.of("column prop.label is missing")));
  }

  @Test
  void a_column_for_a_table_that_nobody_makes_is_partial() throws SQLException {
    assertThat(presence(List.of(
            addColumn("user", column("a", text())), addColumn("user", column("b", text())))))
        .isEqualTo(new Presence.Partial(List.of("table user is missing", "table user is missing")));
  }

  @Test
  void a_table_that_is_built_anew_is_judged_by_its_new_shape() throws SQLException {
    List<SchemaChange> rebuild = List.of(
        createTable(table("prop_new")
            .column(column("id", integer()).identity())
            .column(column("title", text()).notNull())),
        dropTable(PROP),
        renameTable("prop_new", "prop"));
    make(List.of(createTable(PROP)));
    assertThat(presence(rebuild)).isEqualTo(Presence.absent());

    make(rebuild.subList(0, 1));
    assertThat(presence(rebuild))
        .isEqualTo(new Presence.Incomplete(
            List.of("table prop is still there", "table prop_new is not yet called prop")));

    make(rebuild.subList(1, 2));
    assertThat(presence(rebuild))
        .isEqualTo(new Presence.Incomplete(List.of("table prop_new is not yet called prop")));

    make(rebuild.subList(2, 3));
    assertThat(presence(rebuild)).isEqualTo(Presence.present());
  }

  @Test
  void what_is_read_is_remembered_until_it_is_forgotten() throws SQLException {
    LiveSchema schema = new LiveSchema(db.connection(), dialect);
    assertThat(schema.table("prop")).isEmpty();
    assertThat(schema.tableNames()).isEmpty();
    assertThat(schema.kindOf("prop")).isEmpty();
    assertThat(schema.indexes("prop")).isEmpty();
    make(List.of(createTable(PROP), createIndex(index("i", "prop", "label"))));
    assertThat(schema.hasTable("PROP")).isFalse();

    schema.forget();

    assertThat(schema.hasTable("PROP")).isTrue();
    assertThat(schema.hasColumn("prop", "LABEL")).isTrue();
    assertThat(schema.tableNames()).containsExactly("prop");
    assertThat(schema.kindOf("prop")).contains("table");
    assertThat(schema.indexes("prop")).hasSize(1);
  }

  @Test
  void a_prediction_leaves_the_schema_beneath_and_earlier_predictions_alone() throws SQLException {
    Schema live = schema();
    PredictedSchema before = new PredictedSchema(live, dialect);
    PredictedSchema created = before.with(List.of(createTable(PROP)));
    PredictedSchema dropped = created.with(List.of(dropTable(PROP)));

    assertThat(live.hasTable("prop")).isFalse();
    assertThat(before.hasTable("prop")).isFalse();
    assertThat(created.hasTable("prop")).isTrue();
    assertThat(created.kindOf("prop")).contains("table");
    assertThat(dropped.hasTable("prop")).isFalse();
    assertThat(dropped.tableNames()).isEmpty();
  }

  @Test
  void the_names_of_dropped_tables_and_indexes_are_free_again() throws SQLException {
    db.execute("CREATE TABLE t (a)", "CREATE INDEX i ON t (a)", "CREATE VIEW v AS SELECT 1");
    PredictedSchema dropped =
        new PredictedSchema(schema(), dialect).with(List.of(dropTable(table("t"))));

    assertThat(dropped.kindOf("t")).isEmpty();
    assertThat(dropped.kindOf("i")).isEmpty();
    assertThat(dropped.kindOf("v")).contains("view");
    assertThat(dropped
            .with(List.of(createTable(PROP), createIndex(index("i", "prop", "label"))))
            .kindOf("i"))
        .contains("index");
  }

  @Test
  void references_of_tables_that_are_there_follow_a_predicted_rename() throws SQLException {
    db.execute(
        "CREATE TABLE prop (id INTEGER PRIMARY KEY)",
        "CREATE TABLE use (prop_id INTEGER REFERENCES prop (id))");
    List<SchemaChange> changes =
        List.of(renameTable("prop", "props"), renameColumn("props", "id", "number"));
    var predicted = new PredictedSchema(schema(), dialect)
        .with(changes)
        .table("use")
        .orElseThrow()
        .foreignKeys();
    make(changes);

    assertThat(predicted).isEqualTo(schema().table("use").orElseThrow().foreignKeys());
  }
}
