package dev.showwise.migrate.benchmarks.harness;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a measured process says of calls within it. */
final class Calls {
  private static final double NANOS = 1e6;
  private static final double MIB = 1 << 20;

  private Calls() {}

  /** Of its only call. */
  static Map<Metric, Double> only(Map<String, String> values) {
    return of(values, List.of(""));
  }

  /** Of its last calls, the one in the middle, metric by metric. */
  static Map<Metric, Double> medianOf(Map<String, String> values) {
    List<String> suffixes = new ArrayList<>();
    for (int i = 0; values.containsKey("wall." + i); i++) {
      suffixes.add("." + i);
    }
    return of(values, suffixes);
  }

  private static Map<Metric, Double> of(Map<String, String> values, List<String> suffixes) {
    Map<Metric, Double> metrics = new EnumMap<>(Metric.class);
    metrics.put(Metric.CALL, median(values, "wall", suffixes) / NANOS);
    metrics.put(Metric.CALL_CPU, median(values, "thread", suffixes) / NANOS);
    metrics.put(Metric.CALL_PROCESS_CPU, median(values, "cpu", suffixes) / NANOS);
    metrics.put(Metric.ALLOCATED, median(values, "bytes", suffixes) / MIB);
    return metrics;
  }

  private static double median(Map<String, String> values, String name, List<String> suffixes) {
    List<Double> found = new ArrayList<>();
    for (String suffix : suffixes) {
      String value = values.get(name + suffix);
      if (value == null) {
        throw new IllegalStateException("the measured process did not say " + name + suffix);
      }
      found.add(Double.parseDouble(value));
    }
    return Statistics.median(found);
  }
}
