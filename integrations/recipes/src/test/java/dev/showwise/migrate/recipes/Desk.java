package dev.showwise.migrate.recipes;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.showwise.migrate.engine.EngineBuilder;
import dev.showwise.migrate.engine.MigrationEngine;
import dev.showwise.migrate.servers.DatabaseServer;
import dev.showwise.migrate.servers.EmbeddedServer;
import dev.showwise.migrate.servers.H2InMemory;
import dev.showwise.migrate.servers.ServerKind;
import dev.showwise.migrate.servers.SqliteFiles;
import dev.showwise.migrate.servers.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** A new database of a product, and what an application does with it. */
record Desk(TestDatabase database) implements AutoCloseable {
  private static final Path RESOURCES = Path.of("src/test/resources");

  /** Skips the test where the product cannot run. */
  static Desk on(Product product) {
    DatabaseServer server = product.server();
    server.unavailableBecause().ifPresent(reason -> assumeTrue(false, reason));
    return new Desk(server.newDatabase());
  }

  /** The products that recipes are for. */
  enum Product {
    SQLITE,
    H2,
    POSTGRESQL,
    MARIADB;

    private DatabaseServer server() {
      return switch (this) {
        case SQLITE -> new SqliteFiles();
        case H2 -> new H2InMemory();
        case POSTGRESQL -> EmbeddedServer.shared(ServerKind.POSTGRESQL);
        case MARIADB -> EmbeddedServer.shared(ServerKind.MARIADB);
      };
    }
  }

  static Path folder(String name) {
    return RESOURCES.resolve(name);
  }

  DataSource source() {
    return database.dataSource();
  }

  /** An engine for the scripts of a folder of the tests, and no other migrations. */
  MigrationEngine scripts(String folder) {
    return engine().scripts(folder(folder)).build();
  }

  EngineBuilder engine() {
    return MigrationEngine.builder(source()).migrations();
  }

  Desk execute(String... statements) throws SQLException {
    try (Connection connection = source().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
    return this;
  }

  /** The rows, with their values in a line. */
  List<String> rows(String sql) throws SQLException {
    try (Connection connection = source().getConnection();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      int columns = found.getMetaData().getColumnCount();
      while (found.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          values.add(String.valueOf(found.getObject(i)));
        }
        rows.add(String.join(" ", values));
      }
      return rows;
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
