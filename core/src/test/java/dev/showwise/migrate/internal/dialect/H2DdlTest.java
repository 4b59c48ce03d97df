package dev.showwise.migrate.internal.dialect;

import static dev.showwise.migrate.schema.Column.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.internal.schema.LiveSchema;
import dev.showwise.migrate.schema.ChangeState;
import dev.showwise.migrate.schema.ColumnType;
import dev.showwise.migrate.schema.DefaultValue;
import dev.showwise.migrate.schema.ForeignKey;
import dev.showwise.migrate.schema.ForeignKey.Action;
import dev.showwise.migrate.schema.Index;
import dev.showwise.migrate.schema.SchemaChange;
import dev.showwise.migrate.schema.Table;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class H2DdlTest {
  private final H2Dialect dialect = new H2Dialect();

  private TestDatabase db;

  @BeforeEach
  void open() throws SQLException {
    db = H2Databases.create("");
  }

  @AfterEach
  void close() throws SQLException {
    db.close();
  }

  private ChangeState state(SchemaChange change) throws SQLException {
    return new LiveSchema(db.connection(), dialect).compare(change);
  }

  private void makeAndUnmake(SchemaChange... changes) throws SQLException {
    for (SchemaChange change : changes) {
      assertThat(state(change)).isInstanceOf(ChangeState.NotDone.class);
      db.execute(dialect.statements(change).toArray(String[]::new));
      assertThat(state(change)).isInstanceOf(ChangeState.Done.class);
      assertThat(state(change.inverse())).isInstanceOf(ChangeState.NotDone.class);
    }
    for (int i = changes.length - 1; i >= 0; i--) {
      db.execute(dialect.statements(changes[i].inverse()).toArray(String[]::new));
      assertThat(state(changes[i].inverse())).isInstanceOf(ChangeState.Done.class);
    }
  }

  @Test
  void what_is_declared_is_found_again_and_can_be_undone() throws SQLException {
    Table user = Table.table("user")
        .column(column("id", ColumnType.bigint()).identity())
        .column(column("Order", ColumnType.varchar(20)).notNull().defaultsTo("it's a \\ or ä"))
        .column(column("active", ColumnType.bool()).notNull().defaultsTo(0))
        .column(column("admin", ColumnType.bool()).defaultsTo(true))
        .column(column("age", ColumnType.integer()).defaultsTo(-1))
        .column(column("balance", ColumnType.decimal(10, 2)).defaultsTo("1.50"))
        .column(column("any", ColumnType.decimal(0, 0)))
        .column(column("weight", ColumnType.doublePrecision()).defaultsTo(2))
        .column(column("note", ColumnType.text()).defaultsTo(5))
        .column(column("photo", ColumnType.blob()))
        .column(column("born", ColumnType.date()).defaultsTo("2026-01-02"))
        .column(column("made", ColumnType.timestamp())
            .notNull()
            .defaultsTo(DefaultValue.currentTimestamp()))
        .column(column("extra", ColumnType.nativeType("json(99)")))
        .column(column("token", ColumnType.nativeType("uuid"))
            .defaultsTo(new DefaultValue.Expression("random_uuid( )")))
        .column(column("small", ColumnType.nativeType("int2")))
        .uniqueNamed("user order", "Order", "age")
        .unique("born");
    Table badge = Table.table("badge")
        .column(column("user_id", ColumnType.bigint()).notNull())
        .column(column("code", ColumnType.varchar(9)).notNull())
        .column(column("boss", ColumnType.bigint()))
        .primaryKey("code", "user_id")
        .foreignKey("user_id", "user", "id")
        .foreignKey(new ForeignKey(
            List.of("boss"), "user", List.of("id"), Action.SET_NULL, Action.RESTRICT));

    makeAndUnmake(
        SchemaChange.createTable(user),
        SchemaChange.createTable(badge),
        SchemaChange.addColumn("badge", column("colour", ColumnType.varchar(5)).defaultsTo("red")),
        SchemaChange.createIndex(Index.index("badge \"x\"", "badge", "colour", "boss")),
        SchemaChange.createIndex(Index.uniqueIndex("badge_u", "badge", "boss", "code")),
        SchemaChange.renameColumn("badge", "colour", "Paint"),
        SchemaChange.renameTable("badge", "select"));
  }

  @Test
  void a_table_that_others_refer_to_is_not_dropped() throws SQLException {
    Table parent = Table.table("p").column(column("id", ColumnType.integer()).identity());
    db.execute(dialect.statements(SchemaChange.createTable(parent)).toArray(String[]::new));
    db.execute("CREATE TABLE c (p INT REFERENCES p)");

    assertThatThrownBy(() ->
            db.execute(dialect.statements(SchemaChange.dropTable(parent)).toArray(String[]::new)))
        .hasMessageContaining("depends on it");
  }

  @Test
  void rows_may_bring_the_number_that_the_database_would_give() throws SQLException {
    Table parent = Table.table("p").column(column("id", ColumnType.integer()).identity());
    db.execute(dialect.statements(SchemaChange.createTable(parent)).toArray(String[]::new));
    db.execute("INSERT INTO p VALUES (7)", "INSERT INTO p DEFAULT VALUES");

    assertThat(db.query("SELECT id FROM p ORDER BY id")).containsExactly("1", "7");
  }
}
