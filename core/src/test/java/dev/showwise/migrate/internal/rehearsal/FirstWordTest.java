package dev.showwise.migrate.internal.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The word that a statement begins with. */
class FirstWordTest {
  @Test
  void it_is_found_behind_blanks_comments_and_parentheses() {
    assertThat(FirstWord.of("attach 'x' AS y")).isEqualTo("ATTACH");
    assertThat(FirstWord.of(" -- a note\n/* and\n another */ ; (Copy t TO 'x'")).isEqualTo("COPY");
    assertThat(FirstWord.of("-- only a note")).isEmpty();
    assertThat(FirstWord.of("")).isEmpty();
    assertThat(FirstWord.of("-- ".repeat(50_000) + "\nVACUUM")).isEqualTo("VACUUM");
  }
}
