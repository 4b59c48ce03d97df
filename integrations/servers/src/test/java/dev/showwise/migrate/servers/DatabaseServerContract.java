package dev.showwise.migrate.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database server of the tests must do. */
abstract class DatabaseServerContract {
  abstract DatabaseServer server();

  @BeforeEach
  void skipWhereItCannotRun() {
    assumeThat(server().unavailableBecause()).isEmpty();
  }

  @Test
  void runs_a_statement() throws SQLException {
    try (TestDatabase database = server().newDatabase();
        Connection connection = database.connect()) {
      assertThat(number(connection, "SELECT 6 * 7")).isEqualTo(42);
    }
  }

  @Test
  void is_the_product_it_says() throws SQLException {
    try (TestDatabase database = server().newDatabase();
        Connection connection = database.connect()) {
      assertThat(connection.getMetaData().getDatabaseProductName())
          .isEqualTo(server().product())
          .isEqualTo(database.product());
    }
  }

  @Test
  void gives_databases_that_do_not_see_each_other() throws SQLException {
    try (TestDatabase one = server().newDatabase();
        TestDatabase other = server().newDatabase()) {
      try (Connection connection = one.connect();
          var statement = connection.createStatement()) {
        statement.execute("CREATE TABLE seat (id INT PRIMARY KEY)");
        statement.execute("INSERT INTO seat VALUES (1)");
      }
      try (Connection connection = one.connect()) {
        assertThat(number(connection, "SELECT COUNT(*) FROM seat")).isEqualTo(1);
      }
      try (Connection connection = other.connect()) {
        assertThatThrownBy(() -> number(connection, "SELECT COUNT(*) FROM seat"))
            .isInstanceOf(SQLException.class);
      }
    }
  }

  @Test
  void is_reached_by_url_and_user() throws SQLException {
    try (TestDatabase database = server().newDatabase();
        Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), "")) {
      assertThat(connection.isValid(5)).isTrue();
    }
  }

  @Test
  void keeps_text_of_any_script() throws SQLException {
    String text = "Zürich Ω 座席 🎭";
    try (TestDatabase database = server().newDatabase();
        Connection connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE hall (name VARCHAR(40))");
      try (var insert = connection.prepareStatement("INSERT INTO hall VALUES (?)")) {
        insert.setString(1, text);
        insert.execute();
      }
      try (var found = statement.executeQuery("SELECT name FROM hall")) {
        assertThat(found.next()).isTrue();
        assertThat(found.getString(1)).isEqualTo(text);
      }
    }
  }

  @Test
  void drops_a_database_that_is_in_use() throws SQLException {
    TestDatabase database = server().newDatabase();
    try (Connection connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE seat (id INT PRIMARY KEY)");
      database.close();
      assertThatThrownBy(() -> statement.execute("INSERT INTO seat VALUES (1)"))
          .isInstanceOf(SQLException.class);
    }
  }

  static int number(Connection connection, String query) throws SQLException {
    try (var statement = connection.createStatement();
        var result = statement.executeQuery(query)) {
      assertThat(result.next()).isTrue();
      return result.getInt(1);
    }
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
