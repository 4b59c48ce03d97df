package dev.showwise.migrate.runner.output;

import static dev.showwise.migrate.schema.Column.column;
import static dev.showwise.migrate.schema.ColumnType.bool;
import static dev.showwise.migrate.schema.ColumnType.integer;
import static dev.showwise.migrate.schema.ColumnType.varchar;
import static dev.showwise.migrate.schema.Table.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.DatabaseInfo;
import dev.showwise.migrate.SchemaDescription;
import dev.showwise.migrate.schema.ForeignKey;
import dev.showwise.migrate.schema.Index;
import dev.showwise.migrate.schema.SchemaObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableWordsTest {
  private final SchemaDescription schema = new SchemaDescription(
      new DatabaseInfo("Product", "1", "jdbc:x"),
      List.of(table("badge")
          .column(column("id", integer()).identity())
          .column(column("person_id", integer()))
          .column(column("code", varchar(20)).notNull())
          .column(column("lost", bool()).defaultsTo(false))
          .unique("code")
          .foreignKey(new ForeignKey(
              List.of("person_id"),
              "person",
              List.of("id"),
              ForeignKey.Action.SET_NULL,
              ForeignKey.Action.NO_ACTION))),
      List.of(Index.uniqueIndex("badge_person", "badge", "person_id", "code")),
      List.of());

  @Test
  void a_table_is_told_with_its_columns_and_keys() {
    assertThat(TableWords.of(new SchemaObject("table", "badge", "badge", ""), schema))
        .containsExactly(
            "table badge",
            "  id         integer      not null, identity",
            "  person_id  integer",
            "  code       varchar(20)  not null",
            "  lost       boolean      default false",
            "  primary key (id)",
            "  unique (code)",
            "  foreign key (person_id) references person (id) on delete set null");
  }

  @Test
  void an_index_is_told_with_its_table_and_columns() {
    assertThat(TableWords.of(new SchemaObject("index", "badge_person", "badge", ""), schema))
        .containsExactly("unique index badge_person on badge (person_id, code)");
  }

  @Test
  void what_is_not_described_is_left_out() {
    assertThat(TableWords.of(new SchemaObject("sequence", "badge_id_seq", "badge", ""), schema))
        .isEmpty();
  }
}
