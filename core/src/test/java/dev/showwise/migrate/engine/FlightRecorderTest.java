package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationListener;
import dev.showwise.migrate.MigrationReport.Completed;
import dev.showwise.migrate.RollbackConsent;
import dev.showwise.migrate.RollbackTarget;
import dev.showwise.migrate.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;

/** What a recording of the JVM has of runs. */
class FlightRecorderTest extends SqliteFileCase {
  private static final String MIGRATION = "dev.showwise.migrate.Migration";

  private interface Runs {
    void run() throws Exception;
  }

  private List<RecordedEvent> recorded(Runs runs) throws Exception {
    Path dump = folder.resolve("runs.jfr");
    try (Recording recording = new Recording()) {
      recording.enable(MIGRATION).withoutThreshold();
      recording.enable("dev.showwise.migrate.Backup");
      recording.start();
      runs.run();
      recording.stop();
      recording.dump(dump);
    }
    return RecordingFile.readAllEvents(dump);
  }

  private static String told(RecordedEvent event) {
    return event.getString("migration") + " " + event.getString("direction") + " "
        + event.getString("outcome") + " " + event.getInt("steps");
  }

  @Test
  void each_migration_is_an_event_that_lasts_as_long_as_it_does() throws Exception {
    MigrationEngine engine = engine(Crew.people(), Crew.badges());

    List<RecordedEvent> events = recorded(() -> {
      engine.migrate();
      engine.rollback(RollbackTarget.last(), RollbackConsent.toAnyLoss());
    });

    assertThat(events)
        .extracting(FlightRecorderTest::told)
        .containsExactly(
            "crew:people (1) UP APPLIED 1",
            "crew:badges (2) UP APPLIED 4",
            "crew:badges (2) DOWN REVERTED 1");
    assertThat(events).allMatch(event -> event.getDuration().compareTo(Duration.ZERO) > 0);
    assertThat(events.get(0).getEndTime()).isBeforeOrEqualTo(events.get(1).getStartTime());
  }

  @Test
  void each_of_those_that_share_a_transaction_is_an_event_that_lasts_as_long_as_it_did()
      throws Exception {
    TestMigration[] group = IntStream.rangeClosed(1, 6)
        .mapToObj(i -> TestMigration.of("" + i, "m" + i, context -> {
              context.execute("CREATE TABLE m" + i + " (id INTEGER)");
              LockSupport.parkNanos(i == 3 ? 200_000_000 : 1);
              context.step("made");
            })
            .options(ExecutionOptions.DEFAULT.safeToRepeat()))
        .toArray(TestMigration[]::new);

    List<RecordedEvent> events = recorded(() -> engine(group).migrate());

    assertThat(events)
        .extracting(FlightRecorderTest::told)
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 6)
            .mapToObj(i -> "test:m" + i + " (" + i + ") UP APPLIED 1")
            .toList());
    List<RecordedEvent> inOrder = events.stream()
        .sorted(Comparator.comparing(RecordedEvent::getStartTime))
        .toList();
    assertThat(inOrder.get(2).getString("migration")).isEqualTo("test:m3 (3)");
    assertThat(inOrder.get(2).getDuration()).isGreaterThanOrEqualTo(Duration.ofMillis(190));
    for (int i = 0; i + 1 < inOrder.size(); i++) {
      assertThat(inOrder.get(i).getEndTime())
          .isBeforeOrEqualTo(inOrder.get(i + 1).getStartTime());
    }
  }

  @Test
  void one_that_fails_is_an_event_and_its_values_are_not_in_it() throws Exception {
    TestMigration fails = TestMigration.sql(
        "3", "fails", "CREATE TABLE hat (size INTEGER)", "INSERT INTO hat VALUES ('sesame', 2)");

    List<RecordedEvent> events =
        recorded(() -> assertThatThrownBy(() -> engine(fails).migrate())
            .isInstanceOf(MigrationException.Failed.class));

    assertThat(events).hasSize(1);
    assertThat(told(events.get(0))).isEqualTo("test:fails (3) UP FAILED 0");
    assertThat(events.get(0).toString()).doesNotContain("sesame");
  }

  @Test
  void a_rehearsal_is_no_migration() throws Exception {
    MigrationEngine engine = engine(Crew.people(), Crew.badges());

    List<RecordedEvent> events = recorded(() -> {
      engine.rehearse(Target.all());
      engine.migrate();
    });

    assertThat(events)
        .extracting(event -> event.getString("outcome"))
        .containsExactly("APPLIED", "APPLIED");
  }

  @Test
  void a_backup_is_an_event() throws Exception {
    engine(Crew.people()).migrate();

    List<RecordedEvent> events = recorded(() -> engine(Crew.people()).backup());

    assertThat(events).hasSize(1);
    assertThat(events.get(0).getString("file")).contains("crew");
    assertThat(events.get(0).getLong("bytes")).isPositive();
  }

  @Test
  void nothing_to_do_is_no_event() throws Exception {
    engine(Crew.people()).migrate();

    assertThat(recorded(() -> engine(Crew.people()).migrate())).isEmpty();
  }

  @Test
  void several_listeners_hear_the_same_in_the_order_in_which_they_came() {
    List<String> heard = new ArrayList<>();

    MigrationEngine.builder(database.dataSource())
        .migrations(Crew.people())
        .listener(noting("first", heard))
        .listener(noting("second", heard))
        .build()
        .migrate();

    assertThat(heard).containsExactly("first: crew:people (1)", "second: crew:people (1)");
  }

  private static MigrationListener noting(String name, List<String> heard) {
    return new MigrationListener() {
      @Override
      public void completed(Completed completed) {
        heard.add(name + ": " + completed.migration());
      }
    };
  }
}
