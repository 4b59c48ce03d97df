package dev.showwise.migrate.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.spi.Dialect.StatementCheck.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class H2StatementsTest {
  private final H2Dialect dialect = new H2Dialect();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1;",
        "(SELECT 1)",
        "INSERT INTO t VALUES ('a;b\\', \"x;y\", `z;`, $$a;b$$, U&'\\003b;', X'00', ?1, $2)",
        "UPDATE t SET a = 1 -- ; COMMIT\n WHERE b = 2 // ; COMMIT\r",
        "/* a /* ; */ ; */ DELETE FROM t",
        "MERGE INTO t KEY (a) VALUES (1)",
        "WITH x AS (SELECT 1) SELECT * FROM x",
        "CALL 1 + 1",
        "\u00A0SELECT 1"
      })
  void what_changes_rows_may_share_a_transaction(String sql) {
    assertThat(dialect.check(sql).reason()).isEmpty();
    assertThat(dialect.check(sql).kind()).isEqualTo(Kind.ORDINARY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE t (a INT)",
        "ALTER TABLE t ADD COLUMN b INT",
        "DROP TABLE t",
        "TRUNCATE TABLE t",
        "COMMENT ON TABLE t IS 'x'",
        "SET CACHE_SIZE 1000",
        "ANALYZE",
        "EXECUTE IMMEDIATE 'CREATE TABLE u (a INT)'"
      })
  void what_commits_by_itself_is_sent_outside_of_transactions(String sql) {
    assertThat(dialect.check(sql).kind()).isEqualTo(Kind.ONLY_OUTSIDE_TRANSACTION);
    assertThat(dialect.check(sql).reason()).startsWith("H2 commits the open transaction before");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BEGIN",
        "\u00A0commit",
        "// x\rCOMMIT",
        "ROLLBACK TO SAVEPOINT x",
        "SAVEPOINT x",
        "RELEASE SAVEPOINT x",
        "PREPARE COMMIT x",
        "SET AUTOCOMMIT OFF",
        "SHUTDOWN IMMEDIATELY",
        "{oj COMMIT}",
        "{fn SET AUTOCOMMIT FALSE}",
        "DROP ALL OBJECTS",
        "SELECT 'a\\'; COMMIT; --'",
        "SELECT 1 / * 2; COMMIT",
        "SELECT 1\0",
        " // nothing"
      })
  void what_would_do_harm_is_refused(String sql) {
    assertThat(dialect.check(sql).kind()).isEqualTo(Kind.REFUSED);
    assertThat(dialect.check(sql).reason()).isNotEmpty();
  }

  @Test
  void what_cannot_be_written_is_refused_before_it_is_sent() {
    assertThatThrownBy(() -> dialect.quote("a\0b")).hasMessageContaining("NUL character");
    assertThat(dialect.quote("user_2")).isEqualTo("`user_2`");
    assertThat(dialect.quote("User")).isEqualTo("\"User\"");
    assertThat(dialect.quote("2fa")).isEqualTo("\"2fa\"");
    assertThat(dialect.quote("a\"`b")).isEqualTo("\"a\"\"`b\"");
    assertThat(dialect.quote("")).isEqualTo("\"\"");
  }
}
