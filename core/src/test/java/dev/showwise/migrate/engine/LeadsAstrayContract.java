package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationReport.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a statement of a migration may change what names without a schema mean. */
interface LeadsAstrayContract extends SchemasContract {
  /** A statement after which names lead into another schema. */
  String leadTo(String schema);

  @Test
  default void a_migration_that_leads_names_elsewhere_does_not_lead_the_next_one_there()
      throws SQLException {
    makeSchema("app");
    makeSchema("other");
    ExecutionOptions outside = ExecutionOptions.DEFAULT.outsideTransaction();
    Migration[] migrations = {
      TestMigration.sql("1", "astray", leadTo("other"), "CREATE TABLE astray (id INTEGER)"),
      TestMigration.sql("2", "next", "CREATE TABLE next_one (id INTEGER)").after("astray"),
      TestMigration.sql("3", "again", leadTo("other"), "CREATE TABLE again (id INTEGER)")
          .options(outside)
          .after("next"),
      TestMigration.sql("4", "last", "CREATE TABLE last_one (id INTEGER)")
          .options(outside)
          .after("again")
    };
    for (boolean named : List.of(false, true)) {
      try (Connection connection = database().dataSource().getConnection()) {
        String before = where(connection);
        EngineBuilder builder = builder(new OneConnection(connection), migrations);
        MigrationEngine engine = (named ? builder.schema("app") : builder).build();

        engine.migrate();

        assertThat(where(connection)).isEqualTo(before);
        assertThat(engine.migrate().outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
        assertThat(database().value("SELECT COUNT(*) FROM " + in("other", "astray")))
            .isEqualTo("0");
        assertThat(database().value("SELECT COUNT(*) FROM " + in("other", "again")))
            .isEqualTo("0");
      }
      String home = named ? "app" : "";
      for (String table : List.of("migration_history", "next_one", "last_one")) {
        String place = named ? in(home, table) : database().dialect().quote(table);
        assertThat(database().rows("SELECT COUNT(*) FROM " + place)).as(place).hasSize(1);
      }
      database()
          .execute("DROP TABLE " + in("other", "astray"), "DROP TABLE " + in("other", "again"));
    }
  }
}
