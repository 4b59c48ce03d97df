package dev.showwise.migrate.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.servers.ServerKind;
import dev.showwise.migrate.servers.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One of the build's own servers, named by its URL as another one would be. */
class NamedServerTest {
  @ParameterizedTest
  @EnumSource
  void gives_databases_and_drops_them(ServerKind kind) throws SQLException {
    TestDatabase own = Servers.require(kind).newDatabase();
    String url = own.jdbcUrl() + (own.jdbcUrl().contains("?") ? "&" : "?") + "user=" + own.user();
    TestDatabase database = new NamedServer(kind.product(), url).newDatabase();

    try (Connection connection = database.connect()) {
      assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo(database.product());
      assertThat(connection.getMetaData().getURL()).contains("/" + database.name());
    }

    database.close();
    assertThatThrownBy(database::connect)
        .isInstanceOf(SQLException.class)
        .hasMessageContaining(database.name());
    own.close();
  }
}
