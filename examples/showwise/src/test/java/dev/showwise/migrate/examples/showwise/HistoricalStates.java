package dev.showwise.migrate.examples.showwise;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The states in which installations are found. */
final class HistoricalStates {

  /**
   * One state.
   *
   * @param name for people
   * @param build makes it in an empty installation
   */
  record State(String name, Consumer<Installation> build) {
    @Override
    public String toString() {
      return name;
    }
  }

  private HistoricalStates() {}

  static Stream<State> all() {
    List<State> states = new ArrayList<>();
    prefixes(states);
    halfRunScripts(states);
    roles(states);
    stageObjects(states);
    madeByTheApplication(states);
    surroundings(states);
    return states.stream();
  }

  /** Any selection of pieces, in the order in which the scripts would have made them. */
  static Stream<State> anySelectionOfPieces(int count) {
    return IntStream.range(0, count).mapToObj(seed -> {
      Random random = new Random(seed);
      Set<Piece> pieces = EnumSet.noneOf(Piece.class);
      for (Piece piece : Piece.values()) {
        if (random.nextBoolean()
            && (piece != Piece.CAST_USER || pieces.contains(Piece.CAST_MEMBER))) {
          pieces.add(piece);
        }
      }
      return new State("seed " + seed + ": " + pieces, i -> i.base().ran(List.copyOf(pieces)));
    });
  }

  private static void prefixes(List<State> states) {
    states.add(new State("an empty database", i -> i.sql("PRAGMA user_version = 0")));
    states.add(new State("base", Installation::base));
    states.add(new State("base, mi", i -> i.base().ran(Piece.MI)));
    states.add(new State("base to mi2", i -> i.base().ran(Piece.MI).ran(Piece.MI2)));
    states.add(new State(
        "base to usertags", i -> i.base().ran(Piece.MI).ran(Piece.MI2).ran(Piece.USERTAGS)));
    states.add(new State(
        "base to stageplan without its objects",
        i -> i.base().ran(Piece.MI).ran(Piece.MI2).ran(Piece.USERTAGS).ran(Piece.STAGEPLAN)));
    states.add(new State("all scripts", i -> i.base().allScripts()));
    states.add(
        new State("all scripts with all objects", i -> withObjects(i.base().allScripts(), 8)));
    states.add(new State(
        "all scripts and two_factor_auth", i -> i.base().allScripts().ran(Piece.TWO_FACTOR)));
    states.add(new State("base and two_factor_auth", i -> i.base().ran(Piece.TWO_FACTOR)));
  }

  private static void halfRunScripts(List<State> states) {
    states.add(new State("mi stopped after todo_item", i -> i.base().ran(Piece.TODO_ITEM)));
    states.add(new State("only cast_member of mi", i -> i.base().ran(Piece.CAST_MEMBER)));
    for (int made = 1; made < Piece.MI2.size(); made++) {
      List<Piece> begin = Piece.MI2.subList(0, made);
      states.add(new State(
          "mi2 stopped after " + begin.get(made - 1),
          i -> i.base().ran(Piece.MI).ran(begin)));
    }
    for (int made = 1; made < Piece.STAGEPLAN.size(); made++) {
      List<Piece> begin = Piece.STAGEPLAN.subList(0, made);
      states.add(new State(
          "stageplan stopped after " + begin.get(made - 1),
          i -> i.base().ran(Piece.MI).ran(Piece.MI2).ran(Piece.USERTAGS).ran(begin)));
    }
    states.add(
        new State("stageplan without designs", i -> i.base().ran(Piece.TEMPLATE, Piece.OBJECT)));
    states.add(new State(
        "mi3 run right after mi",
        i -> i.base()
            .ran(Piece.MI)
            .onlyMade(Piece.CAST_SCHEDULE, Piece.CAST_NOTE, Piece.TEMPLATE, Piece.DESIGN)
            .onlyMade(Piece.OBJECT, Piece.OAUTH, Piece.TWO_FACTOR)));
    states.add(new State(
        "mi3 run after a half-run mi: cast_member is the application's",
        i -> i.base()
            .ran(Piece.TODO_ITEM)
            .sql(Piece.CAST_MEMBER
                .made()
                .replace(
                    "PRIMARY KEY (id)",
                    "user_id INTEGER, PRIMARY KEY (id),"
                        + " FOREIGN KEY(user_id) REFERENCES user (id)"))
            .ran(Piece.OAUTH)));
  }

  private static void roles(List<State> states) {
    role(states, "some are cast already", "UPDATE user SET user_role = 'cast' WHERE id IN (7, 8)");
    role(states, "no role at all", "UPDATE user SET user_role = NULL");
    role(states, "some without a role", "UPDATE user SET user_role = NULL WHERE id % 5 = 0");
    role(
        states,
        "other roles, cast members among them",
        "UPDATE user SET user_role = 'admin' WHERE id IN (1, 7)",
        "UPDATE user SET user_role = 'director' WHERE id = 14",
        "UPDATE user SET user_role = '' WHERE id = 2",
        "UPDATE user SET user_role = 'Crew' WHERE id = 21");
    role(states, "all done right", "UPDATE user SET user_role = 'cast' WHERE is_cast = 1");
    role(states, "no cast member", "UPDATE user SET is_cast = 0");
    role(
        states, "is_cast unknown", "UPDATE user SET is_cast = NULL, user_role = NULL WHERE id < 9");
    states.add(
        new State("user_role without is_cast", i -> i.base().ran(Piece.MI).ran(Piece.USER_ROLE)));
    states.add(new State(
        "is_cast set, user_role not yet there", i -> i.base().ran(Piece.MI).ran(Piece.MI2)));
  }

  private static void role(List<State> states, String name, String... changes) {
    states.add(new State("roles: " + name, i -> i.base().allScripts().sql(changes)));
  }

  private static void stageObjects(List<State> states) {
    for (int count = 1; count < 8; count++) {
      int first = count;
      states.add(new State(
          first + " of the eight objects", i -> withObjects(i.base().ran(Piece.STAGEPLAN), first)));
    }
    states.add(new State(
        "objects from the middle, one of them twice",
        i -> i.base().ran(Piece.STAGEPLAN).object("Chair").object("Drum Kit").object("Chair")));
    states.add(new State(
        "an object that differs only in case",
        i -> i.base().ran(Piece.STAGEPLAN).object("speaker")));
  }

  private static void madeByTheApplication(List<State> states) {
    states.add(new State("made by the application", Installation::madeByTheApplication));
    states.add(new State(
        "made by the application, used",
        i -> withObjects(i.madeByTheApplication(), 3)
            .sql(
                "UPDATE user SET is_cast = id % 7 = 0, user_role = CASE WHEN id < 9 THEN 'crew' END",
                "INSERT INTO cast_member (actor_name, character_name, user_id) VALUES ('A', 'B', 7)",
                "INSERT INTO two_factor_auth (user_id, secret) VALUES (3, 'X')")));
    states.add(new State(
        "made by the application before mi2",
        i -> i.base()
            .ran(Piece.MI)
            .onlyMade(Piece.OAUTH)
            .sql(Piece.TWO_FACTOR.made().replace(" DEFAULT CURRENT_TIMESTAMP", ""))));
  }

  /** The same database among things that are none of the migrations' business. */
  private static void surroundings(List<State> states) {
    states.add(
        new State("write-ahead log", i -> i.base().ran(Piece.MI).sql("PRAGMA journal_mode = WAL")));
    states.add(new State(
        "write-ahead log left by a killed process",
        i -> i.base()
            .ran(Piece.MI)
            .ran(Piece.MI2)
            .killedAfter("INSERT INTO user (username, is_cast) VALUES ('only in the log', 1)")));
    states.add(new State(
        "views, triggers and indexes",
        i -> i.base()
            .ran(Piece.MI)
            .sql(
                "CREATE VIEW admins AS SELECT * FROM user WHERE is_admin",
                "CREATE VIEW busy AS SELECT u.username, t.title FROM user u"
                    + " JOIN todo_item t ON t.user_id = u.id",
                "CREATE TABLE audit (what TEXT)",
                "CREATE TRIGGER user_changed AFTER UPDATE ON user BEGIN"
                    + " INSERT INTO audit VALUES (old.username || '; changed'); END",
                "CREATE TRIGGER user_added AFTER INSERT ON user BEGIN"
                    + " UPDATE user SET created_at = '2026' WHERE id = new.id; SELECT 1; END",
                "CREATE INDEX ix_user_email ON user (email)",
                "CREATE INDEX ix_user_lower ON user (lower(username)) WHERE is_admin = 1",
                "CREATE UNIQUE INDEX ix_event ON event (title, event_date)",
                "INSERT INTO audit VALUES ('begin')")));
    states.add(new State(
        "views, triggers and indexes over all that the scripts made",
        i -> i.base()
            .allScripts()
            .sql(
                "CREATE VIEW cast_list AS SELECT username, user_role FROM user WHERE is_cast = 1",
                "CREATE TRIGGER role_changed AFTER UPDATE OF user_role ON user BEGIN"
                    + " INSERT INTO cast_note (event_id, content, created_by)"
                    + " VALUES (1, old.username || ' is ' || new.user_role, 'trigger'); END",
                "CREATE INDEX ix_role ON user (user_role)",
                "CREATE INDEX ix_object ON stage_plan_object (name)")));
    states.add(new State(
        "orphaned rows",
        i -> i.base()
            .ran(Piece.MI)
            .ran(Piece.TWO_FACTOR)
            .sql(
                "INSERT INTO todo_item (user_id, title) VALUES (999, 'nobody''s')",
                "INSERT INTO crew_assignment (event_id, crew_member) VALUES (998, 'ghost')",
                "INSERT INTO two_factor_auth (user_id, secret) VALUES (997, 'S')")));
    states.add(new State(
        "odd tables beside",
        i -> i.base()
            .sql(
                "CREATE TABLE \"odd \"\"na'me\"\" ünd [more]\" (\"a b\" BLOB, \"select\" ANY)",
                "INSERT INTO \"odd \"\"na'me\"\" ünd [more]\" VALUES (x'00ff', 1.5)",
                "CREATE TABLE counted (n INTEGER PRIMARY KEY AUTOINCREMENT, m GENERATED ALWAYS AS (n + 1))",
                "INSERT INTO counted (n) VALUES (41)",
                "CREATE TABLE keyed (k TEXT PRIMARY KEY, v) WITHOUT ROWID",
                "INSERT INTO keyed VALUES ('k', NULL)",
                "CREATE TABLE \"user_backup\" AS SELECT * FROM user")));
    states.add(new State(
        "more columns than ShowWise knows",
        i -> i.base()
            .ran(Piece.MI)
            .sql(
                "ALTER TABLE user ADD COLUMN shoe_size INTEGER DEFAULT 42",
                "ALTER TABLE todo_item ADD COLUMN colour VARCHAR(7) NOT NULL DEFAULT '#fff'")));
  }

  private static Installation withObjects(Installation installation, int count) {
    List<StageObject> objects = new ArrayList<>(List.of(StageObject.values()));
    Collections.reverse(objects);
    objects.subList(0, count).forEach(object -> installation.object(object.title()));
    return installation;
  }
}
