package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doNothing;
import static org.mockito.Mockito.mock;

import dev.showwise.migrate.MigrationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteDataSource;

/**
 * A COMMIT that takes effect after its connection was given up. Whoever only reads what became of it, reads
 * too early; what was reported must be so all the same.
 */
class LandsLaterTest extends SqliteFileCase {
  /** Loses one connection at its second COMMIT, and lets that take effect when others have looked. */
  private final class LateLanding {
    private Connection lost;
    private int commits;

    DataSource source() throws SQLException {
      SQLiteDataSource hasty = LandsLaterTest.this.source();
      hasty.setBusyTimeout(1);
      DataSource source = mock(DataSource.class, delegatesTo(hasty));
      doAnswer(
              call -> lost == null ? losing(hasty.getConnection()) : looking(hasty.getConnection()))
          .when(source)
          .getConnection();
      return source;
    }

    private Connection losing(Connection real) throws SQLException {
      Connection connection = mock(Connection.class, delegatesTo(real));
      doAnswer(call -> {
            requireConnected(real);
            Statement statement = real.createStatement();
            Statement watched = mock(Statement.class, delegatesTo(statement));
            doAnswer(sent -> {
                  if (sent.getArgument(0).equals("COMMIT") && ++commits == 2) {
                    lost = real;
                  }
                  requireConnected(real);
                  return statement.executeUpdate(sent.getArgument(0));
                })
                .when(watched)
                .executeUpdate(anyString());
            return watched;
          })
          .when(connection)
          .createStatement();
      doNothing().when(connection).abort(any(Executor.class));
      doAnswer(call -> {
            if (lost != real) {
              real.close();
            }
            return null;
          })
          .when(connection)
          .close();
      return connection;
    }

    private void requireConnected(Connection real) throws SQLException {
      if (lost == real) {
        throw new SQLException("database connection closed, as planned");
      }
    }

    /** The first look at what became of it, whatever it says, comes before it takes effect. */
    private Connection looking(Connection real) throws SQLException {
      Connection connection = mock(Connection.class, delegatesTo(real));
      doAnswer(call -> {
            Statement statement = real.createStatement();
            Statement watched = mock(Statement.class, delegatesTo(statement));
            doAnswer(sent -> landingAfter(() -> statement.execute(sent.getArgument(0))))
                .when(watched)
                .execute(anyString());
            doAnswer(sent -> landingAfter(() -> statement.executeQuery(sent.getArgument(0))))
                .when(watched)
                .executeQuery(anyString());
            return watched;
          })
          .when(connection)
          .createStatement();
      return connection;
    }

    private Object landingAfter(Callable<Object> look) throws Exception {
      try {
        return look.call();
      } finally {
        land();
      }
    }

    private void land() throws SQLException {
      if (commits == 2) {
        commits++;
        try (Statement statement = lost.createStatement()) {
          statement.executeUpdate("COMMIT");
        }
        lost.close();
      }
    }
  }

  @Test
  void what_is_reported_is_so_although_the_commit_took_effect_late() throws SQLException {
    database.execute("PRAGMA synchronous = OFF");
    LateLanding landing = new LateLanding();
    String reported;
    try {
      reported = MigrationEngine.builder(landing.source())
          .migrations(Crew.people())
          .lockTimeout(Duration.ofSeconds(10))
          .build()
          .migrate()
          .completed()
          .toString();
    } catch (MigrationException e) {
      reported = e.toString();
    }

    assertThat(landing.commits).as("it was lost, and took effect").isEqualTo(3);
    assertThat(database.allEvents()).containsExactly("people APPLIED");
    assertThat(reported).contains("people").contains("APPLIED");
    assertThat(engine(Crew.people()).verify().problems()).isEmpty();
  }
}
