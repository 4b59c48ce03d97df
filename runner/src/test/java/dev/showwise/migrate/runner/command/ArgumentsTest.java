package dev.showwise.migrate.runner.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.runner.syntax.CommandOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The verb is found before it is known which verb's options to expect. */
class ArgumentsTest {
  @ParameterizedTest
  @EnumSource(Verb.class)
  void a_verb_is_found_behind_each_of_its_options(Verb verb) {
    for (CommandOption option : verb.syntax().options()) {
      List<String> before =
          option.hasValue() ? List.of(option.name(), "value") : List.of(option.name());
      List<String> line = new ArrayList<>(before);
      line.add(verb.word());

      assertThat(Arguments.of(line))
          .as(line.toString())
          .isEqualTo(new Arguments(verb, Arguments.Named.YES, before));
      assertThat(Arguments.isUnknownOption(option.name())).as(option.name()).isFalse();
    }
  }
}
