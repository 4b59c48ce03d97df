package dev.showwise.migrate.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.spi.Dialect.StatementCheck;
import dev.showwise.migrate.spi.Dialect.StatementCheck.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MySqlStatementsTest {
  private final MariaDbDialect dialect = new MariaDbDialect();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "SELECT 1;",
        "SELECT 1;;; ",
        "; SELECT 1",
        "SELECT 1; -- done",
        "SELECT 1; # done; COMMIT",
        "SELECT 1; /* done; really */",
        "SELECT 1 /* never closed ; COMMIT",
        "-- COMMIT;\nSELECT 1",
        "--\nSELECT 1",
        "SELECT 5--1, 5 --\t; COMMIT",
        "SELECT 1 /*+ NO_INDEX_MERGE(t) */",
        "SELECT ';'",
        "SELECT 'it''s; COMMIT'",
        "SELECT 'it\\'s; COMMIT'",
        "SELECT 'a\\\\', ';'",
        "SELECT \"a;\"\"b\\\";\" FROM t",
        "SELECT `a;``b\\` FROM t",
        "SELECT x'3b', b'1', N';', _utf8mb4';'",
        "SELECT 'never closed; COMMIT",
        "SELECT ?, @a, @@version, @`a;b`, 1e-5, .5, 0x1F",
        "SELECT a.commit, `rollback` FROM t",
        "SELECT * FROM 2fa; ",
        "(SELECT 1) UNION (SELECT 2)",
        "INSERT INTO `begin` VALUES ('BEGIN')",
        "INSERT INTO t VALUES (CASE WHEN 1 THEN 2 ELSE 3 END)",
        "UPDATE t SET a = IF(b, 1, 2)",
        "WITH a AS (SELECT 1) SELECT * FROM a",
        "LOAD DATA LOCAL INFILE 'f' INTO TABLE t",
        "CREATE TEMPORARY TABLE t (a INT)",
        "CREATE OR REPLACE TEMPORARY TABLE t (a INT)",
        "DROP TEMPORARY TABLE t",
        "ANALYZE FORMAT=JSON SELECT 1",
        "EXPLAIN SELECT 1",
        "DO GET_LOCK('mine', 0)",
        "SELECT RELEASE_LOCK('mine')",
        "SELECT 'RELEASE_ALL_LOCKS()', release_all_locks FROM t",
        "SET @autocommit = 1",
        "SET NAMES utf8mb4",
        "SET foreign_key_checks = 0, unique_checks = 0",
        "SET SESSION sql_mode = 'STRICT_ALL_TABLES'",
        "SET GLOBAL autocommit = 1",
        "SET @@global.sql_log_bin = 1",
        "SET STATEMENT max_statement_time = 5 FOR UPDATE t SET a = 1",
        "/*!40101 SET NAMES utf8mb4 */",
        "PREPARE s FROM 'ALTER TABLE t ADD a INT'",
        "PREPARE s FROM @text",
        "DEALLOCATE PREPARE s",
        "SIGNAL SQLSTATE '45000'",
        "COMMITTED",
        "nonsense is for the server to refuse"
      })
  void an_ordinary_statement_may_be_sent_anywhere(String sql) {
    assertThat(dialect.check(sql)).isEqualTo(new StatementCheck(Kind.ORDINARY, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BEGIN",
        "begin work",
        "START TRANSACTION",
        "START TRANSACTION READ ONLY",
        "COMMIT",
        "Commit;",
        "ROLLBACK",
        "ROLLBACK TO SAVEPOINT a",
        "SAVEPOINT a",
        "RELEASE SAVEPOINT a",
        "XA START 'x'",
        "-- harmless\nCOMMIT",
        "# harmless\nCOMMIT",
        "/* harmless */ COMMIT",
        "/*! COMMIT */",
        "/*!50003 COMMIT */;",
        "/*M!100500 COMMIT */",
        ";;COMMIT",
        "COMMIT/**/",
        "SET STATEMENT max_statement_time = 5 FOR COMMIT",
        "PREPARE s FROM 'COMMIT'",
        "EXECUTE IMMEDIATE 'ROLLBACK'",
        "BEGIN NOT ATOMIC INSERT INTO t VALUES (1); COMMIT; END",
        "IF (SELECT 1) THEN ROLLBACK; END IF",
        "BEGIN NOT ATOMIC ROLLBACK; END",
        "BEGIN NOT ATOMIC BEGIN SAVEPOINT a; END; END"
      })
  void transaction_control_is_refused(String sql) {
    StatementCheck check = dialect.check(sql);

    assertThat(check.kind()).isEqualTo(Kind.REFUSED);
    assertThat(check.reason())
        .contains("would begin or end a transaction", "belong to the engine", "Leave");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET autocommit = 1",
        "SET @@autocommit = 1",
        "SET @@session.autocommit = 1",
        "SET LOCAL autocommit := 1",
        "set @a = 1, Autocommit=0",
        "SET @a = IF(1, 2, 3), SESSION completion_type = 2",
        "SET tx_isolation = 'READ-COMMITTED'",
        "SET SESSION TRANSACTION ISOLATION LEVEL SERIALIZABLE",
        "SET TRANSACTION READ ONLY"
      })
  void settings_of_transactions_are_refused(String sql) {
    StatementCheck check = dialect.check(sql);

    assertThat(check.kind()).isEqualTo(Kind.REFUSED);
    assertThat(check.reason()).contains("transactions", "Leave the statement out");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"SET wsrep_on = 0", "SET SESSION sql_log_bin = 0", "SET wsrep_osu_method='RSU'"})
  void settings_that_keep_changes_from_other_servers_are_refused(String sql) {
    StatementCheck check = dialect.check(sql);

    assertThat(check.kind()).isEqualTo(Kind.REFUSED);
    assertThat(check.reason()).contains("from the other servers", "SET STATEMENT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET NAMES latin1",
        "SET NAMES 'latin1' COLLATE 'latin1_swedish_ci'",
        "/*!40101 SET NAMES latin1 */",
        "SET CHARACTER SET cp1252",
        "SET @@session.character_set_client = latin1",
        "SET time_zone = '+00:00', character_set_results = 'ucs2'",
        "SET sql_select_limit = 1"
      })
  void what_would_make_the_history_another_one_is_refused(String sql) {
    assertThat(dialect.check(sql).kind()).isEqualTo(StatementCheck.Kind.REFUSED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET NAMES utf8 COLLATE utf8_general_ci",
        "SET NAMES DEFAULT",
        "SET CHARACTER SET 'utf8mb4'",
        "/*!40101 SET CHARACTER_SET_CLIENT=@OLD_CHARACTER_SET_CLIENT */",
        "SET character_set_client = utf8mb3",
        "SET character_set_results = NULL"
      })
  void texts_in_utf_8_are_what_they_are(String sql) {
    assertThat(dialect.check(sql).reason()).isEmpty();
  }

  @Test
  void a_mode_in_which_texts_are_read_otherwise_is_refused() {
    StatementCheck check = dialect.check("SET sql_mode = 'STRICT_ALL_TABLES,NO_BACKSLASH_ESCAPES'");

    assertThat(check.kind()).isEqualTo(Kind.REFUSED);
    assertThat(check.reason()).contains("backslashes", "default mode");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LOCK TABLES t WRITE",
        "UNLOCK TABLES",
        "LOCK INSTANCE FOR BACKUP",
        "FLUSH TABLES WITH READ LOCK",
        "FLUSH TABLES t FOR EXPORT"
      })
  void locks_of_tables_are_refused(String sql) {
    StatementCheck check = dialect.check(sql);

    assertThat(check.kind()).isEqualTo(Kind.REFUSED);
    assertThat(check.reason()).contains("its own history table", "Leave the statement out");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT RELEASE_ALL_LOCKS()",
        "DO release_all_locks ( )",
        "SET @a = RELEASE_ALL_LOCKS()",
        "EXECUTE IMMEDIATE 'DO RELEASE_ALL_LOCKS()'"
      })
  void a_call_that_would_release_the_engines_lock_is_refused(String sql) {
    StatementCheck check = dialect.check(sql);

    assertThat(check.kind()).isEqualTo(Kind.REFUSED);
    assertThat(check.reason()).contains("is alive", "RELEASE_LOCK");
  }

  @Test
  void another_database_is_named_and_not_chosen() {
    StatementCheck check = dialect.check("USE other");

    assertThat(check.kind()).isEqualTo(Kind.REFUSED);
    assertThat(check.reason()).contains("other.event");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELIMITER //",
        "delimiter $$\nCREATE PROCEDURE p() BEGIN SELECT 1; END$$",
        "DROP PROCEDURE IF EXISTS p; DELIMITER //\nCREATE PROCEDURE p() BEGIN SELECT 1; END//"
      })
  void a_command_of_the_client_program_is_explained(String sql) {
    StatementCheck check = dialect.check(sql);

    assertThat(check.kind()).isEqualTo(Kind.REFUSED);
    assertThat(check.reason()).contains("mysql and mariadb programs", "is one statement");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1; SELECT 2",
        "SELECT 1;SELECT 2;",
        "SELECT '\\\\'; COMMIT",
        "SELECT ''';'; COMMIT",
        "SELECT 5--1; COMMIT",
        "SELECT 1; -- first\n DROP TABLE t",
        "SELECT 1; /*! COMMIT */",
        "SELECT 1 /*! ; COMMIT */",
        "SELECT 1 # ;\n; COMMIT",
        "INSERT INTO t (`begin`) VALUES (1); COMMIT",
        "CREATE TABLE t (event INT); COMMIT",
        "CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW SET NEW.a = 1; COMMIT",
        "CREATE PROCEDURE p() BEGIN SELECT 1; END; COMMIT",
        "CREATE PROCEDURE p() BEGIN IF 1 THEN SELECT IF(1, 2, 3); END IF; END; SELECT 1",
        "CREATE PROCEDURE p() BEGIN SELECT CASE WHEN 1 THEN 2 END; END; SELECT 1"
      })
  void a_second_statement_in_the_text_is_refused(String sql) {
    StatementCheck check = dialect.check(sql);

    assertThat(check.kind()).isEqualTo(Kind.REFUSED);
    assertThat(check.reason()).contains("more than one statement", "call of its own");
  }

  @Test
  void the_second_statement_is_named_by_its_verb_and_place_without_its_values() {
    String reason = dialect.check("SELECT 1; insert into t values ('secret')").reason();

    assertThat(reason).contains("'INSERT', begins at position 11").doesNotContain("secret");
    assertThat(dialect.check("SELECT 1; 'secret'").reason()).doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", ";", ";;\n;", "-- nothing", "# x", "/* nothing */", "/* open", "/*! */"})
  void a_text_without_a_statement_is_refused(String sql) {
    StatementCheck check = dialect.check(sql);

    assertThat(check.kind()).isEqualTo(Kind.REFUSED);
    assertThat(check.reason()).contains("no statement", "nothing but comments", "Leave the call");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE t (a INT)",
        "create or replace table t (a int)",
        "CREATE TABLE t (a INT) AS SELECT 1 AS a",
        "ALTER TABLE t ADD COLUMN b INT",
        "DROP TABLE IF EXISTS t",
        "RENAME TABLE a TO b",
        "TRUNCATE t",
        "GRANT SELECT ON t TO a",
        "ANALYZE TABLE t",
        "OPTIMIZE TABLE t",
        "FLUSH PRIVILEGES",
        "LOAD INDEX INTO CACHE t",
        "SET PASSWORD FOR a = 'x'",
        "CALL p()",
        "{call p(?)}",
        "{? = call f(?)}",
        "EXECUTE s",
        "EXECUTE IMMEDIATE 'CREATE TABLE t (a INT)'",
        "SET STATEMENT lock_wait_timeout = 1 FOR ALTER TABLE t ADD a INT",
        "/*!50003 CREATE TABLE t (a INT) */",
        "BEGIN NOT ATOMIC INSERT INTO t VALUES (1); INSERT INTO t VALUES (2); END",
        "FOR i IN 1..3 DO INSERT INTO t VALUES (i); END FOR"
      })
  void what_commits_by_itself_may_be_sent_outside_a_transaction(String sql) {
    StatementCheck check = dialect.check(sql);

    assertThat(check.kind()).isEqualTo(Kind.ONLY_OUTSIDE_TRANSACTION);
    assertThat(check.reason()).contains("commits on MariaDB", "outsideTransaction()");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW SET NEW.a = IF(NEW.b, 1, 2)",
        "CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW BEGIN SET NEW.a = 1; SET NEW.b = 2; END",
        "CREATE TRIGGER begin BEFORE INSERT ON t FOR EACH ROW BEGIN SET NEW.a = 1; END;",
        "CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW"
            + " IF NEW.a IS NULL THEN SET NEW.a = 1; ELSEIF NEW.b THEN SET NEW.a = 2; END IF",
        "CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW"
            + " IF (NEW.a) > 1 THEN SET NEW.a = 1; END IF; ",
        "CREATE DEFINER=`root`@`%` PROCEDURE p(IN a INT) COMMENT 'a; b' BEGIN COMMIT; END",
        "CREATE OR REPLACE PROCEDURE p() BEGIN DECLARE CONTINUE HANDLER FOR NOT FOUND BEGIN END;"
            + " x: LOOP LEAVE x; END LOOP x; WHILE 1 DO SELECT 1; END WHILE;"
            + " REPEAT SET @a = REPEAT('a', 3); UNTIL 1 END REPEAT; END",
        "CREATE PROCEDURE p() BEGIN CASE a WHEN 1 THEN SELECT 1; ELSE BEGIN END; END CASE;"
            + " SELECT CASE WHEN 1 THEN 2 END AS b; SELECT 3; END",
        "CREATE PROCEDURE p() outer_one: BEGIN SELECT t.end, t.begin FROM t; END outer_one",
        "CREATE PROCEDURE IF NOT EXISTS p() BEGIN DROP TABLE IF EXISTS t;"
            + " CREATE TABLE IF NOT EXISTS t (a INT); IF NOT EXISTS (SELECT 1) THEN SELECT 2; END IF;"
            + " SELECT 3 FOR UPDATE; END",
        "CREATE PROCEDURE p() BEGIN FOR i IN 1..3 DO SELECT i; END FOR; SELECT 4; END",
        "CREATE FUNCTION f(a INT) RETURNS INT DETERMINISTIC RETURN IF(a, CASE a WHEN 1 THEN 2 END, 3)",
        "CREATE FUNCTION f() RETURNS INT BEGIN DECLARE x INT; SET x = 1; RETURN x; END",
        "CREATE EVENT e ON SCHEDULE EVERY 1 DAY STARTS '2026-01-01' DO BEGIN DELETE FROM t; END",
        "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO DELETE FROM t",
        "ALTER EVENT e DO BEGIN DELETE FROM t; DELETE FROM u; END",
        "/*!50003 CREATE*/ /*!50017 DEFINER=`a`@`b`*/ /*!50003 TRIGGER g BEFORE INSERT ON t"
            + " FOR EACH ROW BEGIN SET NEW.a = 1; END */"
      })
  void a_routine_a_trigger_or_an_event_is_one_statement_with_its_body(String sql) {
    StatementCheck check = dialect.check(sql);

    assertThat(check.kind()).as(check.reason()).isEqualTo(Kind.ONLY_OUTSIDE_TRANSACTION);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO t VALUES (1)",
        "CREATE TABLE t (a INT)",
        "ALTER TABLE t ADD COLUMN b INT",
        "CREATE INDEX i ON t (a)",
        "TRUNCATE TABLE t"
      })
  void a_failure_of_what_is_undone_as_a_whole_is_without_effect(String sql) {
    assertThat(new MariaDbDialect().failsWithoutEffect(sql)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DROP TABLE a, b",
        "CREATE OR REPLACE TABLE t AS SELECT 1",
        "CREATE USER a@localhost, b@localhost",
        "CREATE OR REPLACE USER a@localhost",
        "ALTER USER a@localhost IDENTIFIED BY 'x', b@localhost IDENTIFIED BY 'x'",
        "CREATE ROLE a, b",
        "GRANT SELECT ON t TO a, b",
        "CALL p()",
        "RENAME TABLE a TO b, c TO d"
      })
  void a_failure_of_what_may_be_done_in_part_is_in_doubt(String sql) {
    assertThat(new MariaDbDialect().failsWithoutEffect(sql)).isFalse();
  }
}
