package dev.showwise.migrate.benchmarks.harness;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was measured of several entrants in the same rounds, by metric. */
final class Measured {
  private final Map<Entrant, Map<Metric, List<Double>>> values = new LinkedHashMap<>();
  private final List<Double> calibration = new ArrayList<>();

  /** One call of one entrant. */
  interface Trial {
    Map<Metric, Double> of(Entrant entrant, int round) throws Exception;
  }

  /** Runs entrants in turn, round by round; each round begins with another of them. */
  static Measured inTurn(List<Entrant> entrants, int rounds, Trial trial) throws Exception {
    Measured measured = new Measured();
    for (int round = 0; round < rounds; round++) {
      measured.calibration.add(Calibration.milliseconds());
      for (int i = 0; i < entrants.size(); i++) {
        Entrant entrant = entrants.get((i + round) % entrants.size());
        System.err.print(
            "\r" + entrant.title() + ", round " + (round + 1) + " of " + rounds + "      ");
        trial.of(entrant, round).forEach((metric, value) -> measured.add(entrant, metric, value));
      }
    }
    System.err.print("\r                                        \r");
    return measured;
  }

  private void add(Entrant entrant, Metric metric, double value) {
    values
        .computeIfAbsent(entrant, e -> new EnumMap<>(Metric.class))
        .computeIfAbsent(metric, m -> new ArrayList<>())
        .add(value);
  }

  Set<Entrant> entrants() {
    return values.keySet();
  }

  boolean has(Entrant entrant, Metric metric) {
    Map<Metric, List<Double>> own = values.get(entrant);
    return own != null && own.containsKey(metric);
  }

  /** In the order of rounds. */
  List<Double> of(Entrant entrant, Metric metric) {
    Map<Metric, List<Double>> own = values.get(entrant);
    List<Double> list = own == null ? null : own.get(metric);
    if (list == null) {
      throw new IllegalArgumentException(metric + " of " + entrant + " was not measured");
    }
    return list;
  }

  double median(Entrant entrant, Metric metric) {
    return Statistics.median(of(entrant, metric));
  }

  /** How long the same work took at the beginning of each round, in milliseconds. */
  List<Double> calibration() {
    return calibration;
  }
}
