package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.Cancellation;
import dev.showwise.migrate.HistoryEntry.Direction;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationListener;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps what is heard of a migration until it is committed with others. Only that its code runs is passed on at
 * once: whoever wants to end it must be able to.
 */
final class Withheld implements MigrationListener {
  private final MigrationListener listener;
  private final List<Runnable> heard = new ArrayList<>();

  /** For one migration; {@code listener} will hear of it. */
  Withheld(MigrationListener listener) {
    this.listener = listener;
  }

  @Override
  public void running(MigrationLabel migration, Cancellation cancellation) {
    listener.running(migration, cancellation);
  }

  @Override
  public void started(MigrationLabel migration, Direction direction) {
    heard.add(() -> listener.started(migration, direction));
  }

  @Override
  public void step(MigrationLabel migration, String message) {
    heard.add(() -> listener.step(migration, message));
  }

  /** Passes on what was kept, in its order. */
  void tell() {
    heard.forEach(Runnable::run);
    heard.clear();
  }
}
