package dev.showwise.migrate.internal.rehearsal;

import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.Plan;
import dev.showwise.migrate.Presence;
import dev.showwise.migrate.RehearsalReport.WayBack;
import dev.showwise.migrate.ReversibleMigration;
import dev.showwise.migrate.RowComparison;
import dev.showwise.migrate.internal.discovery.CatalogEntry;
import dev.showwise.migrate.internal.run.Environment;
import dev.showwise.migrate.internal.run.Look;
import dev.showwise.migrate.internal.schema.SchemaDelta;
import dev.showwise.migrate.spi.Dialect;
import java.util.List;

/**
 * Forth and back, with a look at the database before, between and after. What cannot be undone parts
 * the plan: the way back leads down to the last such step, and is compared with what was there then.
 */
final class Performance {
  private final Ascent ascent;
  private final List<Plan.Step> steps;
  private final Environment there;
  private final Dialect dialect;

  Performance(Ascent ascent, Plan plan) {
    this.ascent = ascent;
    this.steps = plan.steps();
    this.there = ascent.there();
    this.dialect = Look.in(there, Look.At::dialect);
  }

  Finding perform() {
    int floor = floor();
    Picture before = Picture.of(there);
    ascent.climb(steps.subList(0, floor));
    Picture start = floor == 0 || !ascent.isDone() ? before : Picture.of(there);
    ascent.climb(steps.subList(floor, steps.size()));
    Picture after = Picture.of(there, before);
    Descent descent = new Descent(ascent);
    WayBack wayBack = WayBack.NOT_COMPARED;
    if (ascent.isDone()) {
      descent.goBackTo(floor);
      wayBack = compare(descent, start, floor);
    }
    return new Finding(
        SchemaDelta.between(before.schema(), after.schema(), dialect),
        Rows.compare(before, after, dialect),
        descent,
        wayBack);
  }

  /** How many steps, from the first on, stay because the last of them has to. */
  private int floor() {
    for (int i = steps.size(); i > 0; i--) {
      if (mustStay(steps.get(i - 1))) {
        return i;
      }
    }
    return 0;
  }

  /** What cannot be undone; and what is there in part: its way back would remove that part, too. */
  private boolean mustStay(Plan.Step step) {
    CatalogEntry entry = there.catalog().find(step.migration().id()).orElseThrow();
    return !(entry.migration() instanceof ReversibleMigration)
        || step.presence() instanceof Presence.Incomplete;
  }

  private WayBack compare(Descent descent, Picture start, int floor) {
    if (!descent.ledAllTheWay()) {
      return WayBack.NOT_COMPARED;
    }
    Picture end = Picture.of(there, start);
    return new WayBack(
        changedNothing(floor) ? "before" : "after " + steps.get(floor - 1).migration(),
        SchemaDelta.between(start.schema(), end.schema(), dialect),
        Rows.compare(start, end, dialect).stream().filter(Performance::differs).toList());
  }

  /** Whether all of the first ones were there already. */
  private boolean changedNothing(int floor) {
    return ascent.completed().stream().limit(floor).allMatch(c -> c.event() == Event.ADOPTED);
  }

  private static boolean differs(RowComparison rows) {
    return !rows.isUntouched()
        || rows.before() != rows.after()
        || rows.fate() != RowComparison.Fate.KEPT;
  }
}
