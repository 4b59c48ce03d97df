package dev.showwise.migrate.runner.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class DeadlineTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration SHORT = Duration.ofMillis(20);

  private static String never(CountDownLatch interrupted) {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      interrupted.countDown();
    }
    return "too late";
  }

  @Test
  void what_comes_in_time_is_there() throws Exception {
    assertThat(new Deadline(LONG, LONG).get("it", () -> "found")).isEqualTo("found");
  }

  @Test
  void what_hangs_is_left_alone_and_told_to_stop() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);

    assertThatThrownBy(() -> new Deadline(LONG, SHORT).get("it", () -> never(interrupted)))
        .isInstanceOf(Deadline.TooLate.class)
        .hasMessageContaining("it was not there after 20 ms");
    interrupted.await();
  }

  @Test
  void when_the_time_for_all_is_over_nothing_more_is_begun() {
    Deadline deadline = new Deadline(SHORT, LONG);

    assertThatThrownBy(() -> deadline.get("first", () -> never(new CountDownLatch(1))))
        .isInstanceOf(Deadline.TooLate.class);
    assertThatThrownBy(() -> deadline.get("second", () -> "found"))
        .isInstanceOf(Deadline.TooLate.class)
        .hasMessage("there was no time left for it");
  }

  @Test
  void what_goes_wrong_is_told_whatever_it_is() {
    assertThatThrownBy(() -> new Deadline(LONG, LONG).get("it", () -> {
          throw new NoClassDefFoundError("x");
        }))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(NoClassDefFoundError.class);
  }
}
