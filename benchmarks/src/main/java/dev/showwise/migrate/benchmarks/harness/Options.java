package dev.showwise.migrate.benchmarks.harness;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What is to be measured, and how often.
 *
 * @param rounds how often each contestant is run
 * @param sizes of folders in which nothing is to be done
 * @param applied of folders that are applied from empty
 * @param experiments by name; all if empty
 * @param home of the Java that contestants run on
 * @param folder where databases and the report are
 */
record Options(
    int rounds,
    List<Integer> sizes,
    List<Integer> applied,
    List<String> experiments,
    Path home,
    Path folder) {
  /** In the order in which they are run. */
  private static final List<String> EXPERIMENTS = List.of(
      "cold",
      "warm",
      "resources",
      "launcher",
      "counts",
      "apply-sqlite",
      "apply-sqlite-wal",
      "apply-postgresql",
      "latency");

  static final String USAGE = """
      benchmarks/side-by-side [option …]
        --rounds N           how often each contestant is run (7)
        --sizes N,N,…        migrations, of which none is pending (1,100,1000)
        --apply N,N,…        migrations, of which all are pending (100,1000)
        --only NAME,NAME,…   experiments; see the names in the report's headings (all)
        --java HOME          the Java that contestants run on (this one)
        --out FOLDER         databases, report.md, values.csv and plot.svg (benchmarks/target/side-by-side)
      """;

  /**
   * From the command line.
   *
   * @throws IllegalArgumentException if there is something in it that is not in {@link #USAGE}
   */
  static Options of(String[] arguments, Path root) {
    int rounds = 7;
    List<Integer> sizes = List.of(1, 100, 1000);
    List<Integer> applied = List.of(100, 1000);
    List<String> experiments = List.of();
    Path home = Path.of(System.getProperty("java.home"));
    Path folder = root.resolve("target").resolve("side-by-side");
    if (arguments.length % 2 != 0) {
      throw new IllegalArgumentException("an option and its value, please");
    }
    for (int i = 0; i < arguments.length; i += 2) {
      String value = arguments[i + 1];
      switch (arguments[i]) {
        case "--rounds" -> rounds = Integer.parseInt(value);
        case "--sizes" -> sizes = numbers(value);
        case "--apply" -> applied = numbers(value);
        case "--only" -> experiments = experiments(value);
        case "--java" -> home = Path.of(value);
        case "--out" -> folder = Path.of(value).toAbsolutePath();
        default -> throw new IllegalArgumentException("there is no option " + arguments[i]);
      }
    }
    return new Options(rounds, sizes, applied, experiments, home, folder);
  }

  /** The program. */
  Path java() {
    return home.resolve("bin").resolve("java");
  }

  boolean wants(String experiment) {
    return experiments.isEmpty() || experiments.contains(experiment);
  }

  private static List<String> experiments(String text) {
    List<String> given = List.of(text.split(",", -1));
    given.stream().filter(name -> !EXPERIMENTS.contains(name)).findFirst().ifPresent(name -> {
      throw new IllegalArgumentException(
          "there is no experiment " + name + " but " + String.join(", ", EXPERIMENTS));
    });
    return given;
  }

  private static List<Integer> numbers(String text) {
    return Arrays.stream(text.split(",", -1)).map(Integer::valueOf).toList();
  }
}
