package dev.showwise.migrate.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.RollbackConsent;
import dev.showwise.migrate.RollbackTarget;
import dev.showwise.migrate.Target;
import dev.showwise.migrate.recipes.Desk.Product;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A column is renamed in two releases, while both versions of an application are at work. */
class RenameColumnTest {
  private static final String FOLDER = "rename-column";
  private static final String NAMES =
      "SELECT id, actor_name, stage_name FROM cast_member ORDER BY id";

  @ParameterizedTest
  @EnumSource(
      value = Product.class,
      names = {"SQLITE", "POSTGRESQL", "MARIADB"})
  void in_between_each_version_reads_what_the_other_wrote(Product product) throws SQLException {
    try (Desk desk = withCast(product)) {
      desk.scripts(FOLDER).migrate(Target.upTo("1"));
      assertThat(desk.rows(NAMES)).containsExactly("1 Ada Ada", "2 Bo Bo");

      // the old version
      desk.execute(
          "INSERT INTO cast_member (id, actor_name) VALUES (3, 'Cy')",
          "UPDATE cast_member SET actor_name = 'Adele' WHERE id = 1");
      // the new version
      desk.execute(
          "INSERT INTO cast_member (id, stage_name) VALUES (4, 'Di')",
          "UPDATE cast_member SET stage_name = 'Bob' WHERE id = 2",
          "UPDATE cast_member SET note = 'sings' WHERE id = 3");

      assertThat(desk.rows(NAMES))
          .containsExactly("1 Adele Adele", "2 Bob Bob", "3 Cy Cy", "4 Di Di");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Product.class,
      names = {"SQLITE", "POSTGRESQL", "MARIADB"})
  void in_the_end_only_the_new_name_is_there_and_the_way_back_leads_through_both(Product product)
      throws SQLException {
    try (Desk desk = withCast(product)) {
      desk.scripts(FOLDER).migrate();
      desk.execute("INSERT INTO cast_member (id, stage_name) VALUES (3, 'Cy')");
      assertThat(desk.rows("SELECT * FROM cast_member ORDER BY id"))
          .containsExactly("1 null Ada", "2 null Bo", "3 null Cy");
      assertThatThrownBy(() -> desk.rows(NAMES)).isInstanceOf(SQLException.class);

      MigrationReport between =
          desk.scripts(FOLDER).rollback(RollbackTarget.last(), RollbackConsent.ifNothingIsLost());
      assertThat(between.outcome()).isEqualTo(MigrationReport.Outcome.ROLLED_BACK);
      desk.execute("INSERT INTO cast_member (id, actor_name) VALUES (4, 'Di')");
      assertThat(desk.rows(NAMES)).containsExactly("1 Ada Ada", "2 Bo Bo", "3 Cy Cy", "4 Di Di");

      desk.scripts(FOLDER).rollback(RollbackTarget.last(), RollbackConsent.toAnyLoss());
      assertThat(desk.rows("SELECT id, actor_name FROM cast_member ORDER BY id"))
          .containsExactly("1 Ada", "2 Bo", "3 Cy", "4 Di");
      assertThatThrownBy(() -> desk.rows(NAMES)).isInstanceOf(SQLException.class);

      desk.scripts(FOLDER).migrate();
      assertThat(desk.scripts(FOLDER).verify().problems()).isEmpty();
    }
  }

  /** As the application made the table. On SQLite the old name may be absent: see the page. */
  private static Desk withCast(Product product) throws SQLException {
    return Desk.on(product)
        .execute(
            "CREATE TABLE cast_member (id INTEGER PRIMARY KEY, actor_name VARCHAR(200)"
                + (product == Product.SQLITE ? "" : " NOT NULL") + ", note VARCHAR(200))",
            "INSERT INTO cast_member (id, actor_name) VALUES (1, 'Ada'), (2, 'Bo')");
  }
}
