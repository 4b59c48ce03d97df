package dev.showwise.migrate.benchmarks.harness;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What people read, as Markdown, on the screen and in a file; and each single value in another, for programs. */
final class Report {
  private final PrintStream screen;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder values =
      new StringBuilder("experiment,size,contestant,metric,round,value\n");
  private int refused;

  Report(PrintStream screen) {
    this.screen = screen;
  }

  /** How many comparisons were refused because the machine was too noisy. */
  int refused() {
    return refused;
  }

  void line(String line) {
    screen.println(line);
    text.append(line).append('\n');
  }

  void heading(String heading) {
    line("");
    line("### " + heading);
    line("");
  }

  /** Rows of cells; the first row is the heading. */
  void table(List<List<String>> rows) {
    for (int i = 0; i < rows.size(); i++) {
      line("| " + String.join(" | ", rows.get(i)) + " |");
      if (i == 0) {
        line("|" + "---|".repeat(rows.get(0).size()));
      }
    }
    line("");
  }

  /** A row for each entrant: the median of each metric, and its ratio to that of the reference. */
  void compare(
      String experiment, int size, Measured measured, Entrant reference, List<Metric> metrics) {
    keep(experiment, size, measured);
    double calibration = Statistics.spread(measured.calibration());
    List<List<String>> rows = new ArrayList<>();
    List<String> heading = new ArrayList<>(List.of("contestant"));
    List<String> noisy = new ArrayList<>();
    Set<Metric> refusedHere = EnumSet.noneOf(Metric.class);
    for (Metric metric : metrics) {
      heading.add(metric.title());
      heading.add("/ " + reference.title());
      double spread = Statistics.spread(measured.of(reference, metric));
      if (isNoisy(metric, spread, calibration)) {
        refusedHere.add(metric);
        noisy.add(metric.title() + " (apart by " + percent(spread) + ", at most "
            + percent(metric.bound()) + ")");
      }
    }
    rows.add(heading);
    for (Entrant entrant : measured.entrants()) {
      List<String> row = new ArrayList<>(List.of(entrant.title()));
      for (Metric metric : metrics) {
        if (!measured.has(entrant, metric)) {
          row.addAll(List.of("–", "–"));
          continue;
        }
        row.add(metric.format(measured.median(entrant, metric)));
        row.add(
            refusedHere.contains(metric)
                ? "noisy"
                : String.format(
                    Locale.ROOT,
                    "%.2f",
                    Statistics.median(Statistics.ratios(
                        measured.of(entrant, metric), measured.of(reference, metric)))));
      }
      rows.add(row);
    }
    table(rows);
    line("_" + measured.calibration().size() + " rounds; the same work again and again: apart by "
        + percent(calibration) + "_");
    if (!noisy.isEmpty()) {
      refused += noisy.size();
      line("");
      line("**Not compared: " + String.join(", ", noisy) + ", where rounds of " + reference.title()
          + " may be so far apart, and for wall time those of the same work too (at most "
          + percent(Calibration.BOUND) + "). Run it again on a quieter machine.**");
    }
  }

  /** Waiting for the machine spoils wall time; it does little to cpu time. */
  private static boolean isNoisy(Metric metric, double spread, double calibration) {
    boolean isWall = metric == Metric.WALL || metric == Metric.CALL;
    // written so that the spread of zeros, which is no number, is noise
    return !(spread <= metric.bound()) || (isWall && calibration > Calibration.BOUND);
  }

  private void keep(String experiment, int size, Measured measured) {
    for (Entrant entrant : measured.entrants()) {
      for (Metric metric : Metric.values()) {
        if (measured.has(entrant, metric)) {
          List<Double> rounds = measured.of(entrant, metric);
          for (int i = 0; i < rounds.size(); i++) {
            values.append(String.format(
                Locale.ROOT,
                "%s,%d,%s,%s,%d,%.3f%n",
                experiment,
                size,
                entrant.title(),
                metric,
                i + 1,
                rounds.get(i)));
          }
        }
      }
    }
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", share * 100);
  }

  /** Writes both files. */
  void write(Path folder) throws IOException {
    Files.writeString(folder.resolve("report.md"), text);
    Files.writeString(folder.resolve("values.csv"), values);
  }
}
