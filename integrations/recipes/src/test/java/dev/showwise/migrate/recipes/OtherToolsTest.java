package dev.showwise.migrate.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.ImportConsent;
import dev.showwise.migrate.ImportReport;
import dev.showwise.migrate.ImportRequest;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.engine.MigrationEngine;
import dev.showwise.migrate.recipes.Desk.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Databases as Flyway and Liquibase really left them go on here. */
class OtherToolsTest {
  @Test
  void what_flyway_did_is_taken_over_and_only_the_repeatable_script_runs_once_more()
      throws Exception {
    try (Desk desk = left("from-flyway")) {
      Path scripts = Desk.folder("from-flyway/db/migration");
      List<String> before = desk.rows("SELECT * FROM flyway_schema_history");

      assertThat(takeOver(desk.source(), scripts).outcome())
          .isEqualTo(ImportReport.Outcome.IMPORTED);

      assertThat(history(desk)).containsExactly(Event.IMPORTED, Event.IMPORTED);
      MigrationReport next = desk.engine().scripts(scripts).build().migrate();
      assertThat(next.completed())
          .extracting(done -> done.migration().name())
          .containsExactly("R__crew_list");
      assertThat(desk.rows("SELECT * FROM flyway_schema_history")).isEqualTo(before);
    }
  }

  @Test
  void what_liquibase_did_is_taken_over_by_the_ids_of_its_change_sets() throws Exception {
    try (Desk desk = left("from-liquibase")) {
      Path scripts = Desk.folder("from-liquibase/db/migration");

      assertThat(takeOver(desk.source(), scripts).outcome())
          .isEqualTo(ImportReport.Outcome.IMPORTED);

      assertThat(history(desk)).containsExactly(Event.IMPORTED, Event.IMPORTED);
      assertThat(desk.engine().scripts(scripts).build().migrate().outcome())
          .isEqualTo(MigrationReport.Outcome.NOTHING_TO_DO);
    }
  }

  private static ImportReport takeOver(DataSource dataSource, Path scripts) {
    MigrationEngine engine =
        MigrationEngine.builder(dataSource).migrations().scripts(scripts).build();
    return engine.importHistory(ImportRequest.fromAny(), ImportConsent.always());
  }

  private static List<Event> history(Desk desk) {
    return desk.engine().history(10).stream().map(HistoryEntry::event).toList();
  }

  private static Desk left(String folder) throws SQLException, IOException {
    String[] statements =
        Files.readString(Desk.folder(folder).resolve("crew.sql")).split(";\n", -1);
    Desk desk = Desk.on(Product.SQLITE);
    for (String statement : statements) {
      if (!statement.isBlank()) {
        desk.execute(statement);
      }
    }
    return desk;
  }
}
