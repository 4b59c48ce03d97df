package dev.showwise.migrate.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
  private final Report report = new Report(new PrintStream(screen, true, StandardCharsets.UTF_8));

  private static Measured measured(double... ofFloor) throws Exception {
    return Measured.inTurn(
        List.of(Entrant.RAW_EACH, Entrant.SHOWWISE),
        ofFloor.length,
        (entrant, round) ->
            Map.of(Metric.CPU, entrant == Entrant.RAW_EACH ? ofFloor[round] : 2 * ofFloor[round]));
  }

  private String shown() {
    return screen.toString(StandardCharsets.UTF_8);
  }

  @Test
  void what_is_steady_is_compared() throws Exception {
    report.compare("cold", 100, measured(10, 10, 11), Entrant.RAW_EACH, List.of(Metric.CPU));

    assertThat(shown())
        .contains("| raw-each | 10.0 | 1.00 |")
        .contains("| showwise | 20.0 | 2.00 |")
        .doesNotContain("Not compared");
    assertThat(report.refused()).isZero();
  }

  @Test
  void what_is_noisy_is_shown_and_not_compared() throws Exception {
    report.compare("cold", 100, measured(10, 20, 40), Entrant.RAW_EACH, List.of(Metric.CPU));

    assertThat(shown())
        .contains("| showwise | 40.0 | noisy |")
        .contains("Not compared: cpu ms (apart by 75 %, at most 20 %)");
    assertThat(report.refused()).isEqualTo(1);
  }

  @Test
  void each_value_is_kept_for_programs(@TempDir Path folder) throws Exception {
    report.compare("cold", 100, measured(10, 20), Entrant.RAW_EACH, List.of(Metric.CPU));

    report.write(folder);

    assertThat(Files.readAllLines(folder.resolve("values.csv")))
        .contains("cold,100,raw-each,CPU,1,10.000", "cold,100,showwise,CPU,2,40.000");
  }
}
