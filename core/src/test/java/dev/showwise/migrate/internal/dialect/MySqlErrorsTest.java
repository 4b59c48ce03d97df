package dev.showwise.migrate.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.spi.Dialect.ErrorKind;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MySqlErrorsTest {
  private final MariaDbDialect dialect = new MariaDbDialect();

  @ParameterizedTest
  @CsvSource({
    "1205, HY000, Lock wait timeout exceeded, BUSY",
    "1213, 40001, Deadlock found when trying to get lock, BUSY",
    "1020, HY000, Record has changed since last read, BUSY",
    "3572, HY000, Statement aborted because lock(s) could not be acquired, BUSY",
    "1047, 08S01, WSREP has not yet prepared node for application use, BUSY",
    "1040, 08004, Too many connections, BUSY",
    "1062, 23000, Duplicate entry '1' for key 'PRIMARY', DUPLICATE_KEY",
    "1586, 23000, Duplicate entry '1' for key 'a', DUPLICATE_KEY",
    "1146, 42S02, Table 'a.b' doesn't exist, NO_SUCH_TABLE",
    "1051, 42S02, Unknown table 'a.b', NO_SUCH_TABLE",
    "1290, HY000, running with the --read-only option, READ_ONLY",
    "1290, HY000, running with the --super-read-only option, READ_ONLY",
    "1290, HY000, running with the --secure-file-priv option, OTHER",
    "1792, 25006, Cannot execute statement in a READ ONLY transaction, READ_ONLY",
    "1836, HY000, Running in read-only mode, READ_ONLY",
    "1045, 28000, Access denied for user 'a'@'b', CANNOT_OPEN",
    "1044, 42000, Access denied for user 'a'@'b' to database 'c', CANNOT_OPEN",
    "1046, 3D000, No database selected, CANNOT_OPEN",
    "1049, 42000, Unknown database 'a', CANNOT_OPEN",
    "1142, 42000, CREATE command denied to user 'a'@'b' for table 'c'.'d', CANNOT_OPEN",
    "1227, 42000, Access denied; you need (at least one of) the SUPER privilege(s), CANNOT_OPEN",
    "1021, HY000, Disk full, FULL",
    "1114, HY000, The table 't' is full, FULL",
    "3675, HY000, Create table/tablespace failed as disk is full, FULL",
    "1030, HY000, Got error 28 from storage engine, FULL",
    "1030, HY000, Got error 168 from storage engine, OTHER",
    "1194, HY000, Table 't' is marked as crashed, DAMAGED",
    "1932, 42S02, Table 't' doesn't exist in engine, DAMAGED",
    "1053, 08S01, Server shutdown in progress, CONNECTION_LOST",
    "1927, 70100, Connection was killed, CONNECTION_LOST",
    "2006, HY000, Server has gone away, CONNECTION_LOST",
    "2013, HY000, Lost connection, CONNECTION_LOST",
    "4031, HY000, The client was disconnected because of inactivity, CONNECTION_LOST",
    "1158, 08S01, Got an error reading communication packets, CONNECTION_LOST",
    "0, 08000, Socket error, CONNECTION_LOST",
    "1064, 42000, You have an error in your SQL syntax, OTHER",
    "1048, 23000, Column 'a' cannot be null, OTHER",
    "1452, 23000, Cannot add or update a child row, OTHER"
  })
  void errors_are_told_apart_by_number_first(int code, String state, String text, ErrorKind kind) {
    SQLException error = new SQLException("(conn=3) " + text, state, code);

    assertThat(dialect.classify(error)).isEqualTo(kind);
    // a pool's own exception has no number
    assertThat(dialect.classify(new SQLException("wrapped", error))).isEqualTo(kind);
  }

  @Test
  void a_driver_that_gives_no_state_says_it_with_the_class() {
    assertThat(dialect.classify(new SQLNonTransientConnectionException("closed")))
        .isEqualTo(ErrorKind.CONNECTION_LOST);
    assertThat(dialect.classify(new SQLException((String) null))).isEqualTo(ErrorKind.OTHER);
  }

  @Test
  void a_driver_that_refuses_to_write_by_itself_says_it_in_words() {
    assertThat(dialect.classify(new SQLException("Connection is read-only. Queries …", "S1009")))
        .isEqualTo(ErrorKind.READ_ONLY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "CREATE command denied to user 'a'@'b' for table `crew`.`event` | CREATE on table `crew`.`event`",
        "SELECT, INSERT command denied to user 'a'@'b' for table 'e' | SELECT, INSERT on table 'e'",
        "EXECUTE command denied to user 'a'@'b' for routine 'c.p' | EXECUTE on routine 'c.p'",
        "Access denied; you need (at least one of) the SUPER, READ_ONLY ADMIN privilege(s) for this"
            + " operation | SUPER, READ_ONLY ADMIN",
        "Access denied for user 'a'@'b' to database 'crew' | any privilege on database 'crew'"
      })
  void a_missing_privilege_is_named(String message, String privilege) {
    assertThat(MySqlErrors.missingPrivilege(new SQLException(message, "42000", 1142)))
        .contains(privilege);
  }

  @Test
  void other_errors_miss_no_privilege() {
    assertThat(MySqlErrors.missingPrivilege(new SQLException(
            "Access denied for user 'a'@'b' (using password: YES)", "28000", 1045)))
        .isEmpty();
  }
}
