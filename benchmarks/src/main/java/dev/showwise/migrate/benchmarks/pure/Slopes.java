package dev.showwise.migrate.benchmarks.pure;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/** Runs {@link PureParts} and says what each migration costs, and how that grows. */
public final class Slopes {
  private Slopes() {}

  /** Takes the options of JMH, such as {@code -p size=10,1000} and {@code -r 200ms}. */
  public static void main(String[] arguments) throws CommandLineOptionException, RunnerException {
    Collection<RunResult> results = new Runner(new CommandLineOptions(arguments)).run();
    Map<String, Map<Integer, Double>> scores = new TreeMap<>();
    for (RunResult result : results) {
      String name = result.getParams().getBenchmark();
      scores
          .computeIfAbsent(name.substring(name.lastIndexOf('.') + 1), n -> new TreeMap<>())
          .put(
              Integer.valueOf(result.getParams().getParam("size")),
              result.getPrimaryResult().getScore());
    }
    System.out.println("\n| part | µs a migration | as a power of N |\n|---|---|---|");
    scores.forEach((name, bySize) -> System.out.println(row(name, bySize)));
  }

  private static String row(String name, Map<Integer, Double> bySize) {
    List<Map.Entry<Integer, Double>> points = List.copyOf(bySize.entrySet());
    StringBuilder each = new StringBuilder();
    StringBuilder growth = new StringBuilder();
    for (int i = 0; i < points.size(); i++) {
      Map.Entry<Integer, Double> point = points.get(i);
      each.append(String.format(
          Locale.ROOT,
          "%sN=%d: %.2f",
          i == 0 ? "" : ", ",
          point.getKey(),
          point.getValue() / point.getKey()));
      if (i > 0) {
        Map.Entry<Integer, Double> before = points.get(i - 1);
        growth.append(String.format(
            Locale.ROOT,
            "%s%.2f",
            i == 1 ? "" : ", ",
            Math.log(point.getValue() / before.getValue())
                / Math.log((double) point.getKey() / before.getKey())));
      }
    }
    return "| " + name + " | " + each + " | " + growth + " |";
  }
}
