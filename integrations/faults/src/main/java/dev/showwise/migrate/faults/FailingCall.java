package dev.showwise.migrate.faults;

import dev.showwise.migrate.faults.Fault.Moment;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Predicate;

/** Lets one call fail, once. */
public final class FailingCall implements CallHook {
  private final Product product;
  private final Fault fault;
  private final Predicate<JdbcCall> counted;
  private final int number;
  private int seen;
  private Optional<JdbcCall> chosen = Optional.empty();
  private Optional<JdbcCall> failed = Optional.empty();

  /** Lets the call of this number fail so. */
  public FailingCall(Product product, Fault fault, int number) {
    this(product, fault, number, call -> true);
  }

  /** Lets the call fail that is this one of those that count; the first is 1. */
  public FailingCall(Product product, Fault fault, int number, Predicate<JdbcCall> counted) {
    this.product = product;
    this.fault = fault;
    this.number = number;
    this.counted = counted;
  }

  /** The call that failed; empty if there were not so many. */
  public synchronized Optional<JdbcCall> failed() {
    return failed;
  }

  @Override
  public void before(JdbcCall call) throws SQLException {
    choose(call);
    if (fault.moment() == Moment.BEFORE) {
      failAt(call);
    }
  }

  @Override
  public void after(JdbcCall call) throws SQLException {
    if (fault.moment() == Moment.AFTER) {
      failAt(call);
    }
  }

  private synchronized void choose(JdbcCall call) {
    if (counted.test(call) && ++seen == number) {
      chosen = Optional.of(call);
    }
  }

  private void failAt(JdbcCall call) throws SQLException {
    synchronized (this) {
      if (failed.isPresent() || !chosen.equals(Optional.of(call))) {
        return;
      }
      failed = Optional.of(call);
    }
    switch (fault.kind()) {
      case ERROR -> throw product.error();
      case BUSY -> throw product.busy();
      case CONFLICT -> {
        if (call.connection().isPresent()) {
          product.conflict(call.connection().get());
        }
      }
      case RUNTIME_EXCEPTION -> throw new IllegalStateException("a driver's mistake, as planned");
      case OUT_OF_MEMORY -> throw new OutOfMemoryError("Java heap space, as planned");
      case STACK_OVERFLOW -> throw new StackOverflowError("as planned");
      case LINKAGE_ERROR -> throw new NoClassDefFoundError("driver/Missing, as planned");
      case INTERRUPT -> Thread.currentThread().interrupt();
      case LOST_CONNECTION -> {
        if (call.connection().isPresent()) {
          lose(call.connection().get());
        }
        throw product.lost();
      }
    }
  }

  private static void lose(Connection connection) throws SQLException {
    try {
      connection.abort(Runnable::run);
    } finally {
      // not every driver's abort() does anything
      connection.close();
    }
  }
}
