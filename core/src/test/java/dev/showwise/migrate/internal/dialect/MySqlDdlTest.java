package dev.showwise.migrate.internal.dialect;

import static dev.showwise.migrate.schema.Column.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.schema.Column;
import dev.showwise.migrate.schema.ColumnType;
import dev.showwise.migrate.schema.DefaultValue;
import dev.showwise.migrate.schema.ForeignKey;
import dev.showwise.migrate.schema.Index;
import dev.showwise.migrate.schema.SchemaChange;
import dev.showwise.migrate.schema.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

class MySqlDdlTest {
  private final MariaDbDialect mariaDb = new MariaDbDialect();
  private final MySqlDialect mySql = new MySqlDialect();

  @Test
  void a_table_is_created_with_its_engine_and_character_set_named() {
    Table table = Table.table("two_factor_auth")
        .column(column("id", ColumnType.integer()).identity())
        .column(column("user_id", ColumnType.integer()).notNull())
        .column(column("enabled", ColumnType.bool()).defaultsTo(false))
        .column(column("codes", ColumnType.text()).defaultsTo("[]"))
        .column(column("at", ColumnType.timestamp()).defaultsTo(DefaultValue.currentTimestamp()))
        .unique("user_id")
        .uniqueNamed("one`s", "codes", "at")
        .foreignKey(new ForeignKey(
            List.of("user_id"),
            "user",
            List.of("id"),
            ForeignKey.Action.CASCADE,
            ForeignKey.Action.SET_NULL));

    assertThat(mariaDb.statements(SchemaChange.createTable(table))).containsExactly("""
        CREATE TABLE `two_factor_auth` (
          `id` INT NOT NULL AUTO_INCREMENT,
          `user_id` INT NOT NULL,
          `enabled` TINYINT(1) NULL DEFAULT 0,
          `codes` LONGTEXT NULL DEFAULT '[]',
          `at` DATETIME(6) NULL DEFAULT CURRENT_TIMESTAMP(6),
          PRIMARY KEY (`id`),
          UNIQUE KEY (`user_id`),
          UNIQUE KEY `one``s` (`codes`, `at`),
          FOREIGN KEY (`user_id`) REFERENCES `user` (`id`) ON DELETE CASCADE ON UPDATE SET NULL
        ) ENGINE=InnoDB DEFAULT CHARACTER SET=utf8mb4 COLLATE=utf8mb4_bin""");
    assertThat(mySql.statements(SchemaChange.createTable(table)).get(0))
        .contains("`codes` LONGTEXT NULL DEFAULT ('[]')");
  }

  @Test
  void the_columns_of_a_primary_key_refuse_null_whether_they_say_so_or_not() {
    Table table = Table.table("t").column(column("a", ColumnType.integer())).primaryKey("A");

    assertThat(mariaDb.statements(SchemaChange.createTable(table)).get(0))
        .contains("`a` INT NOT NULL");
  }

  @Test
  void every_other_change_is_one_statement() {
    Column role = column("role", ColumnType.varchar(20)).defaultsTo("crew");
    Index index = Index.index("by_role", "user", "role", "id");

    assertThat(List.of(
            SchemaChange.dropTable(Table.table("t")),
            SchemaChange.addColumn("user", role),
            SchemaChange.addColumn("user", column("id", ColumnType.bigint()).identity()),
            SchemaChange.dropColumn("user", role),
            SchemaChange.createIndex(index),
            SchemaChange.createIndex(Index.uniqueIndex("role", "user", "role")),
            SchemaChange.dropIndex(index),
            SchemaChange.renameTable("a", "b"),
            SchemaChange.renameColumn("t", "a", "b")))
        .flatExtracting(mariaDb::statements)
        .containsExactly(
            "DROP TABLE `t`",
            "ALTER TABLE `user` ADD COLUMN `role` VARCHAR(20) NULL DEFAULT 'crew'",
            "ALTER TABLE `user` ADD COLUMN `id` BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY",
            "ALTER TABLE `user` DROP COLUMN `role`",
            "CREATE INDEX `by_role` ON `user` (`role`, `id`)",
            "CREATE UNIQUE INDEX `role` ON `user` (`role`) COMMENT 'declared by a migration'",
            "DROP INDEX `by_role` ON `user`",
            "RENAME TABLE `a` TO `b`",
            "ALTER TABLE `t` RENAME COLUMN `a` TO `b`");
  }

  @Test
  void defaults_are_written_so_that_no_sql_mode_changes_them() {
    assertThat(defaultOf(ColumnType.varchar(9), DefaultValue.of("it's"))).isEqualTo("'it''s'");
    assertThat(defaultOf(ColumnType.varchar(9), DefaultValue.of("a\\b")))
        .isEqualTo("_utf8mb4 x'615c62'");
    assertThat(defaultOf(ColumnType.bool(), DefaultValue.of(true))).isEqualTo("1");
    assertThat(defaultOf(ColumnType.decimal(8, 2), DefaultValue.of(-5))).isEqualTo("-5");
    assertThat(defaultOf(ColumnType.varchar(36), new DefaultValue.Expression("uuid()")))
        .isEqualTo("(uuid())");
    assertThat(defaultOf(ColumnType.date(), DefaultValue.currentTimestamp()))
        .isEqualTo("(CURRENT_DATE)");
    assertThat(defaultOf(ColumnType.varchar(30), DefaultValue.currentTimestamp()))
        .isEqualTo("(CURRENT_TIMESTAMP(6))");
    assertThat(defaultOf(ColumnType.nativeType("DATETIME"), DefaultValue.currentTimestamp()))
        .isEqualTo("CURRENT_TIMESTAMP");
    assertThat(defaultOf(ColumnType.nativeType("TIMESTAMP(3)"), DefaultValue.currentTimestamp()))
        .isEqualTo("CURRENT_TIMESTAMP(3)");
  }

  private String defaultOf(ColumnType type, DefaultValue value) {
    String sql = mariaDb
        .statements(SchemaChange.addColumn("t", column("c", type).defaultsTo(value)))
        .get(0);
    return sql.substring(sql.indexOf("DEFAULT ") + 8);
  }

  @Test
  void what_the_products_cannot_do_is_said_before_it_is_tried() {
    Table numberedTwice = Table.table("t")
        .column(column("id", ColumnType.integer()).identity())
        .column(column("b", ColumnType.integer()))
        .primaryKey("id", "b");
    Table withDefault = Table.table("t")
        .column(column("a", ColumnType.integer()))
        .foreignKey(new ForeignKey(
            List.of("a"),
            "u",
            List.of("id"),
            ForeignKey.Action.SET_DEFAULT,
            ForeignKey.Action.NO_ACTION));

    assertThatThrownBy(() -> mariaDb.statements(SchemaChange.createTable(numberedTwice)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be the whole primary key");
    assertThatThrownBy(() -> mariaDb.statements(SchemaChange.createTable(withDefault)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("table t", "SET DEFAULT, which InnoDB does not have");
    assertThatThrownBy(() -> mariaDb.statements(
            SchemaChange.createIndex(new Index("i", "t", List.of("a"), Index.Uniqueness.PARTIAL))))
        .hasMessageContaining("statement of your own");
    assertThatThrownBy(() -> mariaDb.quote("a\0b")).hasMessageContaining("a\\0b", "NUL");
  }

  @Test
  void names_are_quoted_whatever_is_in_them() {
    assertThat(mariaDb.quote("user")).isEqualTo("`user`");
    assertThat(mariaDb.quote("a`b\"c")).isEqualTo("`a``b\"c`");
  }
}
