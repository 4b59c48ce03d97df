package dev.showwise.migrate.internal.secrecy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.Literals;
import dev.showwise.migrate.internal.dialect.H2Dialect;
import dev.showwise.migrate.internal.dialect.PostgresDialect;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of failures, and what not. */
class DiscretionTest {
  private final Discretion discretion = new Discretion(new PostgresDialect(), Literals.MASKED);

  private static String everything(Throwable error) {
    StringWriter trace = new StringWriter();
    error.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }

  @Test
  void what_has_nothing_to_hide_stays_the_object_that_it_is() {
    SQLException error = new SQLException("no such table: person", "42P01", 7);
    error.addSuppressed(new IllegalStateException("and more"));
    discretion.failed("INSERT INTO person VALUES ('a secret')", List.of());

    assertThat(discretion.shown(error)).isSameAs(error);
  }

  @Test
  void a_copy_reads_as_the_original_with_its_state_number_place_and_all_that_belongs_to_it() {
    discretion.failed("INSERT INTO person VALUES ('a secret')", List.of());
    SQLException next = new SQLException("next: a secret");
    SQLException error = new SQLException("about 'a secret'", "22000", 7, new Exception("cause"));
    error.setNextException(next);
    error.addSuppressed(new IllegalStateException("also a secret"));

    Throwable shown = discretion.shown(error);

    assertThat(shown).isInstanceOfSatisfying(SQLException.class, sql -> {
      assertThat(sql.getSQLState()).isEqualTo("22000");
      assertThat(sql.getErrorCode()).isEqualTo(7);
      assertThat(sql.getNextException().getMessage()).isEqualTo("next: ***");
      assertThat(sql.getStackTrace()).isEqualTo(error.getStackTrace());
      assertThat(sql.getSuppressed()[0]).hasMessage("also ***");
      assertThat(sql.getCause()).hasMessage("cause");
      assertThat(sql.toString()).startsWith("java.sql.SQLException: about ");
    });
    assertThat(everything(shown)).doesNotContain("secret");
    assertThat(error.getMessage()).isEqualTo("about 'a secret'");
  }

  @Test
  void circles_among_causes_and_suppressed_ones_are_masked_all_the_way_round() {
    discretion.failed("INSERT INTO person VALUES ('a secret')", List.of());
    SQLException first = new SQLException("first a secret");
    SQLException second = new SQLException("second a secret", first);
    first.addSuppressed(second);

    assertThat(everything(discretion.shown(first))).doesNotContain("secret");
    assertThat(everything(discretion.shown(second))).doesNotContain("secret");
  }

  @Test
  void who_wraps_an_exception_and_takes_its_message_over_tells_no_more_than_it() {
    SQLException row =
        new SQLException("ERROR: null value\n  Detail: Failing row contains (1, hidden).", "23502");

    Throwable shown = discretion.shown(new IllegalStateException(row));

    assertThat(everything(shown)).contains("null value").doesNotContain("hidden");
    assertThat(shown.toString()).startsWith("java.lang.IllegalStateException: ");
  }

  @Test
  void a_value_that_a_driver_could_not_read_is_not_told_by_its_cause() {
    Discretion ofH2 = new Discretion(new H2Dialect(), Literals.MASKED);
    SQLException error = new SQLException(
        "Data conversion error converting \"hidden\" [22018-252]",
        "22018",
        22018,
        new NumberFormatException("For input string: \"hidden\""));

    assertThat(everything(ofH2.shown(error))).contains("For input string").doesNotContain("hidden");
  }

  @Test
  void bound_values_are_found_however_a_message_spells_them() {
    discretion.failed(
        "INSERT INTO person VALUES (?, ?, ?, ?, ?)",
        Arrays.asList(
            null,
            new BigDecimal("1.5E+9"),
            "bytes of it".getBytes(StandardCharsets.UTF_8),
            new Object[] {"within an array"},
            Duration.ofSeconds(12345)));

    assertThat(discretion.text(
            "1500000000; 6279746573206f66206974; BYTES OF IT; {within an array};" + " PT3H25M45S"))
        .isEqualTo("***; ***; ***; {***}; ***");
  }

  @Test
  void a_value_that_a_driver_refuses_before_anything_is_sent_is_known_too() {
    Object[] bound = {"nothing yet"};
    discretion.prepared("UPDATE person SET name = ?", () -> List.of(bound[0]));
    bound[0] = "not-a-number";

    assertThat(discretion.text("Cannot convert the value not-a-number"))
        .isEqualTo("Cannot convert the value ***");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      name   | column "name" does not exist            | column "name" does not exist
      key    | duplicate key value in index x          | duplicate key value in index x
      key    | bad value "key" in row                  | bad value "***" in row
      ab     | bad value "ab"                          | bad value "ab"
      1234   | value 1234 is not 12345                 | value *** is not 12345
      a1b    | near a1b, not xa1bx                     | near ***, not xa1bx
      sesame | open sesame                             | open sesame
      sesame | Key (code)=(sesame) is there            | Key (code)=(***) is there
      """)
  void short_values_are_found_where_messages_have_values_and_messages_stay_readable(
      String value, String message, String shown) {
    discretion.failed("UPDATE person SET name = ?", List.of(value));

    assertThat(discretion.text(message)).isEqualTo(shown);
  }

  @Test
  void a_piece_of_a_value_that_a_server_cut_off_is_found() {
    discretion.failed("SELECT 1, 'the-long-secret-of-theirs' FROM person", List.of());

    assertThat(discretion.text("error near 'SELECT 1, 'the-lo' at line 1"))
        .isEqualTo("error near 'SELECT 1, ***' at line 1");
    assertThat(discretion.text("bad: long-secret-of")).isEqualTo("bad: ***");
  }

  @Test
  void names_that_the_statement_has_besides_are_no_secret() {
    discretion.failed("INSERT INTO two_factor_auth VALUES ('two_factor_auth')", List.of());

    assertThat(discretion.text("relation two_factor_auth does not exist"))
        .isEqualTo("relation two_factor_auth does not exist");
  }

  @Test
  void secrets_in_urls_are_taken_out_whoever_wants_to_see_literals() {
    Discretion open = new Discretion(new PostgresDialect(), Literals.SHOWN);

    assertThat(open.text("no host jdbc:postgresql://u:hidden@h/db?password=hidden&ssl=on, sorry"))
        .isEqualTo("no host jdbc:postgresql://h/db?password=***&ssl=on, sorry");
    assertThat(open.statement("SELECT 'x'")).isEqualTo("SELECT 'x'");
  }

  @Test
  void megabytes_of_values_do_not_keep_anybody_waiting() {
    String[] rows = new String[50_000];
    Arrays.setAll(rows, i -> "value number " + i + " of a large batch that was refused");
    discretion.failed("INSERT INTO person VALUES (?)", Arrays.asList(rows));
    discretion.failed("INSERT INTO person VALUES ('" + "x".repeat(2_000_000) + "')", List.of());

    long start = System.nanoTime();
    String shown = discretion.text("bad: value number 49999 of a large batch that was refused");

    assertThat(shown).isEqualTo("bad: ***");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
  }
}
