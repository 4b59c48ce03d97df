package dev.showwise.migrate.model;

import dev.showwise.migrate.internal.dialect.SqliteDialect;
import dev.showwise.migrate.spi.Dialect;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

class SqliteRandomWorldsTest extends RandomWorldsContract {
  @TempDir
  Path folder;

  private int databases;

  @Override
  DataSource newDatabase() {
    SQLiteConfig config = new SQLiteConfig();
    // nothing is killed here, and thousands of databases need not be on the disk
    config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + folder.resolve("world" + databases++ + ".db"));
    return source;
  }

  @Override
  Dialect dialect() {
    return new SqliteDialect();
  }

  @Override
  int worlds() {
    return 120;
  }
}
