package dev.showwise.migrate.engine;

import static dev.showwise.migrate.schema.Column.column;
import static dev.showwise.migrate.schema.ColumnType.bigint;
import static dev.showwise.migrate.schema.ColumnType.blob;
import static dev.showwise.migrate.schema.ColumnType.bool;
import static dev.showwise.migrate.schema.ColumnType.date;
import static dev.showwise.migrate.schema.ColumnType.decimal;
import static dev.showwise.migrate.schema.ColumnType.doublePrecision;
import static dev.showwise.migrate.schema.ColumnType.integer;
import static dev.showwise.migrate.schema.ColumnType.text;
import static dev.showwise.migrate.schema.ColumnType.timestamp;
import static dev.showwise.migrate.schema.ColumnType.varchar;
import static dev.showwise.migrate.schema.Table.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.RollbackConsent;
import dev.showwise.migrate.RollbackTarget;
import dev.showwise.migrate.Target;
import dev.showwise.migrate.schema.DefaultValue;
import dev.showwise.migrate.schema.Index;
import dev.showwise.migrate.schema.SchemaChange;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every portable type, with what a column may say of itself: made, found again, and filled. */
interface TypesContract extends EngineCase {
  /** Longer than what some products call text holds. */
  String LONG_TEXT = "Zürich Ω 座席 🎭 '\"\\ ".repeat(5_000);

  private static Migration everyType() {
    return Crew.declared(
        "1",
        "every-type",
        SchemaChange.createTable(table("order")
            .column(column("id", integer()).identity())
            .column(column("flag", bool()).notNull().defaultsTo(true))
            .column(column("small", integer()).defaultsTo(-7))
            .column(column("big", bigint()).notNull().defaultsTo(9_007_199_254_740_993L))
            .column(column("price", decimal(12, 3)).defaultsTo(0))
            .column(column("ratio", doublePrecision()))
            .column(column("select", varchar(40)).notNull().defaultsTo("it's a \\ \"name\""))
            .column(column("notes", text()))
            .column(column("bytes", blob()))
            .column(column("day", date()))
            .column(column("moment", timestamp())
                .notNull()
                .defaultsTo(new DefaultValue.CurrentTimestamp()))
            .unique("select", "small")),
        SchemaChange.createIndex(Index.index("order_day", "order", "day", "price")),
        SchemaChange.createTable(table("line")
            .column(column("id", integer()).identity())
            .column(column("order_id", integer()).notNull())
            .foreignKey("order_id", "order", "id")));
  }

  private static Migration later() {
    return Crew.declared(
        "2",
        "later",
        SchemaChange.addColumn("order", column("extra", varchar(10)).notNull().defaultsTo("none")),
        SchemaChange.addColumn("order", column("seen", timestamp())),
        SchemaChange.renameColumn("order", "ratio", "rate"),
        SchemaChange.renameTable("line", "order_line"));
  }

  @Test
  default void what_is_made_of_every_type_is_found_complete_and_undone() {
    var engine = engine(everyType(), later());

    assertThat(names(engine.migrate())).containsExactly("every-type APPLIED", "later APPLIED");

    assertThat(engine.verify().problems()).isEmpty();
    assertThat(engine(everyType(), later()).migrate().outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
    database().execute("DROP TABLE migration_history");
    assertThat(engine.plan(Target.all()).errors()).isEmpty();
    assertThat(names(engine.migrate())).containsExactly("every-type ADOPTED", "later ADOPTED");
    engine.rollback(RollbackTarget.named("every-type"), RollbackConsent.toAnyLoss());
    assertThat(database().tables()).containsExactly("migration_history");
  }

  @Test
  default void what_is_written_through_a_migration_is_read_again_as_it_was() {
    byte[] bytes = new byte[100_000];
    new java.util.Random(7).nextBytes(bytes);
    TestMigration rows = TestMigration.of("3", "rows", context -> {
      String order = context.dialect().quote("order");
      context.update(
          "INSERT INTO " + order + " (price, notes, bytes, " + context.dialect().quote("day")
              + ") VALUES (?, ?, ?, ?)",
          new BigDecimal("123456789.125"),
          LONG_TEXT,
          bytes,
          java.sql.Date.valueOf("2026-02-28"));
      assertThat(context.query(
              "SELECT price, notes, bytes, " + context.dialect().quote("day")
                  + ", flag, small, big, " + context.dialect().quote("select") + " FROM " + order,
              row -> {
                assertThat(row.getBigDecimal(1)).isEqualByComparingTo("123456789.125");
                assertThat(row.getString(2)).isEqualTo(LONG_TEXT);
                assertThat(row.getBytes(3)).isEqualTo(bytes);
                assertThat(row.getDate(4)).hasToString("2026-02-28");
                assertThat(row.getBoolean(5)).isTrue();
                assertThat(row.getInt(6)).isEqualTo(-7);
                assertThat(row.getLong(7)).isEqualTo(9_007_199_254_740_993L);
                return row.getString(8);
              }))
          .isEqualTo(List.of("it's a \\ \"name\""));
    });

    assertThat(names(engine(everyType(), rows).migrate()))
        .containsExactly("every-type APPLIED", "rows APPLIED");
  }
}
