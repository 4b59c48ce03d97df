package dev.showwise.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
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

  private static final List<String> TEXTS = List.of(
      "CREATE TABLE a (id INTEGER);",
      "CREATE TABLE a (id INTEGER);\nCREATE TABLE b (id INTEGER);",
      "-- première\n\n\tINSERT INTO a VALUES (1);  \n\nINSERT INTO a VALUES (2);",
      "x",
      "");

  @Test
  void line_ends_and_a_byte_order_mark_have_no_part_in_what_a_text_means() {
    for (String text : TEXTS) {
      Checksum plain = Checksum.ofText(text);
      for (String lineEnd : List.of("\n", "\r\n", "\r")) {
        for (String front : List.of("", "\uFEFF")) {
          for (String end : List.of("", lineEnd, lineEnd + lineEnd)) {
            String other = front + text.replace("\n", lineEnd) + end;
            Checksum checksum = Checksum.ofText(other);
            assertThat(checksum.meaning()).isEqualTo(plain.meaning());
            assertThat(checksum.equals(plain)).as("to the last byte").isEqualTo(other.equals(text));
            assertThat(Checksum.parse(checksum.toString())).isEqualTo(checksum);
          }
        }
      }
    }
  }

  @Test
  void every_other_character_of_a_text_has_a_part_in_what_it_means() {
    String text = "a\nb\n";
    for (String other :
        List.of("a\n\nb\n", "\na\nb\n", "a \nb\n", "a\nb\n ", "A\nb\n", "a b\n", "a\n\uFEFFb\n")) {
      assertThat(Checksum.ofText(other).meaning())
          .isNotEqualTo(Checksum.ofText(text).meaning());
    }
  }

  /** These are in databases everywhere: a release that fails here takes all scripts for changed ones. */
  @Test
  void texts_have_the_same_checksums_in_every_release() {
    assertThat(TEXTS.stream().map(Checksum::ofText))
        .extracting(Checksum::meaning)
        .containsExactly(
            "text-1:5d8d272f6897eee56ebb6fa0b4db68595635b838afea6319ce9ac2659b097df7",
            "text-1:7938f44b8033ea1649710dd88790a3fa9ad0187d9bae82699cd9d7ec230c2779",
            "text-1:b86411feaeaddcbfecccb896ade24990ba6c39f0a231bcd8e4d9dfe9a233fbe0",
            "text-1:2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881",
            "text-1:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThat(Checksum.ofText("\uFEFFCREATE TABLE a (id INTEGER);\r\n"))
        .hasToString("text-1:5d8d272f6897eee56ebb6fa0b4db68595635b838afea6319ce9ac2659b097df7"
            + ";raw=6238bdf9003060e9f1ec577080639fda899d19fdcf0322113666bcbf1f26444c");
  }

  @Test
  void what_was_recorded_before_texts_had_checksums_reads_as_it_did() {
    Checksum old = Checksum.parse("schema-1:00ff/+=");

    assertThat(old).isEqualTo(new Checksum("schema-1", "00ff/+="));
    assertThat(old.raw()).isEmpty();
    assertThat(old.meaning()).isEqualTo("schema-1:00ff/+=");
  }

  @Test
  void a_value_that_could_not_be_told_from_the_raw_part_is_refused() {
    assertThatThrownBy(() -> new Checksum("v1", "a;raw=b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a checksum's value cannot contain ';raw='");
  }
}
