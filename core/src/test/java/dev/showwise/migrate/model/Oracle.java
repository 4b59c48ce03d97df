package dev.showwise.migrate.model;

import dev.showwise.migrate.model.World.Event;
import dev.showwise.migrate.model.World.Kind;
import dev.showwise.migrate.model.World.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the engine should do, written down once more, as plainly as possible and without looking at how the
 * engine does it: no history, no database, only sets.
 */
final class Oracle {
  /** What a table is. */
  enum Shape {
    WHOLE,
    BROKEN
  }

  /** What is left of a migration that failed. */
  enum AfterFailure {
    NOTHING,
    ITS_TABLES
  }

  private final List<Node> nodes;
  private final AfterFailure afterFailure;
  private final Map<String, Shape> tables = new TreeMap<>();
  private final Set<Integer> failing = new HashSet<>();
  private final Set<Integer> absentJars = new HashSet<>();
  private final Map<Integer, String> states = new HashMap<>();
  private final List<Integer> doneInOrder = new ArrayList<>();

  Oracle(List<Node> nodes, AfterFailure afterFailure) {
    this.nodes = nodes;
    this.afterFailure = afterFailure;
  }

  Map<String, Shape> tables() {
    return tables;
  }

  Set<Integer> failing() {
    return failing;
  }

  /** The migrations at hand. */
  List<Node> catalog() {
    return nodes.stream().filter(n -> !absentJars.contains(n.number())).toList();
  }

  /** What the list says of each one at hand: a word, or that of the state before. */
  Map<String, String> states() {
    Map<String, String> words = new TreeMap<>();
    catalog().forEach(n -> words.put(n.qualified(), states.getOrDefault(n.number(), "pending")));
    return words;
  }

  /** Whether the migrations at hand fit together. */
  boolean isCatalogValid() {
    return !catalog().isEmpty()
        && catalog().stream().allMatch(n -> Collections.disjoint(n.dependsOn(), absentJars));
  }

  /** Lets something happen, and says what a run reports; empty for what is no run. */
  String apply(Event event) {
    if (event instanceof Event.ToggleFailure e) {
      toggle(failing, e.node());
    } else if (event instanceof Event.ToggleJar e) {
      toggle(absentJars, e.node());
    } else if (event instanceof Event.MakeByHand e) {
      tables.put(nodes.get(e.node()).tableNames().get(e.table()), Shape.WHOLE);
    } else if (event instanceof Event.MakeBroken e) {
      tables.put(nodes.get(e.node()).tableNames().get(e.table()), Shape.BROKEN);
    } else if (event instanceof Event.DropByHand e) {
      tables.remove(nodes.get(e.node()).tableNames().get(e.table()));
    } else if (!isCatalogValid()) {
      return "invalid";
    } else if (event instanceof Event.Migrate) {
      return migrate(catalog());
    } else if (event instanceof Event.MigrateOne e) {
      return absentJars.contains(e.node()) ? "unknown" : migrate(closure(e.node()));
    } else if (event instanceof Event.Rollback e) {
      return absentJars.contains(e.node()) ? "unknown" : rollback(Set.of(e.node()));
    } else if (event instanceof Event.RollbackLast) {
      return rollbackLast();
    }
    return "";
  }

  private static void toggle(Set<Integer> set, int number) {
    if (!set.remove(number)) {
      set.add(number);
    }
  }

  private List<Node> closure(int number) {
    Set<Integer> all = new TreeSet<>();
    List<Integer> open = new ArrayList<>(List.of(number));
    while (!open.isEmpty()) {
      int next = open.remove(0);
      if (all.add(next)) {
        open.addAll(nodes.get(next).dependsOn());
      }
    }
    return nodes.stream().filter(n -> all.contains(n.number())).toList();
  }

  /** Again and again the lowest version of those whose dependencies have had their turn. */
  private List<Node> inOrder() {
    List<Node> open = new ArrayList<>(catalog());
    open.sort(Comparator.comparing(Node::version).thenComparing(Node::module));
    Set<Integer> had = new HashSet<>();
    List<Node> ordered = new ArrayList<>();
    while (!open.isEmpty()) {
      Node next =
          open.stream().filter(n -> had.containsAll(n.dependsOn())).findFirst().orElseThrow();
      open.remove(next);
      had.add(next.number());
      ordered.add(next);
    }
    return ordered;
  }

  private boolean isUnfinished(int number) {
    return "failed".equals(states.get(number));
  }

  private boolean isDone(Node node) {
    return doneInOrder.contains(node.number());
  }

  private String migrate(List<Node> wanted) {
    Set<String> blocked = modulesBlockedByWhatIsGone();
    List<Node> pending = new ArrayList<>();
    Set<Integer> waiting = new HashSet<>();
    for (Node node : inOrder()) {
      if (!wanted.contains(node) || isDone(node)) {
        continue;
      } else if (blocked.contains(node.module())
          || !Collections.disjoint(node.dependsOn(), waiting)) {
        waiting.add(node.number());
      } else {
        pending.add(node);
      }
    }
    boolean anyBroken = pending.stream()
        .flatMap(n -> n.tableNames().stream())
        .anyMatch(t -> tables.get(t) == Shape.BROKEN);
    if (anyBroken) {
      return "refused";
    }
    List<String> completed = new ArrayList<>();
    for (Node node : pending) {
      boolean isThere = tables.keySet().containsAll(node.tableNames());
      // one that failed before is run again, whatever is there
      if (isThere && !isUnfinished(node.number())) {
        done(node, "adopted");
        completed.add(node.qualified() + " ADOPTED");
      } else if (failing.contains(node.number())) {
        if (afterFailure == AfterFailure.ITS_TABLES) {
          node.tableNames().forEach(t -> tables.put(t, Shape.WHOLE));
          states.put(node.number(), "failed");
        }
        return "failed " + node.qualified() + " after " + completed;
      } else {
        node.tableNames().forEach(t -> tables.put(t, Shape.WHOLE));
        done(node, "applied");
        completed.add(node.qualified() + " APPLIED");
      }
    }
    if (!blocked.isEmpty()) {
      return "refused" + (completed.isEmpty() ? "" : " after " + completed);
    }
    return completed.isEmpty() ? "nothing to do" : "migrated " + completed;
  }

  /** Nobody can run again what failed and is not at hand, and nobody knows who builds on it. */
  private Set<String> modulesBlockedByWhatIsGone() {
    Set<String> blocked = new HashSet<>();
    for (int gone : absentJars) {
      String module = nodes.get(gone).module();
      if (isUnfinished(gone) && catalog().stream().anyMatch(n -> n.module().equals(module))) {
        blocked.add(module);
      }
    }
    return blocked;
  }

  private void done(Node node, String state) {
    doneInOrder.add(node.number());
    states.put(node.number(), state);
  }

  private String rollbackLast() {
    Set<String> modules = new HashSet<>();
    catalog().forEach(n -> modules.add(n.module()));
    for (int i = doneInOrder.size() - 1; i >= 0; i--) {
      Node last = nodes.get(doneInOrder.get(i));
      if (modules.contains(last.module())) {
        return absentJars.contains(last.number()) ? "unknown" : rollback(Set.of(last.number()));
      }
    }
    return "nothing to do";
  }

  private String rollback(Set<Integer> asked) {
    if (asked.stream().anyMatch(this::isUnfinished)) {
      return "refused";
    }
    Set<Integer> going = new HashSet<>();
    asked.stream().filter(doneInOrder::contains).forEach(going::add);
    // those that depend on one that goes, however far
    for (boolean grown = true; grown; ) {
      grown = false;
      for (Node node : catalog()) {
        if (isDone(node) && !Collections.disjoint(node.dependsOn(), going)) {
          grown |= going.add(node.number());
        }
      }
    }
    List<Node> order = new ArrayList<>(inOrder());
    Collections.reverse(order);
    order.removeIf(n -> !going.contains(n.number()));
    if (order.stream().anyMatch(n -> n.kind() == Kind.IRREVERSIBLE)) {
      return "refused";
    }
    List<String> completed = new ArrayList<>();
    for (Node node : order) {
      node.tableNames().forEach(tables::remove);
      doneInOrder.remove((Integer) node.number());
      states.put(node.number(), "reverted");
      completed.add(node.qualified() + " REVERTED");
    }
    return completed.isEmpty() ? "nothing to do" : "rolled back " + completed;
  }
}
