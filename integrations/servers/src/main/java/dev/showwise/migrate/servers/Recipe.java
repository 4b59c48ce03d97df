package dev.showwise.migrate.servers;

import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;

/** What is particular to one kind of server: its programs, their options, its statements. */
interface Recipe extends Daemon {
  /** The database that is always there, to be connected to for making others. */
  String maintenanceDatabase();

  /** The administrator's name. */
  String user();

  /** Whether the server refuses to be run by uid 0, or by a uid that has no name. */
  boolean needsOrdinaryUser();

  /** The JDBC URL of a database, without user. */
  String url(int port, String database);

  /** Connections to that URL as the administrator. */
  default DataSource dataSource(String url) {
    return new DriverDataSource(url, user());
  }

  /** The statement that drops a database together with its connections. */
  String drop(String database);

  /**
   * What one server is made of.
   *
   * @param home where its programs are
   * @param data its data folder
   * @param scratch a folder of its own for sockets and small files
   * @param durability how much it cares for its data
   * @param settings settings of the test's own, as {@code name=value}; they win
   */
  record Setup(Path home, Path data, Path scratch, Durability durability, List<String> settings) {
    public Setup {
      settings = List.copyOf(settings);
    }

    /** The same server with other folders. */
    Setup with(Path otherData, Path otherScratch) {
      return new Setup(home, otherData, otherScratch, durability, settings);
    }

    String program(String name) {
      return home.resolve(name).toString();
    }
  }

  static Recipe of(ServerKind kind) {
    return switch (kind) {
      case POSTGRESQL -> new PostgresRecipe();
      case MARIADB -> new MariaDbRecipe();
      case MYSQL -> new MySqlRecipe();
    };
  }
}
