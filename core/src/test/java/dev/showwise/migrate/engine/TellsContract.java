package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.MigrationStatus;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.VerificationReport;
import dev.showwise.migrate.schema.Index;
import dev.showwise.migrate.schema.SchemaChange;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What list, verify and a run tell of history and schema. */
interface TellsContract extends EngineCase {
  @Test
  default void lists_every_migration_with_its_true_state_and_writes_nothing() {
    database().execute(person());

    List<MigrationStatus> before = crew().list().migrations();

    assertThat(before)
        .extracting(s -> s.migration().name() + " " + s.state().word() + " "
            + s.presence().get().word())
        .containsExactly("people pending present", "badges pending absent", "shoes pending absent");
    assertThat(database().tables()).containsExactly("person");
    crew().migrate();
    assertThat(crew().list().migrations())
        .extracting(s -> s.migration().name() + " " + s.state().word())
        .containsExactly("people adopted", "badges applied", "shoes applied");
  }

  @Test
  default void verifies_that_schema_history_and_checksums_are_as_they_should_be() {
    // MySQL does not let go of an index that a foreign key uses
    Index byName = Index.index("person_name", "person", "name");
    MigrationEngine engine = engine(
        Crew.people(),
        Crew.badges(),
        Crew.shoes(),
        Crew.declared("4", "by-name", SchemaChange.createIndex(byName)));
    engine.migrate();

    VerificationReport well = engine.verify();

    assertThat(well.problems()).isEmpty();
    assertThat(well.isWell()).isTrue();
    assertThat(well.verified()).isEqualTo(4);
    assertThat(well.historyRows()).isEqualTo(database().allEvents().size());
    database().execute("ALTER TABLE person DROP COLUMN shoe_size");
    database().make(SchemaChange.dropIndex(byName));
    String missing = "column " + spelled("person") + ".shoe_size is missing";
    assertThat(engine.verify().problems())
        .extracting(Problem::message)
        .anyMatch(m -> m.contains(missing))
        .anyMatch(m -> m.contains("person_name"));
  }

  @Test
  default void sees_every_kind_of_tampering_with_the_history() {
    for (String tampering : List.of(
        "UPDATE migration_history SET seq = seq + 6 WHERE seq = %d",
        "UPDATE migration_history SET digest = 'x' WHERE seq = %d",
        "UPDATE migration_history SET actor = 'nobody' WHERE seq = 2",
        "UPDATE migration_history SET at = '2001-01-01 00:00:00.000' WHERE seq = 1",
        "UPDATE migration_history SET checksum = NULL WHERE seq = 2",
        "DELETE FROM migration_history WHERE seq = 2")) {
      database().execute("DROP TABLE IF EXISTS migration_history");
      crew().migrate();
      assertThat(crew().verify().isWell()).as("before").isTrue();
      database().execute(tampering.formatted(database().allEvents().size()));
      assertThat(crew().verify().problems())
          .as(tampering)
          .extracting(Problem::code)
          .contains("history-tampered");
    }
  }

  @Test
  default void gives_the_end_of_the_history_newest_first_and_needs_no_migrations_for_it() {
    EngineBuilder builder = builder(database().dataSource());
    assertThat(builder.history(5)).isEmpty();
    crew().migrate();

    assertThat(builder.history(1000))
        .hasSize(database().allEvents().size())
        .isSortedAccordingTo(Comparator.comparing(HistoryEntry::seq).reversed());
    assertThat(builder.history(1))
        .extracting(row -> row.migration().name())
        .containsExactly("shoes");
    assertThatThrownBy(() -> builder.history(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  default void tells_what_changed_since_it_was_applied() {
    engine(TestMigration.sql("1", "one", "CREATE TABLE one (id INTEGER)").checksum("old"))
        .migrate();

    MigrationException.Refused refused = refusal(() -> engine(
            TestMigration.sql("1", "one").checksum("new"),
            TestMigration.sql("2", "two", "CREATE TABLE two (id INTEGER)"))
        .migrate());

    assertThat(refused)
        .hasMessageContaining("test:one (1) was changed after it was applied")
        .hasMessageContaining("test:old")
        .hasMessageContaining("test:new");
    assertThat(events()).containsExactly("one APPLIED");
  }

  @Test
  default void notices_a_recorded_checksum_that_was_edited_even_when_nothing_is_pending() {
    crew().migrate();
    database()
        .execute("UPDATE migration_history SET checksum = 'schema-1:00' WHERE name = 'badges'");

    assertThat(refusal(() -> crew().migrate()))
        .hasMessageContaining("crew:badges (2) was changed after it was applied");
  }

  @Test
  default void warns_of_a_migration_that_is_not_at_hand_and_of_a_newer_one() {
    crew().migrate();

    MigrationReport report = engine(
            Crew.badges(),
            Crew.people(),
            TestMigration.sql("1", "x", "CREATE TABLE x (id INTEGER)"))
        .migrate();

    assertThat(report.problems()).extracting(Problem::code).containsExactly("newer-history");
    assertThat(engine(Crew.shoes(), Crew.people()).list().migrations())
        .extracting(s -> s.migration().name() + " " + s.state().word())
        .containsExactly("people applied", "shoes applied", "badges missing");
  }

  @Test
  default void does_not_mind_modules_of_others_in_the_same_history() {
    crew().migrate();

    MigrationReport report = engine(
            TestMigration.of("other", "1", "x", c -> c.execute("CREATE TABLE x (id INTEGER)")))
        .migrate();

    assertThat(names(report)).containsExactly("x APPLIED");
    assertThat(report.problems()).isEmpty();
    assertThat(crew().migrate().outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
  }
}
