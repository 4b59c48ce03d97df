package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.SourcePosition;
import dev.showwise.migrate.internal.dialect.Servers;
import dev.showwise.migrate.servers.ServerKind;
import dev.showwise.migrate.servers.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dumps change the session that they are read in; the next migration, and the history, do not notice. */
class DumpScriptsTest {
  @TempDir
  private Path folder;

  @Test
  void a_dump_of_pg_dump_is_a_first_migration_and_others_come_after_it()
      throws IOException, SQLException {
    Files.writeString(
        folder.resolve("V1__dump.sql"),
        "SET statement_timeout = 0;\nSET client_encoding = 'UTF8';\nSET standard_conforming_strings = on;\n"
            + "SELECT pg_catalog.set_config('search_path', '', false);\nSET check_function_bodies = false;\n"
            + "SET row_security = off;\nSET default_tablespace = '';\n"
            + "CREATE TABLE public.t (i integer NOT NULL, s text);\n"
            + "COPY public.t (i, s) FROM stdin;\n1\tit's; one\n2\t\\N\n\\.\n\n"
            + "ALTER TABLE ONLY public.t ADD CONSTRAINT k PRIMARY KEY (i);\n");
    Files.writeString(folder.resolve("V2__more.sql"), "CREATE TABLE u (i int);\n");
    try (TestDatabase database = Servers.require(ServerKind.POSTGRESQL).newDatabase()) {
      MigrationEngine engine =
          MigrationEngine.builder(database.dataSource()).scripts(folder).build();

      assertThat(engine.migrate().completed()).hasSize(2);
      assertThat(engine.migrate().completed()).isEmpty();
      try (Connection connection = database.connect();
          Statement statement = connection.createStatement()) {
        try (ResultSet rows = statement.executeQuery("SELECT count(*) || max(s) FROM public.t")) {
          rows.next();
          assertThat(rows.getString(1)).isEqualTo("2it's; one");
        }
      }
    }
  }

  @Test
  void rows_that_the_database_refuses_are_told_with_the_statement_that_they_are_behind()
      throws IOException {
    Files.writeString(
        folder.resolve("V1__rows.sql"),
        "CREATE TABLE t (i integer);\nCOPY t FROM stdin;\n1\ntwo\n\\.\n");
    try (TestDatabase database = Servers.require(ServerKind.POSTGRESQL).newDatabase()) {
      MigrationEngine engine =
          MigrationEngine.builder(database.dataSource()).scripts(folder).build();

      MigrationException.Failed failed =
          catchThrowableOfType(MigrationException.Failed.class, engine::migrate);

      assertThat(failed).hasMessageContaining("invalid input syntax for type integer");
      assertThat(failed.report().orElseThrow().failed().orElseThrow().position())
          .contains(new SourcePosition("V1__rows.sql", 2, 1));
    }
  }

  @Test
  void rows_count_in_the_checksum() throws IOException, SQLException {
    Path script = folder.resolve("V1__rows.sql");
    String text = "CREATE TABLE t (i integer);\nCOPY t FROM stdin;\n1\n2\n\\.\n";
    Files.writeString(script, text);
    try (TestDatabase database = Servers.require(ServerKind.POSTGRESQL).newDatabase()) {
      EngineBuilder builder = MigrationEngine.builder(database.dataSource()).scripts(folder);
      builder.build().migrate();

      Files.writeString(script, text.replace("\n", "\r\n"));
      assertThat(builder.build().migrate().completed()).isEmpty();
      Files.writeString(script, text.replace("2\n", "3\n"));
      assertThatThrownBy(() -> builder.build().migrate()).hasMessageContaining("V1__rows");
    }
  }

  @Test
  void a_dump_of_mysqldump_is_a_first_migration_and_others_come_after_it()
      throws IOException, SQLException {
    Files.writeString(
        folder.resolve("V1__dump.sql"),
        "/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;\n/*!50503 SET NAMES utf8mb4 */;\n"
            + "/*!40103 SET @OLD_TIME_ZONE=@@TIME_ZONE */;\n/*!40103 SET TIME_ZONE='+00:00' */;\n"
            + "/*!40014 SET @OLD_UNIQUE_CHECKS=@@UNIQUE_CHECKS, UNIQUE_CHECKS=0 */;\n"
            + "/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;\n"
            + "DROP TABLE IF EXISTS `t`;\nCREATE TABLE `t` (`i` int) ENGINE=InnoDB;\n"
            + "INSERT INTO `t` VALUES (1),(2);\n"
            + "/*!40000 ALTER TABLE `t` ENABLE KEYS */;\n"
            + "DELIMITER ;;\n/*!50003 CREATE*/ /*!50003 TRIGGER `g` BEFORE INSERT ON `t` FOR EACH ROW BEGIN\n"
            + " SET NEW.i = 1; END */;;\nDELIMITER ;\n"
            + "/*!40103 SET TIME_ZONE=@OLD_TIME_ZONE */;\n/*!40101 SET SQL_MODE=@OLD_SQL_MODE */;\n"
            + "/*!40014 SET UNIQUE_CHECKS=@OLD_UNIQUE_CHECKS */;\n"
            + "/*!40101 SET CHARACTER_SET_CLIENT=@OLD_CHARACTER_SET_CLIENT */;\n");
    Files.writeString(folder.resolve("V2__more.sql"), "CREATE TABLE u AS SELECT * FROM t;\n");
    try (TestDatabase database = Servers.require(ServerKind.MARIADB).newDatabase()) {
      MigrationEngine engine =
          MigrationEngine.builder(database.dataSource()).scripts(folder).build();

      assertThat(engine.migrate().completed()).hasSize(2);
      assertThat(engine.migrate().completed()).isEmpty();
    }
  }
}
