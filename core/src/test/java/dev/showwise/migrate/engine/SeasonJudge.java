package dev.showwise.migrate.engine;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

/**
 * Says what is true of a database of the {@link Season}, from its schema, its rows and its history, over
 * a connection of its own and without any code of the engine.
 *
 * @param states of each migration, by its name
 * @param last the last row of the history for each migration that has one, without attempts that did
 *     nothing
 * @param events every row of the history: {@code people APPLIED}
 */
record SeasonJudge(Map<String, State> states, Map<String, Row> last, List<String> events) {
  /** How much of a migration is there. */
  enum State {
    BEFORE,
    HALF,
    AFTER
  }

  /** What the history says last. */
  record Row(String event, String direction, int ordinal) {
    boolean isSettled() {
      return isDone() || isUndone();
    }

    /** An attempt that did nothing leaves a migration what it was. */
    boolean isNothing() {
      return ordinal == 0 && (event.equals("FAILED") || event.equals("INTERRUPTED"));
    }

    boolean isDone() {
      return event.equals("APPLIED")
          || event.equals("ADOPTED")
          || (event.equals("REPAIRED") && direction.equals("UP"));
    }

    boolean isUndone() {
      return event.equals("REVERTED") || (event.equals("REPAIRED") && direction.equals("DOWN"));
    }
  }

  static SeasonJudge of(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection()) {
      return new Court(connection).judge();
    }
  }

  /** The migrations that are there, as the history says. */
  Set<String> done() {
    Set<String> done = new TreeSet<>();
    last.forEach((name, row) -> {
      if (row.isDone()) {
        done.add(name);
      }
    });
    return done;
  }

  /** The migrations of which the history says neither that they are there nor that they are not. */
  Set<String> unfinished() {
    Set<String> unfinished = new TreeSet<>();
    last.forEach((name, row) -> {
      if (!row.isSettled()) {
        unfinished.add(name);
      }
    });
    return unfinished;
  }

  /**
   * What the history says and is not so; nothing if all is well.
   *
   * @param stepwise the migrations that may be half there, if the history says that they are not finished
   */
  List<String> contradictions(Set<String> stepwise) {
    List<String> all = new ArrayList<>();
    for (String name : Season.NAMES) {
      State state = states.get(name);
      Optional<Row> row = Optional.ofNullable(last.get(name));
      if (name.equals("seats")) {
        // it was there before everything
        check(all, state == State.AFTER, name, state, row);
      } else if (row.isEmpty() || row.get().isUndone()) {
        check(all, state == State.BEFORE, name, state, row);
      } else if (row.get().isDone()) {
        check(all, state == State.AFTER, name, state, row);
      } else {
        check(all, stepwise.contains(name), name, state, row);
      }
    }
    return all;
  }

  private static void check(
      List<String> all, boolean isRight, String name, State state, Optional<Row> row) {
    if (!isRight) {
      all.add(name + " is " + state + ", and the history says "
          + row.map(Row::toString).orElse("nothing"));
    }
  }

  /** Looks at one database. */
  private record Court(Connection connection) {
    SeasonJudge judge() throws SQLException {
      Map<String, State> states = new LinkedHashMap<>();
      states.put("seats", is(rows("SELECT id, label FROM seat ORDER BY id").equals("1 A1, 2 A2")));
      boolean hasPeople = hasTable("person");
      states.put("people", of(hasPeople, hasPeople && hasIndex("person", "person_by_name")));
      states.put("notes", notes(hasPeople));
      states.put("shoes", shoes(hasPeople && hasColumn("person", "shoe_size")));
      boolean hasLog = hasTable("log_entry");
      states.put(
          "log",
          of(hasLog, hasLog && rows("SELECT id FROM log_entry ORDER BY id").equals("1, 2")));
      List<String> events = new ArrayList<>();
      Map<String, Row> last = hasTable("migration_history") ? history(events) : Map.of();
      return new SeasonJudge(states, last, events);
    }

    private static State is(boolean wanted) {
      return wanted ? State.AFTER : State.HALF;
    }

    private static State of(boolean isBegun, boolean isWhole) {
      return isWhole ? State.AFTER : isBegun ? State.HALF : State.BEFORE;
    }

    private State notes(boolean hasPeople) throws SQLException {
      boolean hasNotes = hasTable("note");
      String people = hasPeople ? rows("SELECT name FROM person ORDER BY name") : "";
      boolean isWhole = hasNotes
          && rows("SELECT id, words FROM note ORDER BY id").equals("1 first, 2 second")
          && people.equals("first, second");
      return of(hasNotes || !people.isEmpty(), isWhole);
    }

    private State shoes(boolean hasColumn) throws SQLException {
      return of(
          hasColumn,
          hasColumn && rows("SELECT name FROM person WHERE shoe_size IS NULL").isEmpty());
    }

    private Map<String, Row> history(List<String> events) throws SQLException {
      Map<String, Row> last = new LinkedHashMap<>();
      Map<String, Row> settled = new LinkedHashMap<>();
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(
              "SELECT name, event, direction, ordinal FROM migration_history ORDER BY seq")) {
        while (rows.next()) {
          String name = rows.getString(1);
          Row row = new Row(rows.getString(2), rows.getString(3), rows.getInt(4));
          events.add(name + " " + row.event());
          if (row.isNothing()) {
            row = settled.get(name);
          } else if (row.isSettled()) {
            settled.put(name, row);
          }
          last.remove(name);
          if (row != null) {
            last.put(name, row);
          }
        }
      }
      return last;
    }

    private boolean hasTable(String name) throws SQLException {
      return has(metaData().getTables(catalog(), schema(), spelled(name), null), 3, name);
    }

    private boolean hasColumn(String table, String name) throws SQLException {
      return has(metaData().getColumns(catalog(), schema(), spelled(table), null), 4, name);
    }

    private boolean hasIndex(String table, String name) throws SQLException {
      return has(
          metaData().getIndexInfo(catalog(), schema(), spelled(table), false, true), 6, name);
    }

    private DatabaseMetaData metaData() throws SQLException {
      return connection.getMetaData();
    }

    private String catalog() throws SQLException {
      return connection.getCatalog();
    }

    private String schema() throws SQLException {
      return connection.getSchema();
    }

    private String spelled(String name) throws SQLException {
      return metaData().storesUpperCaseIdentifiers() ? name.toUpperCase(Locale.ROOT) : name;
    }

    private static boolean has(ResultSet found, int column, String name) throws SQLException {
      try (found) {
        boolean has = false;
        while (found.next()) {
          has |= name.equalsIgnoreCase(found.getString(column));
        }
        return has;
      }
    }

    private String rows(String query) throws SQLException {
      List<String> all = new ArrayList<>();
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(query)) {
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
          List<String> values = new ArrayList<>();
          for (int i = 1; i <= columns; i++) {
            values.add(rows.getString(i));
          }
          all.add(String.join(" ", values));
        }
      }
      return String.join(", ", all);
    }
  }
}
