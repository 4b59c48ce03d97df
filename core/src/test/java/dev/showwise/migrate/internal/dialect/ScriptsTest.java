package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.internal.dialect.JudgedScripts.Piece;
import dev.showwise.migrate.internal.dialect.JudgedScripts.Script;
import dev.showwise.migrate.servers.ServerKind;
import dev.showwise.migrate.spi.Dialect;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.postgresql.PGConnection;

/** Scripts for SQLite, PostgreSQL and H2, judged by each. */
class ScriptsTest {
  /** Runs pieces on a database of their own. */
  @FunctionalInterface
  private interface Judge {
    void run(List<Piece> pieces) throws SQLException, IOException;
  }

  private static Stream<DynamicTest> judged(
      String resource, ScriptGrammar grammar, Dialect dialect, Judge judge) throws IOException {
    return JudgedScripts.read(resource).stream()
        .map(script ->
            DynamicTest.dynamicTest(script.title(), () -> judge(script, grammar, dialect, judge)));
  }

  private static void judge(Script script, ScriptGrammar grammar, Dialect dialect, Judge judge)
      throws IOException, SQLException {
    List<Piece> pieces = JudgedScripts.pieces(grammar, script);
    pieces.forEach(piece -> JudgedScripts.requireOne(dialect.check(piece.sql()), piece.sql()));
    judge.run(pieces);
  }

  @TestFactory
  Stream<DynamicTest> sqlite_takes_each_piece_of_a_script() throws IOException {
    return judged("scripts-sqlite.txt", ScriptGrammar.SQLITE, new SqliteDialect(), pieces -> {
      try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
        JudgedScripts.execute(connection, pieces);
      }
    });
  }

  @TestFactory
  Stream<DynamicTest> h2_takes_each_piece_of_a_script() throws IOException {
    return judged("scripts-h2.txt", ScriptGrammar.H2, new H2Dialect(), pieces -> {
      try (TestDatabase database = H2Databases.create("")) {
        JudgedScripts.execute(database.connection(), pieces);
      }
    });
  }

  @TestFactory
  Stream<DynamicTest> postgresql_takes_each_piece_of_a_script() throws IOException {
    return judged(
        "scripts-postgresql.txt",
        ScriptGrammar.POSTGRESQL,
        new PostgresDialect(),
        ScriptsTest::runOnPostgres);
  }

  private static void runOnPostgres(List<Piece> pieces) throws SQLException, IOException {
    try (dev.showwise.migrate.servers.TestDatabase database =
            Servers.require(ServerKind.POSTGRESQL).newDatabase();
        Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (Piece piece : pieces) {
        if (piece.data().isPresent()) {
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn(piece.sql(), new StringReader(piece.data().get()));
        } else {
          statement.execute(piece.sql());
        }
      }
    }
  }
}
