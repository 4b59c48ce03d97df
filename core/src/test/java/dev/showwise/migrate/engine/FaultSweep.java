package dev.showwise.migrate.engine;

import dev.showwise.migrate.faults.CallHook;
import dev.showwise.migrate.faults.Fault;
import dev.showwise.migrate.faults.JdbcCall;
import dev.showwise.migrate.faults.RecordingHook;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Which call fails in which way, run by run. {@code -Dshowwise.test.faults=all} tries every fault at every
 * call; without it as many as a build has time for, evenly spread from a random beginning, and always those
 * at a COMMIT and at the giving back of a connection.
 *
 * @param calls how many calls a run without a fault makes
 * @param points where something goes wrong
 * @param all how many points there are in all
 */
record FaultSweep(int calls, List<Point> points, int all) {
  private static final List<Fault.Kind> VIRTUAL_MACHINE =
      List.of(Fault.Kind.OUT_OF_MEMORY, Fault.Kind.STACK_OVERFLOW, Fault.Kind.LINKAGE_ERROR);

  /** One run's fault. */
  record Point(int call, Fault fault) {
    @Override
    public String toString() {
      return fault + " call " + call;
    }
  }

  /** A run against which the calls are counted. */
  interface Rehearsal {
    void run(CallHook hook) throws Exception;
  }

  /** The points of a run; {@code budget} says how many a build has time for. */
  static FaultSweep of(Rehearsal rehearsal, List<Fault> faults, int budget) throws Exception {
    RecordingHook recording = new RecordingHook();
    rehearsal.run(recording);
    List<JdbcCall> calls = recording.calls();
    List<Point> all = new ArrayList<>();
    for (JdbcCall call : calls) {
      for (Fault fault : faults) {
        if (isPossible(call, fault)) {
          all.add(new Point(call.number(), fault));
        }
      }
    }
    if ("all".equals(System.getProperty("showwise.test.faults"))) {
      return new FaultSweep(calls.size(), all, all.size());
    }
    double step = Math.max(1, (double) all.size() / budget);
    double next = new Random().nextDouble() * step;
    List<Point> chosen = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Point point = all.get(i);
      JdbcCall call = calls.get(point.call() - 1);
      boolean isDelicate = call.sends("COMMIT") || call.is("Connection", "close");
      boolean isNext = i >= next;
      if (isNext) {
        next += step;
      }
      if (isNext || (isDelicate && isCommon(point.fault()))) {
        chosen.add(point);
      }
    }
    return new FaultSweep(calls.size(), chosen, all.size());
  }

  private static boolean isPossible(JdbcCall call, Fault fault) {
    if (fault.kind() == Fault.Kind.BUSY) {
      // only what asks the database for something can be told that others have it
      return call.method().startsWith("execute");
    }
    // of the errors of the virtual machine one at each call will do
    return !VIRTUAL_MACHINE.contains(fault.kind())
        || VIRTUAL_MACHINE.get(call.number() % VIRTUAL_MACHINE.size()) == fault.kind();
  }

  private static boolean isCommon(Fault fault) {
    return Set.of(Fault.Kind.ERROR, Fault.Kind.LOST_CONNECTION).contains(fault.kind());
  }
}
