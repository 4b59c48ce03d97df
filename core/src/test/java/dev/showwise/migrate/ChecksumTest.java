package dev.showwise.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksumTest {

  @Test
  void the_hash_is_sha256_of_the_text_in_utf8() {
    assertThat(Checksum.sha256("v1", "abc"))
        .hasToString("v1:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(Checksum.sha256("v1", ""))
        .hasToString("v1:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThat(Checksum.sha256("v1", "é").value())
        .isEqualTo("4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c");
  }

  @Test
  void another_text_or_another_algorithm_is_another_checksum() {
    assertThat(Checksum.sha256("v1", "a"))
        .isEqualTo(Checksum.sha256("v1", "a"))
        .isNotEqualTo(Checksum.sha256("v1", "b"))
        .isNotEqualTo(Checksum.sha256("v2", "a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1:abc", "sha-256:", "crc:1:2"})
  void what_was_written_is_read_back(String text) {
    assertThat(Checksum.parse(text)).hasToString(text);
    assertThat(Checksum.parse(text)).isEqualTo(Checksum.parse(text));
  }

  @Test
  void only_the_first_colon_separates() {
    assertThat(Checksum.parse("crc:1:2")).isEqualTo(new Checksum("crc", "1:2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", ":abc"})
  void a_text_without_an_algorithm_is_refused(String text) {
    assertThatThrownBy(() -> Checksum.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'" + text + "' is not a checksum: ALGORITHM:VALUE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a:b"})
  void an_algorithm_that_could_not_be_read_back_is_refused(String algorithm) {
    assertThatThrownBy(() -> new Checksum(algorithm, "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'" + algorithm + "' cannot be an algorithm's name");
  }
}
