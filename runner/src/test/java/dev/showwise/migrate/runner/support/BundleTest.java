package dev.showwise.migrate.runner.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class BundleTest {
  private static Map<String, String> unpacked(byte[] bundle) throws IOException {
    Map<String, String> entries = new HashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bundle))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return entries;
  }

  private static Map<String, String> bundled(Part... parts) throws IOException {
    return unpacked(Bundle.of(
        List.of(new Section("one", "The one", parts)), text -> text.replace("secret", "***")));
  }

  @Test
  void page_and_document_say_the_same_and_neither_has_a_secret() throws IOException {
    Map<String, String> entries = bundled(
        new Part.Note("a note with a secret"),
        new Part.Facts(Map.of("fact", "its secret")),
        new Part.Listing("listing", "SELECT 'secret'"),
        new Part.Rows("rows", List.of("a", "b"), List.of(List.of("x|secret", "two\nlines"))));

    assertThat(entries.get(Bundle.PAGE))
        .contains("## The one", "a note with a ***", "- fact: its ***", "```\nSELECT '***'\n```")
        .contains("| a | b |\n| --- | --- |\n| x\\|*** | two lines |\n");
    JsonObject one = JsonParser.parseString(entries.get(Bundle.DOCUMENT))
        .getAsJsonObject()
        .getAsJsonObject("one");
    assertThat(one.get("notes").getAsString()).isEqualTo("a note with a ***");
    assertThat(one.getAsJsonObject("facts").get("fact").getAsString()).isEqualTo("its ***");
    assertThat(one.get("listing").getAsString()).isEqualTo("SELECT '***'");
    assertThat(one.getAsJsonArray("rows").get(0).getAsJsonObject().get("b").getAsString())
        .isEqualTo("two\nlines");
  }

  @Test
  void a_secret_at_the_place_where_a_text_is_cut_is_not_cut_in_two() throws IOException {
    for (int before = 98_290; before <= 98_310; before++) {
      assertThat(bundled(new Part.Listing("listing", "x".repeat(before) + "secret"))
              .toString())
          .doesNotContain("xs");
    }
  }

  @Test
  void whatever_is_in_it_the_report_stays_small() throws IOException {
    List<Section> sections = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      List<List<String>> rows = new ArrayList<>();
      for (int row = 0; row < 3000; row++) {
        rows.add(List.of("\u0001€𝄞".repeat(300), "`".repeat(500)));
      }
      sections.add(new Section(
          "section" + i,
          "Section",
          new Part.Listing("listing", "\u0007".repeat(3_000_000)),
          new Part.Rows("rows", List.of("a", "b"), rows)));
    }

    Map<String, String> entries = unpacked(Bundle.of(sections, text -> text));

    assertThat(entries.values().stream()
            .mapToInt(text -> text.getBytes(StandardCharsets.UTF_8).length)
            .sum())
        .isBetween(100_000, Bundle.LARGEST);
    assertThat(entries.get(Bundle.PAGE)).contains("more rows of 'rows' were left out");
  }

  @Test
  void what_would_move_a_cursor_or_end_a_listing_is_shown_as_what_it_is() throws IOException {
    Map<String, String> entries =
        bundled(new Part.Listing("listing", "\u001b[31m\r\n```\nafter\u202e \ud800"));

    assertThat(entries.get(Bundle.PAGE))
        .contains("````\n\\u001b[31m\n```\nafter\\u202e \\ud800\n````");
  }
}
