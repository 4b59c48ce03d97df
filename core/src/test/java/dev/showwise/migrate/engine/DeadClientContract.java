package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A client that dies while the server is at work for it: the server goes on, and so does the claim. */
interface DeadClientContract extends OtherProcessesContract {
  /** How long the server is at work. */
  Duration WORK = Duration.ofSeconds(3);

  /** A query that takes the server {@link #WORK}, whether or not its client lives. */
  String longQuery();

  @Test
  default void the_next_one_goes_on_as_soon_as_the_server_has_ended_what_a_dead_client_sent()
      throws IOException, InterruptedException {
    Process process = OtherProcess.start(
        Busy.class,
        urlOfOthers(),
        database().user(),
        database().dialect().getClass().getName(),
        longQuery());
    try (var output = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(output.readLine()).isEqualTo("here");
      long start = System.nanoTime();
      while (!isAtWork() && System.nanoTime() - start < WORK.toNanos()) {
        Thread.onSpinWait();
      }
      assertThat(isAtWork()).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    // MySQL may notice at once that nobody waits for the answer; the others go on
    long killed = System.nanoTime();

    assertThat(names(engine(stuck()).migrate())).containsExactly("stuck APPLIED");

    Duration waited = Duration.ofNanos(System.nanoTime() - killed);
    assertThat(isAtWork()).isFalse();
    assertThat(waited).isLessThan(WORK.plusSeconds(5));
    assertThat(database().rows("SELECT id FROM stuck")).containsExactly("1");
    assertThat(engine(stuck()).verify().problems()).isEmpty();
  }

  /** The query for how many sessions are at {@link #longQuery}. */
  String countOfThoseAtWork();

  private boolean isAtWork() {
    return !database().value(countOfThoseAtWork()).equals("0");
  }
}
