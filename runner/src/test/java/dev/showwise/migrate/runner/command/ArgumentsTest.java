package dev.showwise.migrate.runner.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The verb is found before picocli knows which verb's options to expect. */
class ArgumentsTest {
  @ParameterizedTest
  @EnumSource(Verb.class)
  void a_verb_is_found_behind_each_of_its_options(Verb verb) {
    for (OptionSpec option : new CommandLine(verb.command()).getCommandSpec().options()) {
      for (String name : option.names()) {
        List<String> before = option.arity().min() == 0 ? List.of(name) : List.of(name, "value");
        List<String> line = new ArrayList<>(before);
        line.add(verb.word());

        assertThat(Arguments.of(line))
            .as(line.toString())
            .isEqualTo(new Arguments(verb, Arguments.Named.YES, before));
        assertThat(Arguments.isUnknownOption(name)).as(name).isFalse();
      }
    }
  }
}
