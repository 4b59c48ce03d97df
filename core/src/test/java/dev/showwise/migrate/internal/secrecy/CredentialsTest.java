package dev.showwise.migrate.internal.secrecy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No spelling of a URL lets its password be seen. */
class CredentialsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://crew:hunter2@host/db",
        "jdbc:mysql://crew:p@hunter2@host/db",
        "jdbc:mysql://a:hunter2@one,b:hunter2@two/db",
        "jdbc:mysql://address=(host=one)(user=crew)(password=hunter2)/db",
        "jdbc:postgresql://host/db?user=crew&password=hunter2",
        "jdbc:h2:mem:x;USER=sa;PASSWORD=hunter2"
      })
  void a_password_is_not_told(String url) {
    assertThat(Credentials.removedFrom(url)).doesNotContain("hunter2");
    assertThat(Credentials.removedFromText("no answer from " + url + " today"))
        .startsWith("no answer from jdbc:")
        .endsWith(" today")
        .doesNotContain("hunter2");
  }
}
