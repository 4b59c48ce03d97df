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

  synchronized void begins() {
    atWork = true;
  }

  synchronized void ends() {
    atWork = false;
  }

  @Override
  public synchronized void before(JdbcCall call) {
    if (test(call)) {
      sent.add(call.sql());
    }
  }

  /** Whether the migration sends with it what may change something. */
  @Override
  public synchronized boolean test(JdbcCall call) {
    return atWork
        && call.executes()
        && !call.method().equals("executeQuery")
        && !isTheEngines(call.sql());
  }

  /** It announces each statement where changes of the schema commit by themselves. */
  private static boolean isTheEngines(String sql) {
    return sql.contains(Stage.HISTORY) || TRANSACTIONS.matcher(sql).lookingAt();
  }

  /** What it has sent, in order. */
  synchronized List<String> sent() {
    return List.copyOf(sent);
  }

  /** What it has sent, for a review. */
  String shown() {
    List<String> all = sent();
    String first = numbered(all.subList(0, Math.min(all.size(), MOST_SHOWN)));
    return all.size() > MOST_SHOWN
        ? first + "\n… and " + (all.size() - MOST_SHOWN) + " more"
        : first;
  }

  /** Statements, a line each. */
  static String numbered(List<String> statements) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < statements.size(); i++) {
      text.append('\n').append(i + 1).append(". ").append(shortened(statements.get(i)));
    }
    return text.toString();
  }

  static String shortened(String sql) {
    String line = sql.strip().replaceAll("\\s+", " ");
    return line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN) + "…";
  }
}
