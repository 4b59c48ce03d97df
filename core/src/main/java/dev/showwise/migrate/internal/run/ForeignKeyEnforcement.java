package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.spi.Dialect;
import dev.showwise.migrate.spi.Dialect.ForeignKeySwitch;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * Whether a session enforces foreign keys, where it can be told to. Where it does, dropping a table deletes
 * the rows that refer to it, and no check sees it afterwards; the engine compares violations before and
 * after instead.
 */
final class ForeignKeyEnforcement {
  private final Connection connection;
  private final Optional<ForeignKeySwitch> control;
  private Optional<Boolean> before = Optional.empty();

  ForeignKeyEnforcement(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.control = dialect.foreignKeySwitch();
  }

  /** Turns it off, unless that was done already. */
  void suspend() throws SQLException {
    if (control.isEmpty() || before.isPresent()) {
      return;
    }
    boolean enforced;
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(control.get().query())) {
      enforced = result.next() && result.getInt(1) == 1;
    }
    before = Optional.of(enforced);
    if (enforced) {
      execute(control.get().off());
    }
  }

  /**
   * Sets it as it was before it was suspended. To be called also after statements of an author that may
   * have set it, as those outside a transaction may.
   */
  void restore() throws SQLException {
    if (control.isPresent() && before.isPresent()) {
      execute(before.get() ? control.get().on() : control.get().off());
      before = Optional.empty();
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
