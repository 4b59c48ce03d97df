package dev.showwise.migrate.internal.rehearsal;

import dev.showwise.migrate.Problem;
import dev.showwise.migrate.RehearsalReport.WayBack;
import dev.showwise.migrate.RowComparison;
import dev.showwise.migrate.schema.ObjectChange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was seen of a rehearsal.
 *
 * @param schema what the way up did to the schema
 * @param rows what it did to the rows
 * @param descent the way back of each
 * @param wayBack how the state after it compares
 */
record Finding(
    List<ObjectChange> schema, List<RowComparison> rows, Descent descent, WayBack wayBack) {
  /** Nothing ran. */
  static Finding none(Ascent ascent) {
    return new Finding(List.of(), List.of(), new Descent(ascent), WayBack.NOT_COMPARED);
  }

  /** Everything that stands against the run or should be known. */
  List<Problem> problems(Ascent ascent) {
    List<Problem> problems = new ArrayList<>(ascent.problems());
    rows.stream().filter(RowComparison::isLoss).map(Problem.RowsLost::new).forEach(problems::add);
    problems.addAll(descent.problems());
    if (wayBack.leavesADifference()) {
      problems.add(new Problem.RevertIncomplete(wayBack.comparedWith(), differences()));
    }
    return List.copyOf(problems);
  }

  private List<String> differences() {
    return Stream.concat(
            wayBack.schema().stream().map(ObjectChange::message),
            wayBack.rows().stream().map(Finding::inWords))
        .toList();
  }

  private static String inWords(RowComparison rows) {
    List<String> parts = new ArrayList<>();
    switch (rows.fate()) {
      case ADDED -> parts.add("is new, with " + count(rows.after()));
      case DROPPED -> parts.add("is gone, with " + count(rows.before()));
      case RENAMED -> parts.addAll(rows.details());
      case KEPT -> describe(rows, parts);
    }
    return "table " + rows.table() + ": " + String.join(", ", parts);
  }

  private static void describe(RowComparison rows, List<String> parts) {
    if (rows.before() != rows.after()) {
      parts.add("has " + count(rows.after()) + " instead of " + rows.before());
    }
    if (rows.gone() > 0) {
      parts.add(count(rows.gone()) + " from before gone");
    }
    rows.changed().ifPresent(changed -> {
      if (changed > 0) {
        parts.add(count(changed) + " with other values");
      }
    });
    parts.addAll(rows.details());
  }

  private static String count(long rows) {
    return rows == 1 ? "1 row" : rows + " rows";
  }

  boolean hasErrors(Ascent ascent) {
    return problems(ascent).stream().anyMatch(p -> p.severity() == Problem.Severity.ERROR);
  }
}
