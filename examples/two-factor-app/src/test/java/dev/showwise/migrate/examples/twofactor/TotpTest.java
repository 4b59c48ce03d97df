package dev.showwise.migrate.examples.twofactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TotpTest {
  /** The secret of both RFCs' vectors. */
  private static final byte[] RFC = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

  private static final Instant NOW = Instant.ofEpochSecond(1_790_000_010);

  private final Totp totp = new Totp();

  @ParameterizedTest
  @CsvSource({
    "0, 755224", "1, 287082", "2, 359152", "3, 969429", "4, 338314",
    "5, 254676", "6, 287922", "7, 162583", "8, 399871", "9, 520489"
  })
  void codes_are_those_of_rfc_4226_appendix_d(long counter, String code) {
    assertThat(totp.code(RFC, counter)).isEqualTo(code);
  }

  /** The RFC shows eight digits; six are its last ones. */
  @ParameterizedTest
  @CsvSource({
    "59, 94287082", "1111111109, 07081804", "1111111111, 14050471",
    "1234567890, 89005924", "2000000000, 69279037", "20000000000, 65353130"
  })
  void codes_are_those_of_rfc_6238_appendix_b(long second, String code) {
    Instant then = Instant.ofEpochSecond(second);

    assertThat(totp.code(RFC, Totp.step(then))).isEqualTo(code.substring(2));
    assertThat(totp.find(RFC, code.substring(2), then)).hasValue(second / 30);
  }

  @Test
  void codes_are_those_of_oathtool() throws Exception {
    Random random = new Random(6238);
    for (int i = 0; i < 20; i++) {
      byte[] secret = new byte[Totp.SECRET_BYTES];
      random.nextBytes(secret);
      Instant then = Instant.ofEpochSecond(Math.abs(random.nextLong()) % 4_000_000_000L);

      assertThat(totp.code(secret, Totp.step(then)))
          .as("at %s", then)
          .isEqualTo(Oathtool.code(Enrolment.of("", secret).secret(), then));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1})
  void a_clock_may_be_one_step_off(int steps) {
    long step = Totp.step(NOW) + steps;

    assertThat(totp.find(RFC, totp.code(RFC, step), NOW)).hasValue(step);
  }

  @ParameterizedTest
  @ValueSource(ints = {-2, 2})
  void and_no_more(int steps) {
    assertThat(totp.find(RFC, totp.code(RFC, Totp.step(NOW) + steps), NOW)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "94287082", "abcdef", "１２３４５６"})
  void what_is_no_code_is_wrong(String text) {
    assertThat(totp.find(RFC, text, NOW)).isEmpty();
  }
}
