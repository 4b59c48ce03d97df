package dev.showwise.migrate.testkit.internal;

import dev.showwise.migrate.faults.CallHook;
import dev.showwise.migrate.faults.JdbcCall;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Whether the migration is at work, and what it sends while it is. For several threads. */
final class Work implements CallHook, Predicate<JdbcCall> {
  private static final int MOST_SHOWN = 8;
  private static final int LONGEST_SHOWN = 160;

  /** From a migration the engine lets none of these through. */
  private static final Pattern TRANSACTIONS =
      Pattern.compile("(BEGIN|START TRANSACTION|COMMIT|ROLLBACK)\\b");

  private final List<String> sent = new ArrayList<>();
  private boolean atWork;
  private String prepared = "";

  synchronized void begins() {
    atWork = true;
  }

  synchronized void ends() {
    atWork = false;
  }

  @Override
  public synchronized void before(JdbcCall call) {
    if (call.is("Connection", "prepareStatement")) {
      prepared = String.valueOf(call.arguments().get(0));
    }
    if (test(call)) {
      sent.add(sql(call));
    }
  }

  /** Whether the migration sends with it what may change something. */
  @Override
  public synchronized boolean test(JdbcCall call) {
    return atWork
        && call.type().endsWith("Statement")
        && call.method().startsWith("execute")
        && !call.method().equals("executeQuery")
        && !isTheEngines(sql(call));
  }

  /** It announces each statement where changes of the schema commit by themselves. */
  private static boolean isTheEngines(String sql) {
    return sql.contains(Stage.HISTORY) || TRANSACTIONS.matcher(sql).lookingAt();
  }

  private String sql(JdbcCall call) {
    return call.arguments().isEmpty()
        ? prepared
        : String.valueOf(call.arguments().get(0));
  }

  /** What it has sent, in order. */
  synchronized List<String> sent() {
    return List.copyOf(sent);
  }

  /** What it has sent, for a review. */
  String shown() {
    List<String> all = sent();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(all.size(), MOST_SHOWN); i++) {
      text.append('\n').append(i + 1).append(". ").append(shortened(all.get(i)));
    }
    if (all.size() > MOST_SHOWN) {
      text.append("\n… and ").append(all.size() - MOST_SHOWN).append(" more");
    }
    return text.toString();
  }

  static String shortened(String sql) {
    String line = sql.strip().replaceAll("\\s+", " ");
    return line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN) + "…";
  }
}
