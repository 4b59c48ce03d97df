package dev.showwise.migrate.benchmarks.harness;

import static dev.showwise.migrate.benchmarks.harness.Entrant.FLYWAY;
import static dev.showwise.migrate.benchmarks.harness.Entrant.LIQUIBASE;
import static dev.showwise.migrate.benchmarks.harness.Entrant.OPEN_SELECT;
import static dev.showwise.migrate.benchmarks.harness.Entrant.RAW_EACH;
import static dev.showwise.migrate.benchmarks.harness.Entrant.SHOWWISE;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What each start of an application pays, on SQLite: as a process, in a process that has run long, and in memory. */
final class NothingToDo {
  private static final List<Entrant> ENTRANTS =
      List.of(OPEN_SELECT, RAW_EACH, SHOWWISE, FLYWAY, LIQUIBASE);

  /** Migrations to look at until the compiler has come to an end, and in each timed stretch; and calls for that. */
  private static final int WARM_WORK = 10_000;

  private static final int TIMED_WORK = 1_000;
  private static final int FEWEST_CALLS = 10;
  private static final int MOST_CALLS = 100;

  private final Stage stage;
  private final Options options;
  private final Report report;
  private final Map<Entrant, Map<Integer, Path>> databases = new EnumMap<>(Entrant.class);

  NothingToDo(Stage stage, Options options, Report report) {
    this.stage = stage;
    this.options = options;
    this.report = report;
  }

  private String url(Entrant entrant, int size) throws Exception {
    Map<Integer, Path> own = databases.computeIfAbsent(entrant, e -> new LinkedHashMap<>());
    Path file = own.get(size);
    if (file == null) {
      System.err.print("\r" + entrant.title() + " applies " + size + "        ");
      file = stage.upToDate(entrant, size);
      own.put(size, file);
    }
    return "jdbc:sqlite:" + file;
  }

  private void prepare(int size) throws Exception {
    for (Entrant entrant : ENTRANTS) {
      url(entrant, size);
    }
  }

  /** A process that starts, finds nothing to do, and ends. */
  Plot cold() throws Exception {
    Plot plot = new Plot("Nothing to do, a process", "ms of cpu");
    Map<Integer, Measured> bySize = new LinkedHashMap<>();
    for (int size : options.sizes()) {
      prepare(size);
      report.heading("cold: a process with nothing to do, SQLite, N=" + size);
      Measured measured = Measured.inTurn(
          ENTRANTS,
          options.rounds(),
          (entrant, round) ->
              stage.run(entrant, "once", url(entrant, size), size, List.of()).costs());
      report.compare("cold", size, measured, RAW_EACH, List.of(Metric.WALL, Metric.CPU));
      bySize.put(size, measured);
      List<List<String>> above = new ArrayList<>();
      above.add(List.of("contestant", "cpu ms above open-select"));
      for (Entrant entrant : measured.entrants()) {
        plot.add(entrant, size, measured.median(entrant, Metric.CPU));
        if (entrant != OPEN_SELECT) {
          above.add(List.of(
              entrant.title(), String.format(Locale.ROOT, "%.0f", above(measured, entrant))));
        }
      }
      report.line("");
      report.table(above);
    }
    exponents("cpu above open-select of a process", bySize, NothingToDo::above);
    return plot;
  }

  /** Round by round, then the median: both were run in the same minute. */
  private static double above(Measured measured, Entrant entrant) {
    List<Double> own = measured.of(entrant, Metric.CPU);
    List<Double> floor = measured.of(OPEN_SELECT, Metric.CPU);
    List<Double> above = new ArrayList<>();
    for (int i = 0; i < own.size(); i++) {
      above.add(own.get(i) - floor.get(i));
    }
    return Statistics.median(above);
  }

  /** A call in a process that has made many. */
  Plot warm() throws Exception {
    Plot plot = new Plot("Nothing to do, a call in a warm process", "ms");
    Map<Integer, Measured> bySize = new LinkedHashMap<>();
    for (int size : options.sizes()) {
      prepare(size);
      report.heading("warm: a call with nothing to do in a warm process, SQLite, N=" + size);
      Measured measured = Measured.inTurn(
          ENTRANTS,
          options.rounds(),
          (entrant, round) -> Calls.medianOf(stage
              .run(
                  entrant,
                  "warm",
                  url(entrant, size),
                  size,
                  List.of(),
                  Integer.toString(Math.max(FEWEST_CALLS, Math.min(MOST_CALLS, WARM_WORK / size))),
                  Integer.toString(Math.max(1, Math.min(FEWEST_CALLS, TIMED_WORK / size))))
              .values()));
      report.compare(
          "warm",
          size,
          measured,
          RAW_EACH,
          List.of(Metric.CALL, Metric.CALL_CPU, Metric.ALLOCATED));
      bySize.put(size, measured);
      measured
          .entrants()
          .forEach(entrant -> plot.add(entrant, size, measured.median(entrant, Metric.CALL)));
    }
    exponents(
        "a call in a warm process",
        bySize,
        (measured, entrant) -> measured.median(entrant, Metric.CALL));
    return plot;
  }

  /** What it takes beside time. */
  void resources() throws Exception {
    List<List<String>> jars = new ArrayList<>();
    jars.add(List.of("contestant", "bytes of jars beside the driver"));
    for (Entrant entrant : ENTRANTS) {
      jars.add(List.of(
          entrant.title(), String.format(Locale.ROOT, "%,d", stage.jars().bytes(entrant))));
    }
    report.heading("resources: what is on the class path");
    report.table(jars);
    for (int size : options.sizes()) {
      prepare(size);
      report.heading("resources: a process with nothing to do, SQLite, N=" + size);
      Measured measured =
          Measured.inTurn(ENTRANTS, Math.min(3, options.rounds()), (entrant, round) -> {
            Map<Metric, Double> values = classes(entrant, size);
            String kib = stage
                .run(entrant, "peak", url(entrant, size), size, List.of())
                .values()
                .get("kib");
            if (kib != null) {
              values.put(Metric.PEAK, Double.parseDouble(kib) / 1024);
            }
            return values;
          });
      report.compare(
          "resources",
          size,
          measured,
          RAW_EACH,
          List.of(Metric.PEAK, Metric.CLASSES, Metric.HIDDEN));
    }
  }

  private Map<Metric, Double> classes(Entrant entrant, int size) throws Exception {
    Path log = stage.folder().resolve("classes-" + entrant.title() + ".log");
    stage.run(entrant, "once", url(entrant, size), size, List.of("-Xlog:class+load:file=" + log));
    double all = 0;
    double hidden = 0;
    for (String line : Files.readAllLines(log)) {
      if (line.contains(" source: ")) {
        all++;
        if (line.contains("$$Lambda") || line.contains("source: __")) {
          hidden++;
        }
      }
    }
    Map<Metric, Double> values = new EnumMap<>(Metric.class);
    values.put(Metric.CLASSES, all);
    values.put(Metric.HIDDEN, hidden);
    return values;
  }

  /** What a cost is. */
  private interface Cost {
    double of(Measured measured, Entrant entrant);
  }

  private void exponents(String what, Map<Integer, Measured> bySize, Cost cost) {
    List<Map.Entry<Integer, Measured>> sizes = List.copyOf(bySize.entrySet());
    if (sizes.size() < 2) {
      return;
    }
    report.heading("growth: " + what + ", as a power of N");
    List<List<String>> rows = new ArrayList<>();
    List<String> heading = new ArrayList<>(List.of("contestant"));
    for (int i = 1; i < sizes.size(); i++) {
      heading.add(sizes.get(i - 1).getKey() + " → " + sizes.get(i).getKey());
    }
    rows.add(heading);
    for (Entrant entrant : ENTRANTS) {
      if (entrant == OPEN_SELECT) {
        continue;
      }
      List<String> row = new ArrayList<>(List.of(entrant.title()));
      for (int i = 1; i < sizes.size(); i++) {
        double before = cost.of(sizes.get(i - 1).getValue(), entrant);
        double after = cost.of(sizes.get(i).getValue(), entrant);
        row.add(
            before > 0 && after > 0
                ? String.format(
                    Locale.ROOT,
                    "%.2f",
                    Statistics.exponent(
                        sizes.get(i - 1).getKey(), before, sizes.get(i).getKey(), after))
                : "–");
      }
      rows.add(row);
    }
    report.table(rows);
  }
}
