package dev.showwise.migrate.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a definition becomes in a copy, and which statements stay in one. */
class MySqlScratchTest {
  private static final List<String> DATABASES =
      List.of("information_schema", "mysql", "crew", "box_office", "scratch");

  @Test
  void a_definition_is_moved_from_its_database_and_given_to_whoever_makes_it() {
    assertThat(MySqlScratch.moved(
            "CREATE ALGORITHM=UNDEFINED DEFINER=`root`@`%` SQL SECURITY DEFINER VIEW `crew`.`dear` AS"
                + " select `crew`.`seat`.`id` AS `id`,'crew.x' AS `t` from `crew`.`seat`",
            "crew"))
        .isEqualTo("CREATE ALGORITHM=UNDEFINED SQL SECURITY DEFINER VIEW `dear` AS"
            + " select `seat`.`id` AS `id`,'crew.x' AS `t` from `seat`");
    assertThat(MySqlScratch.moved(
            "CREATE DEFINER=app TRIGGER t AFTER INSERT ON seat FOR EACH ROW SET @x = crew", "crew"))
        .isEqualTo("CREATE TRIGGER t AFTER INSERT ON seat FOR EACH ROW SET @x = crew");
    assertThat(MySqlScratch.moved("CREATE VIEW \"crew\".\"v\" AS select 1 AS \"crew\"", "crew"))
        .isEqualTo("CREATE VIEW \"v\" AS select 1 AS \"crew\"");
    assertThat(MySqlScratch.moved("CREATE TABLE `crew` (`crew` int)", "crew"))
        .isEqualTo("CREATE TABLE `crew` (`crew` int)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE connect (spider INT) ENGINE=InnoDB COMMENT='ENGINE FEDERATED'",
        "CREATE TABLE user (password VARCHAR(9), role INTEGER, `global` INTEGER)",
        "(SELECT 1) UNION (SELECT 2)",
        "UPDATE seat s JOIN show_time t ON s.id = t.id SET s.price = 1",
        "SELECT table_name FROM information_schema.tables",
        "INSERT INTO note VALUES ('DROP DATABASE crew; crew.seat')",
        "SET @x = 1",
        "ALTER TABLE seat ADD INDEX by_user (user)",
        "CREATE UNIQUE INDEX i ON seat (id)",
        "RENAME TABLE seat TO chair",
        "CREATE OR REPLACE VIEW v AS SELECT scratch.seat.id FROM scratch.seat"
      })
  void what_stays_in_its_database_is_let_through(String sql) {
    assertThat(MySqlConfinement.refusal(sql, DATABASES, "scratch")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO crew.seat VALUES (1)",
        "UPDATE \"crew\".\"seat\" SET price = 1",
        "UPDATE /*!50000 crew.seat */ SET price = 1",
        "CREATE TABLE far (id INT) ENGINE=FEDERATED CONNECTION='mysql://there/crew/seat'",
        "ALTER TABLE seat ENGINE 'Spider'",
        "SET @@global.max_connections = 1",
        "insert into `CREW` . `seat` values (1)",
        "DELETE s FROM crew.seat s",
        "SELECT * FROM mysql.user",
        "ALTER TABLE seat RENAME TO box_office.seat",
        "CREATE USER bob",
        "ALTER USER bob IDENTIFIED BY 'x'",
        "DROP DATABASE IF EXISTS crew",
        "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO SELECT 1",
        "GRANT ALL ON seat TO bob",
        "SET @@GLOBAL.max_connections = 1",
        "SET GLOBAL max_connections = 1",
        "SET PASSWORD = 'x'",
        "EXECUTE IMMEDIATE CONCAT('DROP', ' DATABASE crew')",
        "CREATE PROCEDURE p() BEGIN PREPARE s FROM @x; EXECUTE s; END",
        "CALL box_office.close_all()",
        "LOAD DATA INFILE '/etc/passwd' INTO TABLE seat",
        "SELECT 1 INTO OUTFILE '/tmp/x'",
        "KILL 7",
        "/*! INSERT INTO crew.seat VALUES (1) */"
      })
  void what_may_reach_past_it_is_not(String sql) {
    assertThat(MySqlConfinement.refusal(sql, DATABASES, "scratch"))
        .get()
        .asString()
        .contains("cannot be rehearsed in a copy");
  }
}
