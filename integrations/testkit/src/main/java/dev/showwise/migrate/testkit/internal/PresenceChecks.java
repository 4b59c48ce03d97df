package dev.showwise.migrate.testkit.internal;

import dev.showwise.migrate.Presence;
import dev.showwise.migrate.ReversibleMigration;
import dev.showwise.migrate.testkit.DatabaseProvider;
import dev.showwise.migrate.testkit.internal.Stage.Rows;
import java.sql.SQLException;
import java.util.Locale;

/** What presence says is true: before, after, and after it was undone. */
public final class PresenceChecks {
  private final Subject subject;
  private final DatabaseProvider databases;

  /** On databases of one product. */
  public PresenceChecks(Subject subject, DatabaseProvider databases) {
    this.subject = subject;
    this.databases = databases;
  }

  /** Tries it. */
  public void run() throws SQLException {
    try (Stage stage = Stage.before(subject, databases, Rows.IN_ORDER)) {
      Presence before = stage.presence();
      stage.apply();
      Presence after = stage.presence();
      Subject.assume(
          !(before instanceof Presence.Unknown && after instanceof Presence.Unknown),
          subject.terms().choose("presence() is UNKNOWN", "there is no check script")
              + ", so a database that has the change already would not be recognised");
      require(stage, "before it is applied", before, before instanceof Presence.Absent, "ABSENT");
      require(stage, "after it was applied", after, after instanceof Presence.Present, "PRESENT");
      if (subject.migration() instanceof ReversibleMigration) {
        stage.revert();
        Presence reverted = stage.presence();
        // values that it changed on the way up may be right now
        boolean ok = reverted instanceof Presence.Absent
            || (subject.migration().declaredChanges().isEmpty()
                && !(reverted instanceof Presence.Partial));
        require(stage, "after it was reverted", reverted, ok, "ABSENT");
      }
    }
  }

  private void require(Stage stage, String moment, Presence said, boolean ok, String expected) {
    if (!ok) {
      throw Review.of(subject.className() + ": presence lies " + moment)
          .what(subject.terms().presence() + " says " + inWords(said) + " " + moment
              + "; it should be " + expected + ".")
          .where(stage.product() + ", in " + subject.terms().presence())
          .toDo(subject
              .terms()
              .choose(
                  "Let presence() look for everything that apply() makes: ABSENT if nothing of it is"
                      + " there, PRESENT if all is. Leave it as it is inherited, and it is made from"
                      + " declaredChanges().",
                  "Let the check script look for everything that the script makes: 0 as long as"
                      + " something of it is missing, another number if all is there."))
          .failure();
    }
  }

  /** The answer with what it names. */
  static String inWords(Presence presence) {
    String word = presence.word().toUpperCase(Locale.ROOT);
    if (presence instanceof Presence.Incomplete incomplete) {
      return word + " " + incomplete.missing();
    } else if (presence instanceof Presence.Partial partial) {
      return word + " " + partial.differences();
    }
    return word;
  }
}
