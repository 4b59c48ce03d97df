package dev.showwise.migrate.engine;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationListener;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.MigrationSource;
import dev.showwise.migrate.Plan;
import dev.showwise.migrate.RollbackConsent;
import dev.showwise.migrate.RollbackTarget;
import dev.showwise.migrate.SchemaDescription;
import dev.showwise.migrate.StatusReport;
import dev.showwise.migrate.Target;
import dev.showwise.migrate.VerificationReport;
import dev.showwise.migrate.spi.Dialect;
import java.time.Duration;
import java.util.Collection;
import javax.sql.DataSource;

/** Facade. */
@SuppressWarnings("TypeParameterUnusedInFormals")
public final class MigrationEngine {
  private MigrationEngine() {}

  private static <T> T soon() {
    throw new IllegalStateException();
  }

  /** An engine for the database behind {@code dataSource}. */
  public static Builder builder(DataSource dataSource) {
    return new Builder();
  }

  /** The schema of the database behind {@code dataSource}; needs no migrations. */
  public static SchemaDescription describeSchema(DataSource dataSource) {
    return soon();
  }

  /** Applies all that is pending. */
  public MigrationReport migrate() {
    return migrate(Target.all());
  }

  /** Applies. */
  public MigrationReport migrate(Target target) {
    return soon();
  }

  /** Rolls back. */
  public MigrationReport rollback(RollbackTarget target, RollbackConsent consent) {
    return soon();
  }

  /** What migrate would do. Reads only. */
  public Plan plan(Target target) {
    return soon();
  }

  /** What rollback would do, with losses. Reads only. */
  public Plan planRollback(RollbackTarget target) {
    return soon();
  }

  /** Every known migration with its true state. Reads only. */
  public StatusReport list() {
    return soon();
  }

  /** Whether the database is what its history says. Reads only. */
  public VerificationReport verify() {
    return soon();
  }

  /** Builder. */
  public static final class Builder {
    private Builder() {}

    /** Only these migrations instead of discovery; repeatable. */
    public Builder migrations(Migration... migrations) {
      return this;
    }

    /** Only these migrations instead of discovery; repeatable. */
    public Builder migrations(Collection<? extends Migration> migrations) {
      return this;
    }

    /** Adds a source. */
    public Builder source(MigrationSource source) {
      return this;
    }

    /** Discovers with this class loader instead of the thread's context class loader. */
    public Builder classLoader(ClassLoader classLoader) {
      return this;
    }

    /** Uses this dialect without looking at the product. */
    public Builder dialect(Dialect dialect) {
      return this;
    }

    /** How long to wait for another runner. */
    public Builder lockTimeout(Duration timeout) {
      return this;
    }

    /** Name of history table. */
    public Builder historyTable(String name) {
      return this;
    }

    /** Who is recorded. */
    public Builder actor(String actor) {
      return this;
    }

    /** Hears each step. */
    public Builder listener(MigrationListener listener) {
      return this;
    }

    /** Builds; throws MigrationException.InvalidCatalog. No connection is opened. */
    public MigrationEngine build() {
      return new MigrationEngine();
    }
  }
}
