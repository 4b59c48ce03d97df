package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;

import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.spi.Dialect;
import dev.showwise.migrate.spi.ServerSessions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who lost a claim between two statements does not send the second one. */
class OvertakenStatementTest extends H2Case {
  /** What another process records that thinks that the first one is gone. */
  private static final String TAKE_OVER =
      "INSERT INTO migration_history SELECT seq + 1, 'INTERRUPTED', module, version, name,"
          + " description, checksum, direction, ordinal, statement_hash, claim, actor, instance,"
          + " session, at, millis, detail, digest, prev_hash, hash, beat FROM migration_history"
          + " WHERE seq = (SELECT MAX(seq) FROM migration_history)";

  private TestMigration losingItsClaim(String second, String loss) {
    return TestMigration.of("1", "overtaken", context -> {
      context.execute("CREATE TABLE seat (id INTEGER)");
      database.execute(loss);
      context.execute(second);
    });
  }

  private static final String ROW = "INSERT INTO seat VALUES (1)";
  private static final String TABLE = "CREATE TABLE row_of_seats (id INTEGER)";

  private void assertNothingWasSentAfterTheFirst() {
    assertThat(database.tables()).doesNotContain("row_of_seats");
    assertThat(database.rows("SELECT id FROM seat")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {ROW, TABLE})
  void because_another_process_took_the_claim_over(String second) {
    assertThatThrownBy(() -> MigrationEngine.builder(database.dataSource())
            .migrations(losingItsClaim(second, TAKE_OVER))
            .build()
            .migrate())
        .isInstanceOf(MigrationException.Failed.class)
        .hasMessageContaining("another process took this migration over");

    assertNothingWasSentAfterTheFirst();
    assertThat(database.allEvents()).endsWith("overtaken STEP", "overtaken INTERRUPTED");
  }

  @ParameterizedTest
  @ValueSource(strings = {ROW, TABLE})
  void because_the_session_behind_its_connection_is_another_one(String second) {
    database.execute("CREATE TABLE changed (id INTEGER)");
    ServerSessions sessions =
        mock(ServerSessions.class, delegatesTo(dialect.sessions().orElseThrow()));
    doReturn("NOT EXISTS (SELECT 1 FROM changed)").when(sessions).isOwn(anyString(), anyString());
    Dialect changing = mock(Dialect.class, delegatesTo(dialect));
    doReturn(Optional.of(sessions)).when(changing).sessions();

    assertThatThrownBy(() -> MigrationEngine.builder(database.dataSource())
            .migrations(losingItsClaim(second, "INSERT INTO changed VALUES (1)"))
            .dialect(changing)
            .build()
            .migrate())
        .isInstanceOf(MigrationException.Failed.class)
        .hasMessageContaining("is not the one behind this connection any more");

    assertNothingWasSentAfterTheFirst();
    assertThat(database.allEvents()).isEqualTo(List.of("overtaken STARTED", "overtaken STEP"));
  }
}
