package dev.showwise.migrate.runner.support;

import com.google.gson.FormattingStyle;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The report for programs: each section under its key, with the same content as the page. */
final class Json {
  private final StringWriter text = new StringWriter();
  private final JsonWriter writer = new JsonWriter(text);

  private Json() {
    writer.setFormattingStyle(FormattingStyle.PRETTY);
    writer.setHtmlSafe(false);
  }

  static String of(List<Section> sections) {
    Json json = new Json();
    try {
      json.write(sections);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return json.text + "\n";
  }

  private void write(List<Section> sections) throws IOException {
    writer.beginObject();
    writer.name("format").value(1);
    for (Section section : sections) {
      writer.name(section.key()).beginObject();
      writer.name("title").value(section.title());
      writeNotes(section.parts());
      for (Part part : section.parts()) {
        write(part);
      }
      writer.endObject();
    }
    writer.endObject();
  }

  private void writeNotes(List<Part> parts) throws IOException {
    writer.name("notes").beginArray();
    for (Part part : parts) {
      if (part instanceof Part.Note note) {
        writer.value(note.text());
      }
    }
    writer.endArray();
  }

  private void write(Part part) throws IOException {
    if (part instanceof Part.Facts facts) {
      writer.name("facts").beginObject();
      for (Map.Entry<String, String> fact : facts.values().entrySet()) {
        writer.name(fact.getKey()).value(fact.getValue());
      }
      writer.endObject();
    } else if (part instanceof Part.Listing listing) {
      writer.name(listing.name()).value(listing.text());
    } else if (part instanceof Part.Rows rows) {
      writer.name(rows.name()).beginArray();
      for (List<String> row : rows.rows()) {
        writer.beginObject();
        for (int i = 0; i < row.size(); i++) {
          writer.name(rows.columns().get(i)).value(row.get(i));
        }
        writer.endObject();
      }
      writer.endArray();
    }
  }
}
