package dev.showwise.migrate;

import dev.showwise.migrate.schema.ChangeState;
import dev.showwise.migrate.schema.Schema;
import dev.showwise.migrate.schema.SchemaChange;
import dev.showwise.migrate.schema.SchemaDifference;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How far a database already has what a migration makes. It is what makes an existing one welcome. */
public sealed interface Presence {

  /** A word for people and programs: {@code absent}, {@code present}, … */
  String word();

  /** Nothing of it is there: the migration runs. */
  record Absent() implements Presence {
    @Override
    public String word() {
      return "absent";
    }
  }

  /** All of it is there: the migration is adopted, nothing is executed. */
  record Present() implements Presence {
    @Override
    public String word() {
      return "present";
    }
  }

  /**
   * Whole pieces of it are missing (a table, an added column, rows): the migration runs and adds
   * them.
   *
   * @param missing each missing piece, in words
   */
  record Incomplete(List<String> missing) implements Presence {
    /** Copies the list. */
    public Incomplete {
      missing = List.copyOf(missing);
    }

    @Override
    public String word() {
      return "incomplete";
    }
  }

  /**
   * Something of it is there but is different. The run stops and changes nothing: only a person can
   * tell what is right.
   *
   * @param differences each difference, in words
   */
  record Partial(List<String> differences) implements Presence {
    /** Copies the list. */
    public Partial {
      differences = List.copyOf(differences);
    }

    @Override
    public String word() {
      return "partial";
    }
  }

  /** It cannot be told: the migration runs. */
  record Unknown() implements Presence {
    @Override
    public String word() {
      return "unknown";
    }
  }

  /** Nothing of it is there. */
  static Presence absent() {
    return new Absent();
  }

  /** All of it is there. */
  static Presence present() {
    return new Present();
  }

  /** It cannot be told. */
  static Presence unknown() {
    return new Unknown();
  }

  /**
   * Judges from declared changes. Changes that build on each other are judged together: a table that
   * one creates and another then alters is expected as it is at the end.
   *
   * @param changes in order; without any the answer is {@link Unknown}
   * @throws SQLException if the schema cannot be read
   */
  static Presence of(List<SchemaChange> changes, Schema schema) throws SQLException {
    if (changes.isEmpty()) {
      return unknown();
    }
    List<String> missing = new ArrayList<>();
    List<String> differences = new ArrayList<>();
    int done = 0;
    for (ChangeState state : schema.compareAll(changes)) {
      if (state instanceof ChangeState.Done) {
        done++;
      } else if (state instanceof ChangeState.NotDone notDone) {
        missing.add(notDone.missing().message());
      } else if (state instanceof ChangeState.Different different) {
        differences.addAll(different.differences().stream()
            .map(SchemaDifference::message)
            .collect(Collectors.toList()));
      }
    }
    if (!differences.isEmpty()) {
      return new Partial(differences);
    } else if (missing.isEmpty()) {
      return present();
    }
    return done == 0 ? absent() : new Incomplete(missing);
  }
}
