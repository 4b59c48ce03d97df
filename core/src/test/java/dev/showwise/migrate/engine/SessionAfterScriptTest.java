package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.internal.dialect.Servers;
import dev.showwise.migrate.servers.ServerKind;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a script sets ends with it, as if its client had gone: the next one, and a pool, see nothing of it. */
class SessionAfterScriptTest {
  @TempDir
  private Path folder;

  /** A pool that has one connection. */
  private static DataSource pool(Connection connection) {
    Connection lent = (Connection) Proxy.newProxyInstance(
        Connection.class.getClassLoader(),
        new Class<?>[] {Connection.class},
        (proxy, method, arguments) -> {
          try {
            return method.getName().equals("close") ? null : method.invoke(connection, arguments);
          } catch (java.lang.reflect.InvocationTargetException e) {
            throw e.getCause();
          }
        });
    return (DataSource) Proxy.newProxyInstance(
        DataSource.class.getClassLoader(),
        new Class<?>[] {DataSource.class},
        (proxy, method, arguments) -> method.getName().equals("getConnection") ? lent : null);
  }

  private MigrationEngine engine(Connection connection, String first, String second)
      throws IOException {
    Files.writeString(folder.resolve("V1__first.sql"), first);
    Files.writeString(folder.resolve("V2__second.sql"), second);
    return MigrationEngine.builder(pool(connection)).scripts(folder).build();
  }

  private static List<String> rows(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.add(rows.getString(i));
        }
        found.add(String.join("|", row));
      }
      return found;
    }
  }

  private static final String POSTGRES_SETTINGS =
      "SELECT name, current_setting(name) FROM pg_settings WHERE name NOT LIKE 'plpgsql%' UNION ALL SELECT 'role', current_setting('role')"
          + " UNION ALL SELECT 'temporary', count(*)::text FROM pg_class WHERE relpersistence = 't'"
          + " UNION ALL SELECT 'own', coalesce(current_setting('my.own', true), '')";

  private static final String POSTGRES_SCRIPT = """
      SET TIME ZONE 'Asia/Tokyo';
      SET standard_conforming_strings = on;
      SET client_encoding = 'UTF8';
      SET lock_timeout = 0;
      SELECT pg_catalog.set_config('search_path', '', false);
      SET my.own = 'x';
      DO $$ BEGIN PERFORM set_config('work_mem', '9MB', false); END $$;
      CREATE TABLE public.a (i int PRIMARY KEY);
      CREATE TEMP TABLE scratch (i serial);
      CREATE ROLE %s;
      GRANT ALL ON SCHEMA public TO %s;
      SET ROLE %s;
      """;

  @Test
  void postgresql() throws SQLException, IOException {
    try (var database = Servers.require(ServerKind.POSTGRESQL).newDatabase();
        Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      String role = "r" + Long.toHexString(System.nanoTime());
      statement.execute("SET work_mem = '7MB'");
      List<String> before = rows(connection, POSTGRES_SETTINGS);

      engine(
              connection,
              POSTGRES_SCRIPT.formatted(role, role, role),
              "CREATE TEMP TABLE scratch (i int);\nCREATE TABLE b AS SELECT current_setting('timezone') z,"
                  + " current_setting('work_mem') w, current_user = session_user u;\n")
          .migrate();

      List<String> changed = rows(connection, POSTGRES_SETTINGS);
      changed.removeAll(before);
      assertThat(changed).isEmpty();
      assertThat(rows(connection, "SELECT w, u FROM public.b")).containsExactly("7MB|t");
      statement.execute("DROP OWNED BY " + role);
      statement.execute("DROP ROLE " + role);
    }
  }

  @Test
  void postgresql_checks_what_is_deferred_with_the_settings_of_the_script()
      throws SQLException, IOException {
    try (var database = Servers.require(ServerKind.POSTGRESQL).newDatabase();
        Connection connection = database.connect()) {
      engine(
              connection,
              "CREATE SCHEMA s;\nCREATE TABLE s.log (i int);\nCREATE TABLE s.t (i int);\n"
                  + "CREATE FUNCTION s.f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO log VALUES (1);"
                  + " RETURN NULL; END';\nCREATE CONSTRAINT TRIGGER g AFTER INSERT ON s.t DEFERRABLE INITIALLY"
                  + " DEFERRED FOR EACH ROW EXECUTE FUNCTION s.f();\n",
              "SET search_path = s;\nINSERT INTO t VALUES (1);\n")
          .migrate();

      assertThat(rows(connection, "SELECT i FROM s.log")).containsExactly("1");
      assertThat(rows(connection, "SHOW search_path")).containsExactly("\"$user\", public");
    }
  }

  private static final String MYSQL_SETTINGS =
      "SELECT @@sql_mode, @@foreign_key_checks, @@unique_checks, @@time_zone, @@character_set_client,"
          + " @@collation_connection, @@sql_notes, @@group_concat_max_len, @@lock_wait_timeout";

  @ParameterizedTest
  @EnumSource(names = {"MARIADB", "MYSQL"})
  void mariadb_and_mysql(ServerKind kind) throws SQLException, IOException {
    try (var database = Servers.require(kind).newDatabase();
        Connection connection = database.connect()) {
      List<String> before = rows(connection, MYSQL_SETTINGS);

      engine(
              connection,
              "/*!40101 SET NAMES utf8 */;\n/*!40103 SET TIME_ZONE='+03:00' */;\nSET foreign_key_checks = 0,"
                  + " unique_checks = 0;\nSET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';\nSET @@session.sql_notes = 0;\n"
                  + "SET SESSION group_concat_max_len = 2048, lock_wait_timeout = 77;\n"
                  + "CREATE TEMPORARY TABLE IF NOT EXISTS `scratch` (i int);\n",
              "CREATE TEMPORARY TABLE scratch (i int);\nCREATE TABLE b AS SELECT @@foreign_key_checks f,"
                  + " @@time_zone <> '+03:00' z, @@sql_mode = @@GLOBAL.sql_mode m;\n")
          .migrate();

      assertThat(rows(connection, MYSQL_SETTINGS)).containsExactlyElementsOf(before);
      assertThat(rows(connection, "SELECT f, z, m FROM b")).containsExactly("1|1|1");
      assertThatThrownBy(() -> rows(connection, "SELECT * FROM scratch"))
          .hasMessageContaining("scratch");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MARIADB", "MYSQL"})
  void a_script_has_the_servers_own_mode_where_the_driver_sets_another(ServerKind kind)
      throws SQLException, IOException {
    try (var database = Servers.require(kind).newDatabase();
        Connection connection = database.connect()) {
      List<String> before = rows(connection, MYSQL_SETTINGS);

      // a reserved word, if blanks before a parenthesis do not matter
      MigrationEngine engine = engine(
          connection,
          "CREATE TABLE count (i int);\n",
          "CREATE PROCEDURE p() SELECT 1;\nSET unique_checks = 0;\nSET sql_mode = 'NO_SUCH_MODE';\n");
      assertThatThrownBy(engine::migrate)
          .isInstanceOf(MigrationException.Failed.class)
          .hasMessageContaining("sql_mode");

      assertThat(rows(connection, "SELECT COUNT(*) FROM `count`")).containsExactly("0");
      assertThat(rows(
              connection,
              "SELECT sql_mode = @@GLOBAL.sql_mode FROM information_schema.routines WHERE routine_name = 'p'"
                  + " AND routine_schema = DATABASE()"))
          .containsExactly("1");
      assertThat(rows(connection, MYSQL_SETTINGS)).containsExactlyElementsOf(before);
    }
  }

  private static List<String> pragmas(Connection connection) throws SQLException {
    List<String> found = new ArrayList<>();
    for (String name : List.of(
        "query_only",
        "legacy_alter_table",
        "recursive_triggers",
        "cache_size",
        "locking_mode",
        "ignore_check_constraints",
        "foreign_keys",
        "busy_timeout",
        "synchronous",
        "temp_store")) {
      found.add(name + rows(connection, "PRAGMA " + name));
    }
    found.addAll(rows(connection, "SELECT name FROM sqlite_temp_master"));
    return found;
  }

  @Test
  void sqlite() throws SQLException, IOException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
      List<String> before = pragmas(connection);

      engine(
              connection,
              "CREATE TABLE t (i CHECK (i > 0));\nCREATE TEMP TABLE scratch (i);\nCREATE TEMP VIEW v AS SELECT"
                  + " 1;\nPRAGMA ignore_check_constraints = on;\nPRAGMA legacy_alter_table(1);\n"
                  + "PRAGMA recursive_triggers = 1;\nPRAGMA cache_size = -77;\nINSERT INTO t VALUES (-1);\n"
                  + "PRAGMA query_only = 1;\n",
              "PRAGMA synchronous = off;\nCREATE TEMP TABLE scratch (i);\nCREATE TABLE u AS SELECT *"
                  + " FROM pragma_legacy_alter_table;\n")
          .migrate();

      assertThat(pragmas(connection)).containsExactlyElementsOf(before);
      assertThat(rows(connection, "SELECT * FROM u")).containsExactly("0");
    }
  }

  @Test
  void h2() throws SQLException, IOException {
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:")) {
      String settings =
          "SELECT SCHEMA(), LOCK_TIMEOUT(), (SELECT LISTAGG(SETTING_NAME || SETTING_VALUE)"
              + " FROM INFORMATION_SCHEMA.SETTINGS), (SELECT COUNT(*) FROM INFORMATION_SCHEMA.TABLES WHERE"
              + " TABLE_NAME = 'SCRATCH')";
      List<String> before = rows(connection, settings);

      engine(
              connection,
              "CREATE SCHEMA s;\nSET SCHEMA s;\nSET TIME ZONE '+3';\nSET LOCK_TIMEOUT 77;\n"
                  + "SET REFERENTIAL_INTEGRITY FALSE;\nSET MODE MySQL;\nSET QUERY_TIMEOUT 90000;\n"
                  + "CREATE LOCAL TEMPORARY TABLE scratch (i int);\n",
              "CREATE LOCAL TEMPORARY TABLE scratch (i int);\nCREATE TABLE p (i int PRIMARY KEY);\n"
                  + "CREATE TABLE c (i int REFERENCES p);\n")
          .migrate();

      assertThat(rows(connection, settings)).containsExactlyElementsOf(before);
      assertThatThrownBy(
              () -> connection.createStatement().execute("INSERT INTO PUBLIC.c VALUES (1)"))
          .hasMessageContaining("Referential integrity");
    }
  }
}
