package dev.showwise.migrate.engine;

import dev.showwise.migrate.Migration;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** A test with a SQLite file of its own. */
abstract class SqliteFileCase {
  @TempDir
  Path folder;

  protected Path file;
  protected TestDatabase database;

  @BeforeEach
  void chooseFile() {
    file = folder.resolve("crew.db");
    database = new TestDatabase(source());
  }

  protected SQLiteDataSource source() {
    return source(file);
  }

  private static SQLiteDataSource source(Path of) {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + of);
    return source;
  }

  /** Another file. */
  protected static TestDatabase at(Path other) {
    return new TestDatabase(source(other));
  }

  protected MigrationEngine engine(Migration... migrations) {
    return MigrationEngine.builder(database.dataSource()).migrations(migrations).build();
  }
}
