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
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  protected MigrationEngine engine(Migration... migrations) {
    return MigrationEngine.builder(database.dataSource()).migrations(migrations).build();
  }
}
