package dev.showwise.migrate.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.schema.Index;
import dev.showwise.migrate.servers.ServerKind;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class MySqlServerTest extends MySqlFamilyContract {
  MySqlServerTest() {
    super(new MySqlDialect(), ServerKind.MYSQL);
  }

  @Test
  void an_expression_in_an_index_is_told_as_the_server_has_it() throws SQLException {
    execute(
        "CREATE TABLE t (a VARCHAR(20), UNIQUE KEY low ((LOWER(a))), KEY hidden (a) INVISIBLE)");

    assertThat(dialect.readIndexes(connection, "t"))
        .containsExactlyInAnyOrder(
            Index.uniqueIndex("low", "t", "(lower(`a`))"), Index.index("hidden", "t", "a"));
    assertThat(read("t").uniqueKeys()).isEmpty();
  }
}
