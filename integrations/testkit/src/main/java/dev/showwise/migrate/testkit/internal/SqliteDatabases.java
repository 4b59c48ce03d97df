package dev.showwise.migrate.testkit.internal;

import dev.showwise.migrate.testkit.DatabaseProvider;
import dev.showwise.migrate.testkit.FreshDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** SQLite, each database a file of its own in the temporary folder. */
public final class SqliteDatabases implements DatabaseProvider {
  /** For {@link java.util.ServiceLoader}. */
  public SqliteDatabases() {}

  @Override
  public String product() {
    return "SQLite";
  }

  @Override
  public FreshDatabase newDatabase() {
    try {
      Path folder = Files.createTempDirectory("showwise-testkit");
      SQLiteConfig config = new SQLiteConfig();
      // no test pulls the plug
      config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
      SQLiteDataSource source = new SQLiteDataSource(config);
      source.setUrl("jdbc:sqlite:" + folder.resolve("test.db"));
      return new FreshDatabase(source, () -> delete(folder));
    } catch (IOException e) {
      throw new IllegalStateException("No folder could be made for a SQLite file: " + e, e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
