package dev.showwise.migrate.runner.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.runner.fault.Fault;
import dev.showwise.migrate.runner.syntax.Operand.Count;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineParserTest {
  private static final CommandOption URL = CommandOption.value("--url", "URL", "where it is");
  private static final CommandOption DIR = CommandOption.values("--dir", "DIR", "a folder");
  private static final CommandOption JSON = CommandOption.flag("--json", "as a document");
  private static final CommandOption HELP =
      new CommandOption("--help", "-h", "", CommandOption.Times.ONCE, "this text");

  private static ParsedLine parse(String... arguments) {
    Syntax syntax = new Syntax(
        "Does it.", new Operand("NAME", Count.ANY, "names"), List.of(URL, DIR, JSON, HELP));
    return new LineParser("do", syntax, List.of("do", "list")).parse(List.of(arguments));
  }

  @Test
  void options_stand_anywhere_and_operands_keep_their_order() {
    ParsedLine line = parse("one", "--dir", "a", "two", "--json", "--dir=b", "three");

    assertThat(line.operands()).containsExactly("one", "two", "three");
    assertThat(line.values(DIR)).containsExactly("a", "b");
    assertThat(line.has(JSON)).isTrue();
    assertThat(line.has(URL)).isFalse();
    assertThat(line.value(URL)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"quoted\"", "'quoted'", "a=b", " ", "", "-", "-x", "-1", "jdbc:a?b=-c"})
  void a_value_is_what_was_typed_to_the_last_character(String value) {
    assertThat(parse("--url", value, "one").value(URL)).contains(value);
    assertThat(parse("--url=" + value, "one").value(URL)).contains(value);
  }

  @Test
  void two_hyphens_alone_end_the_options() {
    ParsedLine line = parse("--json", "--", "--url", "-x");

    assertThat(line.operands()).containsExactly("--url", "-x");
    assertThat(line.has(URL)).isFalse();
  }

  @Test
  void a_short_name_is_the_same_option() {
    assertThat(parse("-h").has(HELP)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      --js            | There is no option '--js' for do.
      -url x          | There is no option '-url' for do.
      -hx             | There is no option '-hx' for do.
      -json           | There is no option '-json' for do.
      --URL x         | There is no option '--URL' for do.
      --secret=hidden | There is no option '--secret' for do.
      --json=yes      | --json takes no value.
      --json --json   | --json was given twice.
      --url a --url b | --url was given twice.
      --url           | --url lacks its value.
      --url --json    | --url lacks its value.
      """)
  void what_may_not_be_typed_is_named(String line, String message) {
    assertThatThrownBy(() -> parse(line.split(" ")))
        .isInstanceOf(Fault.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("hidden");
  }
}
