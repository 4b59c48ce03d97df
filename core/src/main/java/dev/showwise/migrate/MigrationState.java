package dev.showwise.migrate;

import java.time.Instant;
import java.util.Optional;

/** What is true of a migration in a database. */
public sealed interface MigrationState {

  /** A word for people and programs: {@code pending}, {@code applied}, … */
  String word();

  /** Whether the database counts as having it. */
  default boolean isDone() {
    return false;
  }

  /** When it came to be so; empty for what never happened. */
  default Optional<Instant> since() {
    return Optional.empty();
  }

  /** Never applied. */
  record Pending() implements MigrationState {
    @Override
    public String word() {
      return "pending";
    }
  }

  /** Applied by this engine. */
  record Applied(Instant at) implements MigrationState {
    @Override
    public String word() {
      return "applied";
    }

    @Override
    public boolean isDone() {
      return true;
    }

    @Override
    public Optional<Instant> since() {
      return Optional.of(at);
    }
  }

  /** The database had it already; nothing was executed. */
  record Adopted(Instant at) implements MigrationState {
    @Override
    public String word() {
      return "adopted";
    }

    @Override
    public boolean isDone() {
      return true;
    }

    @Override
    public Optional<Instant> since() {
      return Optional.of(at);
    }
  }

  /** A statement outside a transaction failed; what came before it stays. */
  record Failed(Instant at, String detail) implements MigrationState {
    @Override
    public String word() {
      return "failed";
    }

    @Override
    public Optional<Instant> since() {
      return Optional.of(at);
    }
  }

  /** Begun and not finished: its process is gone, or still at it. */
  record Interrupted(Instant at, String detail) implements MigrationState {
    @Override
    public String word() {
      return "interrupted";
    }

    @Override
    public Optional<Instant> since() {
      return Optional.of(at);
    }
  }

  /** Applied once and undone since; it is pending again. */
  record Reverted(Instant at) implements MigrationState {
    @Override
    public String word() {
      return "reverted";
    }

    @Override
    public Optional<Instant> since() {
      return Optional.of(at);
    }
  }

  /** In the history as applied, but no such migration is at hand. */
  record Missing(Instant at) implements MigrationState {
    @Override
    public String word() {
      return "missing";
    }

    @Override
    public boolean isDone() {
      return true;
    }

    @Override
    public Optional<Instant> since() {
      return Optional.of(at);
    }
  }

  /** Applied, and different since. */
  record Changed(Instant at, Optional<Checksum> recorded) implements MigrationState {
    @Override
    public String word() {
      return "changed";
    }

    @Override
    public boolean isDone() {
      return true;
    }

    @Override
    public Optional<Instant> since() {
      return Optional.of(at);
    }
  }
}
