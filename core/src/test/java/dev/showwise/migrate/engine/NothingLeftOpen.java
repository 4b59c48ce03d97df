package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.faults.WatchedSource;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** After each test: what the engine took is given back, and what it opened is closed. */
final class NothingLeftOpen implements AfterTestExecutionCallback {
  private final Queue<WatchedSource> sources = new ConcurrentLinkedQueue<>();

  /** The same connections, watched until the test has ended. */
  DataSource watching(DataSource source) {
    WatchedSource watched = new WatchedSource(source);
    sources.add(watched);
    return watched;
  }

  @Override
  public void afterTestExecution(ExtensionContext context) throws SQLException {
    for (WatchedSource source : sources) {
      assertThat(source.complaints()).as("what is not closed").isEmpty();
    }
  }
}
