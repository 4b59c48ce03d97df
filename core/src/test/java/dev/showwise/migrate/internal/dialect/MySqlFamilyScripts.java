package dev.showwise.migrate.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.internal.dialect.JudgedScripts.Piece;
import dev.showwise.migrate.internal.dialect.JudgedScripts.Script;
import dev.showwise.migrate.servers.ServerKind;
import dev.showwise.migrate.servers.TestDatabase;
import dev.showwise.migrate.spi.Dialect;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A script without commands of the client is also sent as a whole: then the server's own parser finds where
 * the statements end, and there must be as many.
 */
abstract class MySqlFamilyScripts {
  /** They have several answers. */
  private static final Pattern CALLS = Pattern.compile("(?m)^CALL [^;]*;$");

  private final Dialect dialect;
  private final ServerKind kind;

  MySqlFamilyScripts(Dialect dialect, ServerKind kind) {
    this.dialect = dialect;
    this.kind = kind;
  }

  @TestFactory
  Stream<DynamicTest> the_server_takes_each_piece_of_a_script_for_one_statement()
      throws IOException {
    String other = kind == ServerKind.MYSQL ? "mariadb:" : "mysql:";
    return JudgedScripts.read("scripts-mysql.txt").stream()
        .filter(script -> !script.title().startsWith(other))
        .map(script -> DynamicTest.dynamicTest(script.title(), () -> judge(script)));
  }

  private void judge(Script script) throws IOException, SQLException {
    List<Piece> pieces = JudgedScripts.pieces(ScriptGrammar.MYSQL, script);
    pieces.forEach(piece -> JudgedScripts.requireOne(dialect.check(piece.sql()), piece.sql()));
    try (TestDatabase database = Servers.require(kind).newDatabase();
        Connection connection = database.connect()) {
      JudgedScripts.execute(connection, pieces);
    }
    boolean isForClients = script.sql().toLowerCase(Locale.ROOT).contains("delimiter")
        || script.title().startsWith("client:");
    if (!isForClients) {
      try (TestDatabase database = Servers.require(kind).newDatabase();
          Connection connection = severalAtOnce(database)) {
        Matcher calls = CALLS.matcher(script.sql());
        assertThat(countOf(calls.replaceAll("").strip(), connection))
            .as("what the server counts")
            .isEqualTo(
                script.statements() - Math.toIntExact(calls.reset().results().count()));
      }
    }
  }

  private static Connection severalAtOnce(TestDatabase database) throws SQLException {
    String url = database.jdbcUrl();
    String more = url.contains("?") ? "&" : "?";
    return DriverManager.getConnection(url + more + "allowMultiQueries=true", database.user(), "");
  }

  private static int countOf(String script, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      int count = 0;
      boolean isRows = statement.execute(script);
      while (isRows || statement.getUpdateCount() >= 0) {
        count++;
        isRows = statement.getMoreResults();
      }
      return count;
    }
  }
}
