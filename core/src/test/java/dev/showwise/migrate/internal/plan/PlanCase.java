package dev.showwise.migrate.internal.plan;

import dev.showwise.migrate.Checksum;
import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.HistoryEntry.Direction;
import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationContext;
import dev.showwise.migrate.MigrationId;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationVersion;
import dev.showwise.migrate.Plan;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.ReversibleMigration;
import dev.showwise.migrate.RollbackTarget;
import dev.showwise.migrate.Target;
import dev.showwise.migrate.internal.discovery.Catalog;
import dev.showwise.migrate.internal.discovery.CatalogBuilder;
import dev.showwise.migrate.internal.history.History;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What tests of plans have at hand: migrations, and a history that grows. */
abstract class PlanCase {
  private static final Instant THEN = Instant.parse("2026-02-14T09:00:00Z");

  final History history = new History();

  /** A migration, named by its version, that depends on these. */
  record Step(
      String module,
      String number,
      Optional<Checksum> checksum,
      ExecutionOptions options,
      Set<String> dependsOn)
      implements ReversibleMigration {
    static Step of(String version, String... dependsOn) {
      return in("m", version, dependsOn);
    }

    static Step in(String module, String version, String... dependsOn) {
      return new Step(
          module, version, Optional.empty(), ExecutionOptions.DEFAULT, Set.of(dependsOn));
    }

    Step checksum(String value) {
      return new Step(module, number, Optional.of(new Checksum("t", value)), options, dependsOn);
    }

    Step options(ExecutionOptions changed) {
      return new Step(module, number, checksum, changed, dependsOn);
    }

    @Override
    public MigrationVersion version() {
      return MigrationVersion.of(number);
    }

    @Override
    public String name() {
      return "v" + number;
    }

    @Override
    public String description() {
      return "step " + number;
    }

    @Override
    public void apply(MigrationContext context) {}

    @Override
    public void revert(MigrationContext context) {}
  }

  static Catalog catalog(Migration... migrations) {
    return new CatalogBuilder().addAll(List.of(migrations)).build();
  }

  void happened(String version, Event event, String... checksum) {
    happened(version, event, Direction.UP, checksum);
  }

  void happened(String version, Event event, Direction direction, String... checksum) {
    boolean partly = event == Event.FAILED || event == Event.INTERRUPTED;
    happened(version, event, direction, partly ? 1 : 0, checksum);
  }

  void happened(
      String version, Event event, Direction direction, int mayBeDone, String... checksum) {
    happened(
        new MigrationLabel(new MigrationId("m", MigrationVersion.of(version)), "v" + version),
        event,
        direction,
        mayBeDone,
        checksum);
  }

  void happened(
      MigrationLabel label, Event event, Direction direction, int mayBeDone, String... checksum) {
    history.add(new HistoryEntry(
        history.lastSeq() + 1,
        event,
        label,
        "step " + label.id().version(),
        checksum.length == 0 ? Optional.empty() : Optional.of(new Checksum("t", checksum[0])),
        direction,
        mayBeDone,
        "",
        "claim",
        "somebody",
        "",
        "",
        THEN,
        0,
        "",
        "",
        "",
        ""));
  }

  Plan up(Catalog catalog, Target target) {
    return new Planner(catalog).up(history, new TargetResolver(catalog).resolve(target));
  }

  Plan down(Catalog catalog, RollbackTarget target) {
    return new Planner(catalog).down(history, new TargetResolver(catalog).resolve(target, history));
  }

  static List<String> names(Plan plan) {
    return plan.steps().stream()
        .map(s -> s.migration().name() + " " + s.reason())
        .toList();
  }

  static List<String> codes(Plan plan) {
    return plan.problems().stream().map(Problem::code).toList();
  }
}
