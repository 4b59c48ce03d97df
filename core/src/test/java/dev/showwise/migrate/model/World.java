package dev.showwise.migrate.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/**
 * A random story: migrations that depend on each other, and what people and applications do, one thing
 * after the other.
 *
 * @param nodes the migrations; one may depend on those before it only
 * @param events what happens, in order
 */
record World(List<Node> nodes, List<Event> events) {

  World {
    nodes = List.copyOf(nodes);
    events = List.copyOf(events);
  }

  /** What a migration is. */
  enum Kind {
    /** It has a way back. */
    REVERSIBLE,
    /** It has none. */
    IRREVERSIBLE
  }

  /**
   * A migration that makes {@code tables} tables.
   *
   * @param module its module
   * @param version its version in the module
   * @param dependsOn the numbers of those that it depends on
   */
  record Node(
      int number, String module, int version, Kind kind, int tables, List<Integer> dependsOn) {
    Node {
      dependsOn = List.copyOf(dependsOn);
    }

    String name() {
      return "n" + number;
    }

    String qualified() {
      return module + ":" + name();
    }

    /** The names of its tables. */
    List<String> tableNames() {
      List<String> names = new ArrayList<>();
      for (int i = 0; i < tables; i++) {
        names.add("t" + number + "_" + i);
      }
      return names;
    }
  }

  /** Something that happens. */
  sealed interface Event {
    /** All that is pending is applied. */
    record Migrate() implements Event {}

    /** One is applied, with what it depends on. */
    record MigrateOne(int node) implements Event {}

    /** One is rolled back, with what depends on it. */
    record Rollback(int node) implements Event {}

    /** The one that was done last is rolled back. */
    record RollbackLast() implements Event {}

    /** From now on it fails, or does not any more, after it has done its work. */
    record ToggleFailure(int node) implements Event {}

    /** Its jar is taken away, or comes back. */
    record ToggleJar(int node) implements Event {}

    /** Somebody makes a table by hand, as the migration would. */
    record MakeByHand(int node, int table) implements Event {}

    /** Somebody makes a table by hand that lacks a column. */
    record MakeBroken(int node, int table) implements Event {}

    /** Somebody drops a table. */
    record DropByHand(int node, int table) implements Event {}
  }

  /** A story of a few migrations and a few events. */
  static World random(Random random, int mostNodes, int mostEvents) {
    List<Node> nodes = new ArrayList<>();
    int count = 1 + random.nextInt(mostNodes);
    List<Integer> versions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      versions.add(i + 1);
    }
    java.util.Collections.shuffle(versions, random);
    for (int i = 0; i < count; i++) {
      TreeSet<Integer> needs = new TreeSet<>();
      for (int n = random.nextInt(3); n > 0 && i > 0; n--) {
        needs.add(random.nextInt(i));
      }
      nodes.add(new Node(
          i,
          "m" + random.nextInt(3),
          versions.get(i),
          random.nextInt(5) == 0 ? Kind.IRREVERSIBLE : Kind.REVERSIBLE,
          1 + random.nextInt(2),
          List.copyOf(needs)));
    }
    List<Event> events = new ArrayList<>();
    for (int n = 1 + random.nextInt(mostEvents); n > 0; n--) {
      events.add(event(random, nodes));
    }
    return new World(nodes, events);
  }

  private static Event event(Random random, List<Node> nodes) {
    Node node = nodes.get(random.nextInt(nodes.size()));
    int table = random.nextInt(node.tables());
    return switch (random.nextInt(14)) {
      case 0, 1, 2 -> new Event.Migrate();
      case 3, 4 -> new Event.MigrateOne(node.number());
      case 5, 6 -> new Event.Rollback(node.number());
      case 7 -> new Event.RollbackLast();
      case 8 -> new Event.ToggleFailure(node.number());
      case 9, 10 -> new Event.ToggleJar(node.number());
      case 11 -> new Event.MakeByHand(node.number(), table);
      case 12 ->
        random.nextInt(2) == 0
            ? new Event.MakeBroken(node.number(), table)
            : new Event.MakeByHand(node.number(), table);
      default -> new Event.DropByHand(node.number(), table);
    };
  }

  /** The same without one event. */
  World withoutEvent(int index) {
    List<Event> fewer = new ArrayList<>(events);
    fewer.remove(index);
    return new World(nodes, fewer);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    nodes.forEach(node -> text.append("\n  ").append(node));
    events.forEach(event -> text.append("\n  ").append(event));
    return text.toString();
  }
}
