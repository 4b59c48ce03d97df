package dev.showwise.migrate.testkit.internal;

import dev.showwise.migrate.Checksum;
import dev.showwise.migrate.DataLoss;
import dev.showwise.migrate.DatabaseView;
import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationContext;
import dev.showwise.migrate.MigrationVersion;
import dev.showwise.migrate.Presence;
import dev.showwise.migrate.ReversibleMigration;
import dev.showwise.migrate.schema.SchemaChange;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A migration as it is, with somebody who knows when it is at work. */
class Observed implements Migration {
  private final Migration real;
  private final Work work;
  private final Optional<Presence> presence;

  private Observed(Migration real, Work work, Optional<Presence> presence) {
    this.real = real;
    this.work = work;
    this.presence = presence;
  }

  /** The migration as it is, watched. */
  static Migration watched(Migration real, Work work) {
    return of(real, work, Optional.empty());
  }

  /** The migration with another answer to how far a database has it. */
  static Migration withPresence(Migration real, Presence presence) {
    return of(real, new Work(), Optional.of(presence));
  }

  private static Migration of(Migration real, Work work, Optional<Presence> presence) {
    return real instanceof ReversibleMigration reversible
        ? new Reversible(reversible, work, presence)
        : new Observed(real, work, presence);
  }

  private static final class Reversible extends Observed implements ReversibleMigration {
    private final ReversibleMigration real;
    private final Work work;

    Reversible(ReversibleMigration real, Work work, Optional<Presence> presence) {
      super(real, work, presence);
      this.real = real;
      this.work = work;
    }

    @Override
    public void revert(MigrationContext context) throws SQLException {
      work.begins();
      try {
        real.revert(context);
      } finally {
        work.ends();
      }
    }

    @Override
    public ExecutionOptions optionsOnRevert() {
      return real.optionsOnRevert();
    }

    @Override
    public DataLoss lossOnRevert(DatabaseView database) throws SQLException {
      return real.lossOnRevert(database);
    }
  }

  @Override
  public String module() {
    return real.module();
  }

  @Override
  public MigrationVersion version() {
    return real.version();
  }

  @Override
  public String name() {
    return real.name();
  }

  @Override
  public String description() {
    return real.description();
  }

  @Override
  public Set<String> dependsOn() {
    return real.dependsOn();
  }

  @Override
  public List<SchemaChange> declaredChanges() {
    return real.declaredChanges();
  }

  @Override
  public Set<String> needsTables() {
    return real.needsTables();
  }

  @Override
  public ExecutionOptions options() {
    return real.options();
  }

  @Override
  public Presence presence(DatabaseView database) throws SQLException {
    return presence.isPresent() ? presence.get() : real.presence(database);
  }

  @Override
  public void apply(MigrationContext context) throws SQLException {
    work.begins();
    try {
      real.apply(context);
    } finally {
      work.ends();
    }
  }

  @Override
  public Optional<Checksum> checksum() {
    return real.checksum();
  }
}
