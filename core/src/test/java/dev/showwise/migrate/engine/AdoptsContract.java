package dev.showwise.migrate.engine;

import static dev.showwise.migrate.schema.Column.column;
import static dev.showwise.migrate.schema.ColumnType.integer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.RollbackTarget;
import dev.showwise.migrate.Target;
import dev.showwise.migrate.schema.SchemaChange;
import java.sql.SQLException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What is in the database before its history knows of it. */
interface AdoptsContract extends EngineCase {
  @Test
  default void adopts_what_is_there_and_executes_nothing() {
    database().execute(person(), "INSERT INTO person (id, name) VALUES (1, 'Ada')");

    MigrationReport report = crew().migrate();

    assertThat(names(report)).containsExactly("people ADOPTED", "badges APPLIED", "shoes APPLIED");
    assertThat(database().rows("SELECT id, name FROM person")).containsExactly("1|Ada");
  }

  @Test
  default void completes_what_is_there_without_a_whole_piece() {
    database()
        .execute(
            person(),
            "CREATE TABLE badge (id " + identity()
                + ", person_id INTEGER NOT NULL, code VARCHAR(20) NOT"
                + " NULL UNIQUE, FOREIGN KEY (person_id) REFERENCES person(id))");

    MigrationReport report = crew().migrate();

    assertThat(report.completed().get(1).steps()).containsExactly("Index badge_person created");
    assertThat(report.completed().get(1).event()).isEqualTo(Event.APPLIED);
  }

  @Test
  default void adopts_what_is_there_as_later_migrations_left_it() {
    Migration[] history = {
      Crew.people(),
      Crew.declared("2", "rename-column", SchemaChange.renameColumn("person", "name", "full_name")),
      Crew.declared("3", "rename-table", SchemaChange.renameTable("person", "human")),
      Crew.declared("4", "shoes", SchemaChange.addColumn("human", column("shoe_size", integer())))
    };
    database()
        .execute("CREATE TABLE human (id " + identity() + ", full_name VARCHAR(80) NOT NULL)");

    assertThat(engine(history).plan(Target.all()).errors()).isEmpty();
    assertThat(names(engine(history).migrate()))
        .containsExactly(
            "people ADOPTED", "rename-column ADOPTED", "rename-table ADOPTED", "shoes APPLIED");
    assertThat(engine(history).verify().problems()).isEmpty();
  }

  @Test
  default void stops_at_what_is_there_and_different_and_changes_nothing() {
    database().execute("CREATE TABLE badge (id " + identity() + ", code VARCHAR(10))");

    MigrationException.Refused refused = refusal(() -> crew().migrate());

    assertThat(refused.getMessage())
        .contains("crew:badges (2) is in this database in part, and different")
        .contains("column " + spelled("badge") + ".person_id is missing")
        .contains("column " + spelled("badge.code") + ": length is 10, 20 is expected")
        .contains("no unique key on (code)")
        .contains("no foreign key (person_id)");
    assertThat(refused.report().orElseThrow().outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(database().tables()).containsExactly("badge");
  }

  @Test
  default void refuses_before_anything_is_changed_when_a_needed_table_is_missing() {
    MigrationEngine engine =
        engine(TestMigration.sql("0.1", "other", "CREATE TABLE other (id INTEGER)"), Crew.badges());

    MigrationException.Refused refused = refusal(engine::migrate);

    assertThat(refused.getMessage()).contains("crew:badges (2) needs table 'person'");
    assertThat(refused.report().orElseThrow().problems())
        .containsExactly(new Problem.MissingTable(
            dev.showwise.migrate.MigrationLabel.of(Crew.badges()), "person"));
    assertThat(database().objects()).isEmpty();
  }

  @Test
  default void names_the_migration_whose_own_look_at_the_database_fails() {
    Migration blind =
        new dev.showwise.migrate.SchemaMigration("crew", "9", "blind", "cannot look") {
          @Override
          protected List<SchemaChange> changes() {
            throw new IllegalStateException("no glasses");
          }

          @Override
          public java.util.Set<String> needsTables() {
            return java.util.Set.of();
          }

          @Override
          public java.util.Optional<dev.showwise.migrate.Checksum> checksum() {
            return java.util.Optional.empty();
          }
        };

    assertThatThrownBy(() -> engine(blind))
        .isInstanceOf(MigrationException.InvalidCatalog.class)
        .hasMessageContaining("no glasses");
    TestMigration failing = TestMigration.sql("1", "x", "CREATE TABLE x (id INTEGER)");
    Migration looking = new Looking(failing);
    assertThat(refusal(engine(looking)::migrate))
        .hasMessageContaining("test:x (1) could not tell whether this database has it already")
        .hasMessageContaining("no glasses");
    assertThat(database().objects()).isEmpty();
  }

  @Test
  default void warns_before_it_removes_what_was_adopted() {
    database().execute(person());
    crew().migrate();

    assertThat(crew().planRollback(RollbackTarget.named("people")).warnings())
        .extracting(Problem::message)
        .containsExactly(
            "crew:people (1) was adopted: what rolling it back removes was in the database before,"
                + " and was not made by a migration");
  }

  @Test
  default void another_table_of_the_historys_name_is_left_alone() {
    database().execute("CREATE TABLE migration_history (id INTEGER, note TEXT)");

    for (ThrowingCallable verb : List.<ThrowingCallable>of(
        () -> crew().migrate(), () -> crew().list(), () -> crew().verify())) {
      assertThatThrownBy(verb)
          .isInstanceOf(MigrationException.Unusable.class)
          .hasMessageContaining("it is not a history table")
          .hasMessageContaining("it has " + spelled("id, note"));
    }
    assertThat(database().tables()).containsExactly("migration_history");
  }

  /** A migration whose presence throws. */
  record Looking(TestMigration real) implements Migration {
    @Override
    public String module() {
      return real.module();
    }

    @Override
    public dev.showwise.migrate.MigrationVersion version() {
      return real.version();
    }

    @Override
    public String name() {
      return real.name();
    }

    @Override
    public String description() {
      return real.description();
    }

    @Override
    public dev.showwise.migrate.Presence presence(dev.showwise.migrate.DatabaseView database) {
      throw new IllegalStateException("no glasses");
    }

    @Override
    public void apply(dev.showwise.migrate.MigrationContext context) throws SQLException {
      real.apply(context);
    }
  }
}
