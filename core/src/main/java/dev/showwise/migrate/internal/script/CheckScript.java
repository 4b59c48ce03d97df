package dev.showwise.migrate.internal.script;

import dev.showwise.migrate.DatabaseView;
import dev.showwise.migrate.MigrationException.InvalidScript;
import dev.showwise.migrate.Presence;
import dev.showwise.migrate.internal.script.Script.Examined;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One query that tells whether a database has what a migration makes: true or a number other than 0 means all
 * of it, false, 0, NULL or no row means nothing.
 */
final class CheckScript {
  private final Script script;
  private final Examined examined;

  CheckScript(Script script) {
    this.script = script;
    this.examined = script.examine();
  }

  /** Why it cannot be asked. */
  Optional<InvalidScript> fault() {
    if (examined.fault().isPresent() || examined.statements() == 1) {
      return examined.fault();
    }
    return Optional.of(new InvalidScript(
        script.name(),
        1,
        1,
        "A check is one query, and this has " + examined.statements()
            + " statements. Nothing was executed."));
  }

  Presence presence(DatabaseView database) throws SQLException {
    if (fault().isPresent()) {
      // the plan has it
      return Presence.unknown();
    }
    List<Boolean> answers = new ArrayList<>();
    script.forEach(
        examined,
        (sql, position) -> answers.addAll(database.query(sql, row -> isTrue(row.getObject(1)))));
    if (answers.size() > 1) {
      throw new IllegalStateException(
          script.name() + " gave " + answers.size() + " rows, and a check gives one");
    }
    return answers.equals(List.of(true)) ? Presence.present() : Presence.absent();
  }

  private boolean isTrue(@Nullable Object answer) {
    if (answer == null) {
      return false;
    } else if (answer instanceof Boolean known) {
      return known;
    } else if (answer instanceof Number number) {
      return new BigDecimal(number.toString()).signum() != 0;
    }
    throw new IllegalStateException(
        script.name() + " gave neither a number nor true or false, which are what a check gives");
  }
}
