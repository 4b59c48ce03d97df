package dev.showwise.migrate.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.servers.ServerKind;
import dev.showwise.migrate.spi.Dialect.ErrorKind;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class MariaDbFailuresTest extends MySqlFamilyFailures {
  MariaDbFailuresTest() {
    super(new MariaDbDialect(), ServerKind.MARIADB);
  }

  @Test
  void a_row_that_changed_since_it_was_read_is_a_conflict() throws SQLException {
    db.execute(
        "SET innodb_snapshot_isolation = ON",
        "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ",
        "BEGIN");
    db.query("SELECT * FROM person");
    other.execute("UPDATE person SET name = 'c' WHERE id = 1");

    assertThat(failing.kind(db, "UPDATE person SET name = 'd' WHERE id = 1"))
        .isEqualTo(ErrorKind.CONFLICT);
  }

  @Test
  void a_statement_that_took_too_long_is_cancelled() throws SQLException {
    db.execute("SET max_statement_time = 0.1");

    assertThat(failing.kind(db, "UPDATE person SET name = SLEEP(20) WHERE id = 1"))
        .isEqualTo(ErrorKind.CANCELLED);
  }
}
