package dev.showwise.migrate.engine;

import dev.showwise.migrate.internal.dialect.H2Dialect;
import dev.showwise.migrate.internal.dialect.UrlDataSource;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** A file of H2 that is opened for reading. */
class H2ReadOnlyTest implements ReadOnlyContract {
  @TempDir
  private Path folder;

  private TestDatabase opened(String how) {
    String url = "jdbc:h2:" + folder.resolve("crew") + how;
    return new TestDatabase(UrlDataSource.of(url, "sa"), new H2Dialect(), url, "sa");
  }

  @Override
  public TestDatabase writable() {
    TestDatabase database = opened("");
    database.rows("SELECT 1");
    return database;
  }

  @Override
  public TestDatabase readOnly() {
    return opened(";ACCESS_MODE_DATA=r");
  }

  @Override
  public List<String> reason() {
    return List.of("open for reading only", "open it without ACCESS_MODE_DATA=r");
  }
}
