package dev.showwise.migrate.examples.twofactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretVaultTest {
  private static final byte[] SECRET = "twenty bytes, not 21".getBytes(StandardCharsets.US_ASCII);
  private static final String FIRST = "1:" + key('a');
  private static final String SECOND = "2:" + key('b');

  private final SecretVault vault = vault(FIRST);

  static String key(char letter) {
    return Base64.getEncoder()
        .encodeToString(String.valueOf(letter).repeat(32).getBytes(StandardCharsets.US_ASCII));
  }

  private static SecretVault vault(String keys) {
    return new SecretVault(KeyRing.parse(keys), new SecureRandom());
  }

  @Test
  void what_was_sealed_is_opened_and_looks_different_each_time() {
    String once = vault.seal(7, SECRET);
    String again = vault.seal(7, SECRET);

    assertThat(vault.open(7, once)).isEqualTo(SECRET);
    assertThat(vault.open(7, again)).isEqualTo(SECRET);
    assertThat(once).isNotEqualTo(again).startsWith("gcm1:1:").hasSize(71);
  }

  @Test
  void a_secret_that_is_given_to_another_user_does_not_open() {
    String sealed = vault.seal(7, SECRET);

    assertThatThrownBy(() -> vault.open(8, sealed))
        .isInstanceOf(TwoFactorException.class)
        .hasMessageContaining("user 8 does not decrypt with key 1");
  }

  @Test
  void a_secret_that_was_changed_does_not_open() {
    String sealed = vault.seal(7, SECRET);
    for (int i = "gcm1:1:".length(); i < sealed.length(); i++) {
      char other = sealed.charAt(i) == 'A' ? 'B' : 'A';
      String changed = sealed.substring(0, i) + other + sealed.substring(i + 1);

      assertThatThrownBy(() -> vault.open(7, changed)).isInstanceOf(TwoFactorException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "gcm1:1:", "gcm1:1:AAAA", "gcm1:1:A"})
  void what_was_never_sealed_does_not_open(String text) {
    assertThatThrownBy(() -> vault.open(7, text))
        .isInstanceOf(TwoFactorException.class)
        .hasMessageContaining("The secret of user 7 was");
  }

  @Test
  void a_key_that_is_missing_is_named() {
    String sealed = vault.seal(7, SECRET);

    assertThatThrownBy(() -> vault(SECOND).open(7, sealed))
        .hasMessage("The secret of user 7 was encrypted with key 1, which is not in"
            + " SHOWWISE_2FA_KEYS. Add it after the key that is there.");
  }

  @Test
  void another_key_under_the_same_version_is_named() {
    String sealed = vault.seal(7, SECRET);

    assertThatThrownBy(() -> vault("1:" + key('c')).open(7, sealed))
        .hasMessage(
            "The secret of user 7 does not decrypt with key 1: the key is not the one that it"
                + " was encrypted with, or the row was changed.");
  }

  @Test
  void a_new_key_goes_before_the_old_one_and_both_open() {
    SecretVault both = vault(SECOND + "," + FIRST);
    String old = vault.seal(7, SECRET);
    String fresh = both.seal(7, SECRET);

    assertThat(fresh).startsWith("gcm1:2:");
    assertThat(both.open(7, old)).isEqualTo(both.open(7, fresh)).isEqualTo(SECRET);
    assertThat(both.isOld(old)).isTrue();
    assertThat(both.isOld(fresh)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "c2hvcnQ=", "1:c2hvcnQ=", "x:YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE="})
  void what_is_no_key_is_refused_without_showing_it(String text) {
    assertThatThrownBy(() -> KeyRing.parse(text))
        .hasMessageStartingWith("Key 1 in SHOWWISE_2FA_KEYS is not VERSION:KEY")
        .message()
        .doesNotContain("c2hvcnQ")
        .doesNotContain("YWFh");
  }

  @Test
  void a_version_is_there_once_and_keys_are_not_in_texts() {
    assertThatThrownBy(() -> KeyRing.parse(FIRST + ",1:" + key('d')))
        .hasMessage("SHOWWISE_2FA_KEYS has two keys with version 1.");
    assertThat(KeyRing.parse(FIRST + ", " + SECOND)).hasToString("KeyRing[1, 2]");
  }
}
