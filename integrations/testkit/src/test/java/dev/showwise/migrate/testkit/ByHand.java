package dev.showwise.migrate.testkit;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationVersion;

/** A migration without declared changes, and what all of them have in common. */
abstract class ByHand implements Migration {
  @Override
  public String module() {
    return "crew";
  }

  @Override
  public MigrationVersion version() {
    return MigrationVersion.of("1");
  }

  @Override
  public String name() {
    return "planted";
  }

  @Override
  public String description() {
    return "has a fault";
  }
}
