package dev.showwise.migrate.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What goes wrong at one call of a driver.
 *
 * @param kind what happens
 * @param moment whether the call is made all the same
 */
public record Fault(Kind kind, Moment moment) {
  /** What happens. */
  public enum Kind {
    /** The error that the product gives when it cannot read or write. */
    ERROR,
    /** The error that the product gives when others hold a lock for too long. */
    BUSY,
    /**
     * The server has rolled the transaction back because it met another one; a single statement, too,
     * may meet one.
     */
    CONFLICT,
    /** A driver with a mistake in it. */
    RUNTIME_EXCEPTION,
    /** No memory is left. */
    OUT_OF_MEMORY,
    /** No stack is left. */
    STACK_OVERFLOW,
    /** A class of the driver is not what it was compiled with. */
    LINKAGE_ERROR,
    /** Somebody interrupts the thread; the call itself goes well. */
    INTERRUPT,
    /** The connection is gone, and says so. */
    LOST_CONNECTION
  }

  /** Whether the call is made. */
  public enum Moment {
    /** It is not. */
    BEFORE,
    /** It is, and its answer is lost. */
    AFTER
  }

  /** A conflict with another transaction. A server has done nothing when it says so. */
  public static final Fault CONFLICT = new Fault(Kind.CONFLICT, Moment.BEFORE);

  /** Every fault that may end a run. */
  public static List<Fault> all() {
    List<Fault> all = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      if (kind == Kind.CONFLICT) {
        continue;
      }
      all.add(new Fault(kind, Moment.BEFORE));
      // nobody does what is asked and says that others are in the way; and an interruption after
      // one
      // call is one before the next
      if (kind != Kind.BUSY && kind != Kind.INTERRUPT) {
        all.add(new Fault(kind, Moment.AFTER));
      }
    }
    return List.copyOf(all);
  }

  /** Those that a server can be the cause of: what it answers, and that it does not answer. */
  public static List<Fault> ofServers() {
    return all().stream()
        .filter(fault -> fault.kind == Kind.ERROR
            || fault.kind == Kind.BUSY
            || fault.kind == Kind.LOST_CONNECTION)
        .toList();
  }

  @Override
  public String toString() {
    return (kind + " " + moment).toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
