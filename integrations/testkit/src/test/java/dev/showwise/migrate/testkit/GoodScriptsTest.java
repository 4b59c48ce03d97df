package dev.showwise.migrate.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Scripts with nothing wrong with them; one is another on each product, one is there on SQLite alone. Each is
 * tried after those that come before it.
 */
class GoodScriptsTest extends ScriptsTest {
  GoodScriptsTest() {
    super("good");
  }

  /** The type of the column tells which variant has made it. */
  @Override
  protected void rowsAfterwards(TestDatabase database) throws SQLException {
    if (migration().name().equals("laces")) {
      database.insert("lace", "colour", "Red");
      try (Connection connection = database.dataSource().getConnection();
          Statement statement = connection.createStatement();
          ResultSet rows =
              statement.executeQuery("SELECT COUNT(*) FROM lace WHERE colour = 'RED'")) {
        rows.next();
        assertThat(rows.getInt(1)).isEqualTo(database.product().equals("H2") ? 1 : 0);
      }
    }
  }
}
