package dev.showwise.migrate.faults;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Lets one call wait, before it is made, until it is told to go on. */
public final class PausingCall implements CallHook {
  private final int number;
  private final CompletableFuture<JdbcCall> reached = new CompletableFuture<>();
  private final CompletableFuture<Void> goOn = new CompletableFuture<>();

  /** Lets the call of this number wait. */
  public PausingCall(int number) {
    this.number = number;
  }

  /** Completes when the call is reached. */
  public CompletableFuture<JdbcCall> reached() {
    return reached;
  }

  /** The call that waited, or waits; empty if it is not reached. */
  public Optional<JdbcCall> call() {
    return Optional.ofNullable(reached.getNow(null));
  }

  /** Lets it go on; whoever comes later does not wait either. */
  public void goOn() {
    goOn.complete(null);
  }

  @Override
  public void before(JdbcCall call) {
    if (call.number() == number) {
      reached.complete(call);
      goOn.join();
    }
  }
}
