package dev.showwise.migrate.examples.twofactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackupCodesTest {
  private final BackupCodes codes = new BackupCodes(new SecureRandom(), Policy.DEFAULT);

  @Test
  void ten_different_ones_each_with_a_hash_and_a_salt_of_its_own() {
    List<String> shown = codes.generate();
    List<String> hashes = BackupCodes.read(codes.hashed(List.of(shown.get(0), shown.get(0))));

    assertThat(shown)
        .hasSize(10)
        .doesNotHaveDuplicates()
        .allMatch(code -> code.matches("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}"))
        .noneMatch(code -> code.matches(".*[ILOU].*"));
    assertThat(hashes)
        .hasSize(2)
        .doesNotHaveDuplicates()
        .allMatch(hash -> hash.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"));
  }

  @Test
  void a_code_finds_its_hash_however_it_is_typed() {
    List<String> hashes =
        BackupCodes.read(codes.hashed(List.of("AAAA-BBBB-CCCC", "0101-2345-6789")));

    assertThat(codes.find("0101-2345-6789", hashes)).contains(hashes.get(1));
    assertThat(codes.find("oIol 23456789", hashes)).contains(hashes.get(1));
    assertThat(codes.find("0101-2345-6788", hashes)).isEmpty();
  }

  @Test
  void six_digits_are_no_backup_code() {
    assertThat(BackupCodes.isOne("123456")).isFalse();
    assertThat(BackupCodes.isOne("7kq2-m0xv-9hta")).isTrue();
  }

  @Test
  void hashes_of_another_application_are_never_matched() {
    List<String> theirs = List.of("pbkdf2:sha256:600000$salt$0123", "", "$argon2id$v=19$nonsense");

    assertThat(codes.find("7KQ2-M0XV-9HTA", theirs)).isEmpty();
  }

  @Test
  void a_column_that_is_no_json_is_named_and_not_shown() {
    assertThatThrownBy(() -> BackupCodes.read("$argon2id$secret"))
        .isInstanceOf(TwoFactorException.class)
        .hasMessage("A row of two_factor_auth has backup codes that are no JSON array.");
    assertThat(BackupCodes.read(null)).isEmpty();
  }
}
