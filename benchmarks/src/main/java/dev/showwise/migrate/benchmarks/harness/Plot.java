package dev.showwise.migrate.benchmarks.harness;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A picture of costs over sizes, both in powers of ten, so that growth is a slope. */
final class Plot {
  private static final int WIDTH = 380;
  private static final int HEIGHT = 300;
  private static final int LEFT = 56;
  private static final int RIGHT = 14;
  private static final int TOP = 34;
  private static final int BOTTOM = 42;
  private static final int IN_A_ROW = 2;

  private final String title;
  private final String unit;
  private final Map<Entrant, Map<Integer, Double>> series = new LinkedHashMap<>();

  Plot(String title, String unit) {
    this.title = title;
    this.unit = unit;
  }

  void add(Entrant entrant, int size, double value) {
    series.computeIfAbsent(entrant, e -> new LinkedHashMap<>()).put(size, value);
  }

  boolean isWorthAPicture() {
    return series.values().stream().anyMatch(points -> points.size() > 1);
  }

  /** Several, two in a row, with one legend. */
  static String svg(List<Plot> plots) {
    int height = HEIGHT * ((plots.size() + IN_A_ROW - 1) / IN_A_ROW);
    StringBuilder svg = new StringBuilder(String.format(
        Locale.ROOT,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"11\">%n"
            + "<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>%n",
        WIDTH * Math.min(IN_A_ROW, plots.size()),
        height + 26));
    List<Entrant> shown = new ArrayList<>();
    for (int i = 0; i < plots.size(); i++) {
      svg.append(String.format(
          Locale.ROOT,
          "<g transform=\"translate(%d,%d)\">%n",
          WIDTH * (i % IN_A_ROW),
          HEIGHT * (i / IN_A_ROW)));
      plots.get(i).draw(svg);
      svg.append("</g>\n");
      plots.get(i).series.keySet().stream().filter(e -> !shown.contains(e)).forEach(shown::add);
    }
    int x = LEFT;
    for (Entrant entrant : shown) {
      svg.append(String.format(
          Locale.ROOT,
          "<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"4\" fill=\"%s\"/><text x=\"%d\" y=\"%d\">%s</text>%n",
          x,
          height + 6,
          colour(entrant),
          x + 16,
          height + 12,
          entrant.title()));
      x += 34 + entrant.title().length() * 7;
    }
    return svg.append("</svg>\n").toString();
  }

  private void draw(StringBuilder svg) {
    double lowX = exponentOf(points().mapToDouble(p -> p.getKey()).min().orElse(1), Rounding.DOWN);
    double highX = exponentOf(points().mapToDouble(p -> p.getKey()).max().orElse(10), Rounding.UP);
    double lowY =
        exponentOf(points().mapToDouble(Map.Entry::getValue).min().orElse(1), Rounding.DOWN);
    double highY =
        exponentOf(points().mapToDouble(Map.Entry::getValue).max().orElse(10), Rounding.UP);
    Axis across = new Axis(lowX, Math.max(highX, lowX + 1), LEFT, WIDTH - RIGHT);
    Axis up = new Axis(lowY, Math.max(highY, lowY + 1), HEIGHT - BOTTOM, TOP);
    text(svg, LEFT, 18, "start", "<tspan font-weight=\"bold\">" + title + "</tspan>, " + unit);
    for (double e = across.low(); e <= across.high(); e++) {
      line(svg, across.at(Math.pow(10, e)), TOP, across.at(Math.pow(10, e)), HEIGHT - BOTTOM);
      text(svg, across.at(Math.pow(10, e)), HEIGHT - BOTTOM + 16, "middle", number(e));
    }
    for (double e = up.low(); e <= up.high(); e++) {
      line(svg, LEFT, up.at(Math.pow(10, e)), WIDTH - RIGHT, up.at(Math.pow(10, e)));
      text(svg, LEFT - 6, up.at(Math.pow(10, e)) + 4, "end", number(e));
    }
    text(svg, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - BOTTOM + 32, "middle", "migrations");
    series.forEach((entrant, points) -> {
      StringBuilder path = new StringBuilder();
      points.forEach((size, value) ->
          path.append(String.format(Locale.ROOT, "%.1f,%.1f ", across.at(size), up.at(value))));
      svg.append(String.format(
          Locale.ROOT,
          "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"%s\" points=\"%s\"/>%n",
          colour(entrant),
          entrant == Entrant.SHOWWISE ? "2.5" : "1.5",
          path.toString().strip()));
      points.forEach((size, value) -> svg.append(String.format(
          Locale.ROOT,
          "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>%n",
          across.at(size),
          up.at(value),
          colour(entrant))));
    });
  }

  /** One of the two, from a power of ten to another, on so many pixels. */
  private record Axis(double low, double high, double from, double to) {
    double at(double value) {
      return from + (Math.log10(value) - low) / (high - low) * (to - from);
    }
  }

  private enum Rounding {
    UP,
    DOWN
  }

  private static double exponentOf(double value, Rounding rounding) {
    double exponent = Math.log10(value);
    return rounding == Rounding.UP ? Math.ceil(exponent) : Math.floor(exponent);
  }

  private java.util.stream.Stream<Map.Entry<Integer, Double>> points() {
    return series.values().stream().flatMap(points -> points.entrySet().stream());
  }

  private static String number(double exponent) {
    return exponent >= 0
        ? String.format(Locale.ROOT, "%,.0f", Math.pow(10, exponent))
        : String.format(Locale.ROOT, "%s", Math.pow(10, exponent));
  }

  private static void line(StringBuilder svg, double x1, double y1, double x2, double y2) {
    svg.append(String.format(
        Locale.ROOT,
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#dddddd\"/>%n",
        x1,
        y1,
        x2,
        y2));
  }

  private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
    svg.append(String.format(
        Locale.ROOT,
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"#222222\">%s</text>%n",
        x,
        y,
        anchor,
        text));
  }

  private static String colour(Entrant entrant) {
    return switch (entrant) {
      case OPEN_SELECT -> "#bbbbbb";
      case RAW_EACH -> "#777777";
      case RAW_ONE -> "#444444";
      case RAW_BATCH -> "#999966";
      case SHOWWISE -> "#0072b2";
      case FLYWAY -> "#d55e00";
      case LIQUIBASE -> "#009e73";
    };
  }
}
