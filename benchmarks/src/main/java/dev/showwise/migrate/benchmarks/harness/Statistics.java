package dev.showwise.migrate.benchmarks.harness;

import java.util.ArrayList;
import java.util.List;

/** What is said of a list of numbers. Never a mean: one pause of the machine would be in it. */
final class Statistics {
  private Statistics() {}

  /** The value in the middle of at least one. */
  static double median(List<Double> values) {
    return quantile(values, 0.5);
  }

  /** How far the middle half of the values is apart, as a share of the median. */
  static double spread(List<Double> values) {
    return (quantile(values, 0.75) - quantile(values, 0.25)) / median(values);
  }

  /** Each value against that of the other list from the same round. */
  static List<Double> ratios(List<Double> values, List<Double> references) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      ratios.add(values.get(i) / references.get(i));
    }
    return ratios;
  }

  /** The power of the size with which a cost grows between two sizes. */
  static double exponent(double size, double cost, double largerSize, double largerCost) {
    return Math.log(largerCost / cost) / Math.log(largerSize / size);
  }

  private static double quantile(List<Double> values, double share) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
    List<Double> sorted = values.stream().sorted().toList();
    double place = share * (sorted.size() - 1);
    int below = (int) Math.floor(place);
    int above = (int) Math.ceil(place);
    return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
  }
}
