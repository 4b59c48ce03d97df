package dev.showwise.migrate.faults;

import java.util.ArrayList;
import java.util.List;

/** Writes down every call that is made. */
public final class RecordingHook implements CallHook {
  private final List<JdbcCall> calls = new ArrayList<>();

  /** Nothing is written down yet. */
  public RecordingHook() {}

  /** The calls until now, in their order. */
  public synchronized List<JdbcCall> calls() {
    return List.copyOf(calls);
  }

  @Override
  public synchronized void before(JdbcCall call) {
    calls.add(call);
  }
}
