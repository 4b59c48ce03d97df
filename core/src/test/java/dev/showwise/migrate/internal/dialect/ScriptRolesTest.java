package dev.showwise.migrate.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.spi.Dialect.ScriptRole;
import dev.showwise.migrate.spi.StatementToken;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which statements of a script are the engine's affair, and what they consist of. */
class ScriptRolesTest {
  private static ScriptRole role(ScriptGrammar grammar, String sql) {
    return ScriptRoles.of(grammar, sql);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BEGIN",
        "begin;",
        "BEGIN TRANSACTION",
        "BEGIN WORK",
        "BEGIN IMMEDIATE TRANSACTION",
        "BEGIN EXCLUSIVE",
        "/* now */ BEGIN -- go",
        "START TRANSACTION",
        "start transaction ;"
      })
  void a_transaction_that_begins_in_the_usual_way_is_left_to_the_engine(String sql) {
    assertThat(role(ScriptGrammar.SQLITE, sql)).isEqualTo(ScriptRole.BEGINS);
    assertThat(role(ScriptGrammar.POSTGRESQL, sql)).isEqualTo(ScriptRole.BEGINS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"COMMIT", "commit;", "END", "END TRANSACTION", "COMMIT WORK"})
  void so_is_one_that_ends_in_the_usual_way(String sql) {
    assertThat(role(ScriptGrammar.SQLITE, sql)).isEqualTo(ScriptRole.COMMITS);
    assertThat(role(ScriptGrammar.POSTGRESQL, sql)).isEqualTo(ScriptRole.COMMITS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ";",
        "-- nothing",
        "SELECT 1",
        "BEGIN ISOLATION LEVEL SERIALIZABLE",
        "START TRANSACTION READ ONLY",
        "START",
        "COMMIT AND CHAIN",
        "COMMIT PREPARED 'x'",
        "END LOOP",
        "ROLLBACK",
        "\"BEGIN\"",
        "TRANSACTION BEGIN"
      })
  void whatever_else_it_is_it_is_a_statement(String sql) {
    assertThat(role(ScriptGrammar.POSTGRESQL, sql)).isEqualTo(ScriptRole.STATEMENT);
    assertThat(role(ScriptGrammar.H2, sql)).isEqualTo(ScriptRole.STATEMENT);
  }

  @Test
  void on_sqlite_enforcement_of_foreign_keys_is_not_for_a_script_to_switch() {
    for (String sql : List.of(
        "PRAGMA foreign_keys = OFF", "pragma main.foreign_keys=on;", "PRAGMA foreign_keys(0)")) {
      assertThat(role(ScriptGrammar.SQLITE, sql)).as(sql).isEqualTo(ScriptRole.NEEDLESS);
      assertThat(role(ScriptGrammar.POSTGRESQL, sql)).as(sql).isEqualTo(ScriptRole.STATEMENT);
    }
    for (String sql :
        List.of("PRAGMA foreign_keys", "PRAGMA user_version = 3", "SELECT foreign_keys = 1")) {
      assertThat(role(ScriptGrammar.SQLITE, sql)).as(sql).isEqualTo(ScriptRole.STATEMENT);
    }
  }

  @Test
  void on_mysql_locks_that_dumps_take_are_needless_and_so_is_autocommit() {
    for (String sql : List.of(
        "LOCK TABLES `t` WRITE",
        "lock table t read",
        "UNLOCK TABLES",
        "UNLOCK TABLES;",
        "SET autocommit = 0",
        "set AUTOCOMMIT=1;")) {
      assertThat(role(ScriptGrammar.MYSQL, sql)).as(sql).isEqualTo(ScriptRole.NEEDLESS);
      assertThat(role(ScriptGrammar.H2, sql)).as(sql).isEqualTo(ScriptRole.STATEMENT);
    }
    for (String sql : List.of(
        "LOCK",
        "UNLOCK",
        "LOCK INSTANCE FOR BACKUP",
        "SET autocommit = 0, sql_mode = ''",
        "SET other = 0",
        "SELECT autocommit = 0",
        "DROP TABLES t")) {
      assertThat(role(ScriptGrammar.MYSQL, sql)).as(sql).isEqualTo(ScriptRole.STATEMENT);
    }
  }

  @ParameterizedTest
  @EnumSource
  void tokens_cover_what_is_no_blank_and_no_comment_and_say_which_are_quoted(
      ScriptGrammar grammar) {
    String sql = "SELECT a, 'it''s' -- no 'text'\nFROM t";

    List<StatementToken> tokens = ScriptTokens.of(grammar, sql);

    assertThat(tokens.stream().map(token -> sql.substring(token.start(), token.end())))
        .containsExactly("SELECT", "a", ",", "'it''s'", "FROM", "t");
    assertThat(tokens.stream().filter(token -> token.kind() == StatementToken.Kind.QUOTED))
        .containsExactly(tokens.get(3));
  }

  @ParameterizedTest
  @EnumSource
  void a_text_that_is_never_closed_is_quoted_to_its_end(ScriptGrammar grammar) {
    List<StatementToken> tokens = ScriptTokens.of(grammar, "SELECT 'a ${b}");

    assertThat(tokens.get(tokens.size() - 1).kind()).isEqualTo(StatementToken.Kind.QUOTED);
  }
}
