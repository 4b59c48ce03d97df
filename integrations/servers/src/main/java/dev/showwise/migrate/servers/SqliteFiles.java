package dev.showwise.migrate.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** SQLite, each database a file of its own; no server, but a product like the others to a contract. */
public final class SqliteFiles implements DatabaseServer {
  private static final String FILE = "database.db";

  @Override
  public String product() {
    return "SQLite";
  }

  @Override
  public TestDatabase newDatabase() {
    try {
      Path folder = Files.createTempDirectory("showwise-sqlite");
      Path file = folder.resolve(FILE);
      file.toFile().deleteOnExit();
      folder.toFile().deleteOnExit();
      String url = "jdbc:sqlite:" + file;
      return new TestDatabase(
          product(), FILE, url, "", new DriverDataSource(url, ""), () -> drop(folder));
    } catch (IOException e) {
      throw new ServerException("no folder could be made for a SQLite file: " + e.getMessage(), e);
    }
  }

  @Override
  public Optional<String> unavailableBecause() {
    return Optional.empty();
  }

  private static void drop(Path folder) {
    try {
      Folders.delete(folder);
    } catch (IOException e) {
      throw new ServerException(folder + " could not be deleted: " + e.getMessage(), e);
    }
  }
}
