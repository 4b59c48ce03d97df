package dev.showwise.migrate.examples.showwise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.RollbackConsent;
import dev.showwise.migrate.RollbackTarget;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserRolesTest {
  @TempDir
  Path folder;

  private Installation installation;

  @BeforeEach
  void an_installation_of_21_users_three_of_them_in_the_cast() {
    installation = Installation.in(folder.resolve("production_crew.db")).base();
  }

  @Test
  void
      where_the_old_script_left_everyone_crew_the_cast_becomes_cast_and_the_report_says_how_many() {
    installation.allScripts();

    MigrationReport.Completed done = usertags(installation.engine().migrate());

    assertThat(done.event()).isEqualTo(Event.APPLIED);
    assertThat(done.steps()).containsExactly("3 cast members got the role 'cast'");
    assertThat(roles()).containsExactly("crew × 18", "cast × 3");
  }

  @Test
  void users_without_a_role_are_counted_apart() {
    installation.allScripts().sql("UPDATE user SET user_role = NULL WHERE id IN (1, 7)");

    assertThat(usertags(installation.engine().migrate()).steps())
        .containsExactly(
            "3 cast members got the role 'cast'",
            "1 other user without a role got the role 'crew'");
  }

  @Test
  void one_is_one() {
    installation.allScripts().sql("UPDATE user SET user_role = 'cast' WHERE id IN (7, 14)");

    assertThat(usertags(installation.engine().migrate()).steps())
        .containsExactly("1 cast member got the role 'cast'");
  }

  @Test
  void a_role_that_somebody_chose_is_never_overwritten() {
    installation
        .allScripts()
        .sql(
            "UPDATE user SET user_role = 'director' WHERE id = 7",
            "UPDATE user SET user_role = 'admin' WHERE id = 1");

    installation.engine().migrate();

    assertThat(roles()).containsExactly("crew × 17", "cast × 2", "admin × 1", "director × 1");
  }

  @Test
  void an_installation_with_the_right_roles_is_adopted() {
    installation.allScripts().sql("UPDATE user SET user_role = 'cast' WHERE is_cast = 1");

    MigrationReport.Completed done = usertags(installation.engine().migrate());

    assertThat(done.event()).isEqualTo(Event.ADOPTED);
    assertThat(done.steps()).isEmpty();
  }

  @Test
  void a_cast_member_made_crew_after_the_migration_stays_crew() {
    installation.allScripts();
    installation.engine().migrate();
    installation.sql("UPDATE user SET user_role = 'crew' WHERE id = 7");

    MigrationReport again = installation.engine().migrate();

    assertThat(again.outcome()).isEqualTo(MigrationReport.Outcome.NOTHING_TO_DO);
    assertThat(installation.engine().verify().isWell()).isTrue();
    assertThat(roles()).containsExactly("crew × 19", "cast × 2");
  }

  @Test
  void undone_and_done_again_it_looks_at_the_rows_again() {
    installation.ran(Piece.MI).ran(Piece.MI2);
    installation.engine().migrate();

    MigrationReport undone = installation
        .engine()
        .rollback(RollbackTarget.named("usertags"), RollbackConsent.toAnyLoss());
    assertThat(undone.outcome()).isEqualTo(MigrationReport.Outcome.ROLLED_BACK);
    assertThat(installation.snapshot().rows("user").get(0)).doesNotContainKey("user_role");

    assertThat(usertags(installation.engine().migrate()).steps())
        .contains("3 cast members got the role 'cast'");
    assertThat(roles()).containsExactly("crew × 18", "cast × 3");
  }

  private static MigrationReport.Completed usertags(MigrationReport report) {
    List<MigrationReport.Completed> found = report.completed().stream()
        .filter(done -> done.migration().name().equals("usertags"))
        .toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  /** Each role with how many have it, in the order in which they come first. */
  private List<String> roles() {
    java.util.Map<String, Integer> counts = new java.util.LinkedHashMap<>();
    counts.put("crew", 0);
    counts.put("cast", 0);
    installation
        .snapshot()
        .rows("user")
        .forEach(user -> counts.merge(user.get("user_role").replace("'", ""), 1, Integer::sum));
    return counts.entrySet().stream()
        .map(e -> e.getKey() + " × " + e.getValue())
        .toList();
  }
}
