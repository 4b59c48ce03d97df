package dev.showwise.migrate.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.spi.Dialect.ErrorKind;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MySqlErrorsTest {
  private final MariaDbDialect dialect = new MariaDbDialect();

  @ParameterizedTest
  @CsvSource({
    "1205, HY000, Lock wait timeout exceeded, BUSY",
    "1213, 40001, Deadlock found when trying to get lock, CONFLICT",
    "1020, HY000, Record has changed since last read, CONFLICT",
    "3572, HY000, Statement aborted because lock(s) could not be acquired, BUSY",
    "1047, 08S01, WSREP has not yet prepared node for application use, CANNOT_OPEN",
    "1040, 08004, Too many connections, CANNOT_OPEN",
    "1143, 42000, SELECT command denied to user 'a'@'b' for column 'c' in table 'd', MISSING_PRIVILEGE",
    "1370, 42000, execute command denied to user 'a'@'b' for routine 'c.p', MISSING_PRIVILEGE",
    "1095, HY000, You are not owner of thread 7, MISSING_PRIVILEGE",
    "1419, HY000, You do not have the SUPER privilege and binary logging is enabled, MISSING_PRIVILEGE",
    "0, 40001, Deadlock, CONFLICT",
    "1317, 70100, Query execution was interrupted, CANCELLED",
    "3024, HY000, maximum statement execution time exceeded, CANCELLED",
    "1969, 70100, Query execution was interrupted (max_statement_time exceeded), CANCELLED",
    "1062, 23000, Duplicate entry '1' for key 'PRIMARY', DUPLICATE_KEY",
    "1050, 42S01, Table 't' already exists, ALREADY_EXISTS",
    "1007, HY000, Can't create database 'd'; database exists, ALREADY_EXISTS",
    "1061, 42000, Duplicate key name 's', ALREADY_EXISTS",
    "1060, 42S21, Duplicate column name 'b', OTHER",
    "1304, 42000, PROCEDURE p already exists, ALREADY_EXISTS",
    "1359, HY000, Trigger already exists, ALREADY_EXISTS",
    "1537, HY000, Event 'e' already exists, ALREADY_EXISTS",
    "1826, HY000, Duplicate foreign key constraint name 'f', ALREADY_EXISTS",
    "3822, HY000, Duplicate check constraint name 'c', ALREADY_EXISTS",
    "1005, HY000, Can't create table `d`.`u` (errno: 121 \"Duplicate key on write or update\"), ALREADY_EXISTS",
    "1005, HY000, Can't create table `d`.`u` (errno: 150 \"Foreign key constraint is incorrectly formed\"), OTHER",
    "1586, 23000, Duplicate entry '1' for key 'a', DUPLICATE_KEY",
    "1146, 42S02, Table 'a.b' doesn't exist, NO_SUCH_TABLE",
    "1051, 42S02, Unknown table 'a.b', NO_SUCH_TABLE",
    "1290, HY000, running with the --read-only option, READ_ONLY",
    "1290, HY000, running with the --super-read-only option, READ_ONLY",
    "1290, HY000, running with the --secure-file-priv option, OTHER",
    "1792, 25006, Cannot execute statement in a READ ONLY transaction, READ_ONLY",
    "1836, HY000, Running in read-only mode, READ_ONLY",
    "1045, 28000, Access denied for user 'a'@'b', CANNOT_OPEN",
    "1044, 42000, Access denied for user 'a'@'b' to database 'c', MISSING_PRIVILEGE",
    "1046, 3D000, No database selected, CANNOT_OPEN",
    "1049, 42000, Unknown database 'a', CANNOT_OPEN",
    "1142, 42000, CREATE command denied to user 'a'@'b' for table 'c'.'d', MISSING_PRIVILEGE",
    "1227, 42000, Access denied; you need (at least one of) the SUPER privilege(s), MISSING_PRIVILEGE",
    "1021, HY000, Disk full, FULL",
    "1114, HY000, The table 't' is full, FULL",
    "3675, HY000, Create table/tablespace failed as disk is full, FULL",
    "1030, HY000, Got error 28 from storage engine, FULL",
    "1030, HY000, Got error 168 from storage engine, INPUT_OUTPUT",
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

  @Test
  void a_driver_that_ended_a_statement_itself_says_it_with_the_class() {
    assertThat(dialect.classify(new SQLTimeoutException("Statement cancelled due to timeout")))
        .isEqualTo(ErrorKind.CANCELLED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "1142 | CREATE command denied to user 'a'@'b' for table `crew`.`event` | CREATE TABLE event (a INT)"
            + " | CREATE on table `crew`.`event`",
        "1142 | SELECT, INSERT command denied to user 'a'@'b' for table 'e' | ~~ | SELECT, INSERT on table 'e'",
        "1142 | GRANT command denied to user 'a'@'b' for table 'e' | ~~ | GRANT OPTION on table 'e'",
        "1142 | INSERT command denied to user 'a'@'b' for table 'e'~nQuery is: INSERT INTO e VALUES ('secret')"
            + " | ~~ | INSERT on table 'e'",
        "1143 | SELECT command denied to user 'a'@'b' for column 'c' in table 't' | ~~"
            + " | SELECT on column 'c' in table 't'",
        "1370 | alter routine command denied to user 'a'@'b' for routine 'c.p' | ~~"
            + " | ALTER ROUTINE on routine 'c.p'",
        "1227 | Access denied; you need (at least one of) the SUPER, READ_ONLY ADMIN privilege(s) for"
            + " this operation | ~~ | SUPER, READ_ONLY ADMIN",
        "1044 | Access denied for user 'a'@'b' to database 'crew' | ~~ | any privilege on database 'crew'",
        "1044 | Access denied for user 'a'@'b' to database 'crew' | USE crew"
            + " | any privilege on database 'crew'",
        "1044 | Access denied for user 'a'@'b' to database 'crew' | create database crew"
            + " | CREATE on database 'crew'",
        "1044 | Access denied for user 'a'@'b' to database 'crew' | DROP SCHEMA crew | DROP on database 'crew'",
        "1044 | Access denied for user 'a'@'b' to database 'crew' | LOCK TABLES t WRITE"
            + " | LOCK TABLES on database 'crew'",
        "1044 | Access denied for user 'a'@'b' to database 'crew' | CREATE TEMPORARY TABLE t (a INT)"
            + " | CREATE TEMPORARY TABLES on database 'crew'",
        "1044 | Access denied for user 'a'@'b' to database 'crew' | CREATE DEFINER = x PROCEDURE event()"
            + " SELECT 1 | CREATE ROUTINE on database 'crew'",
        "1044 | Access denied for user 'a'@'b' to database 'crew' | DROP EVENT e | EVENT on database 'crew'",
        "1095 | You are not owner of thread 7 | KILL 7"
            + " | the right to end sessions of others (CONNECTION_ADMIN, CONNECTION ADMIN or SUPER)",
        "1419 | You do not have the SUPER privilege and binary logging is enabled | ~~"
            + " | SUPER, or log_bin_trust_function_creators turned on",
        "1142 | Kein Zugriff | ~~ | a privilege that the server describes so: Kein Zugriff"
      })
  void a_missing_privilege_is_named(int code, String message, String sql, String privilege) {
    SQLException error = new SQLException(message.replace("~n", "\n"), "42000", code);

    assertThat(dialect.missingPrivilege(error, sql)).contains(privilege);
    assertThat(dialect.missingPrivilege(new SQLException("wrapped", error), sql))
        .contains(privilege);
  }

  @Test
  void other_errors_miss_no_privilege() {
    assertThat(dialect.missingPrivilege(
            new SQLException("Access denied for user 'a'@'b' (using password: YES)", "28000", 1045),
            "SELECT 1"))
        .isEmpty();
    assertThat(dialect.missingPrivilege(
            new SQLException(
                "Duplicate entry 'a command denied to user b for table c'", "23000", 1062),
            ""))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "(conn=4) Duplicate entry 'a' for key 's' | (conn=4) Duplicate entry '…' for key 's'",
        "Duplicate entry 'O'B for key 'x' for key 'user.name' | Duplicate entry '…' for key 'user.name'",
        "Incorrect integer value: 'it's' for column `d`.`t`.`id` at row 1"
            + " | Incorrect integer value: '…' for column `d`.`t`.`id` at row 1",
        "Truncated incorrect INTEGER value: 'a' | Truncated incorrect INTEGER value: '…'",
        "Invalid utf8mb4 character string: 'a' | Invalid utf8mb4 character string: '…'",
        "Illegal DOUBLE 'x' value found during parsing | Illegal DOUBLE '…' value found during parsing",
        "Data too long for column 'a' at row 1 | Data too long for column 'a' at row 1",
        "No such thing~nQuery is: INSERT INTO t VALUES (?), parameters ['secret'] | No such thing",
        "Table 't' already exists | Table 't' already exists"
      })
  void a_message_has_no_values_of_rows(String message, String shown) {
    assertThat(dialect.messageOf(new SQLException(message.replace("~n", "\n")))).isEqualTo(shown);
  }

  @Test
  void a_message_that_is_not_there_is_the_name_of_the_error() {
    assertThat(dialect.messageOf(new SQLTimeoutException((String) null)))
        .isEqualTo("java.sql.SQLTimeoutException");
  }

  @Test
  void what_was_under_way_when_the_driver_connected_anew_is_lost() {
    SQLException anew = new java.sql.SQLTransientConnectionException(
        "Driver has reconnect connection after a communications failure with h", "25S03");

    assertThat(MySqlErrors.classify(anew)).isEqualTo(ErrorKind.CONNECTION_LOST);
    assertThat(MySqlErrors.classify(new SQLException("in a pool's wrapping", anew)))
        .isEqualTo(ErrorKind.CONNECTION_LOST);
  }
}
