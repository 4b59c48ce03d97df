package dev.showwise.migrate.runner.output;

import com.google.gson.FormattingStyle;
import com.google.gson.stream.JsonWriter;
import dev.showwise.migrate.DatabaseInfo;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.SourcePosition;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A JSON object that is written member by member. Credentials never get into it. */
public final class JsonDocument {
  private final Screen screen;
  private final StringWriter text = new StringWriter();
  private final JsonWriter writer = new JsonWriter(text);

  JsonDocument(Screen screen) {
    this.screen = screen;
    writer.setFormattingStyle(FormattingStyle.PRETTY);
    writer.setHtmlSafe(false);
    write(writer::beginObject);
  }

  /** A step that writes something. Nothing can go wrong: it is written into memory. */
  private interface Writing {
    void run() throws IOException;
  }

  private static void write(Writing writing) {
    try {
      writing.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A text, without credentials. */
  public void text(String name, String value) {
    write(() -> writer.name(name).value(screen.masked(value)));
  }

  /** A member that is null where there is nothing to say. */
  public void textOrNull(String name, String value) {
    write(() -> {
      writer.name(name);
      if (value.isEmpty()) {
        writer.nullValue();
      } else {
        writer.value(screen.masked(value));
      }
    });
  }

  /** A definition of the database, as it is; null where the database keeps none. */
  public void verbatimOrNull(String name, String value) {
    write(() -> writer.name(name).value(value.isEmpty() ? null : value));
  }

  /** A number. */
  public void number(String name, long value) {
    write(() -> writer.name(name).value(value));
  }

  /** True or false. */
  public void truth(String name, boolean value) {
    write(() -> writer.name(name).value(value));
  }

  /** An array of texts, without credentials. */
  public void texts(String name, Collection<String> values) {
    write(() -> {
      writer.name(name).beginArray();
      for (String value : values) {
        writer.value(screen.masked(value));
      }
      writer.endArray();
    });
  }

  /** An array of objects. */
  public <T> void array(String name, Collection<T> values, BiConsumer<JsonDocument, T> members) {
    write(() -> {
      writer.name(name).beginArray();
      for (T value : values) {
        writer.beginObject();
        members.accept(this, value);
        writer.endObject();
      }
      writer.endArray();
    });
  }

  /** An object; null where there is none. */
  public <T> void object(String name, @Nullable T value, BiConsumer<JsonDocument, T> members) {
    write(() -> {
      writer.name(name);
      if (value == null) {
        writer.nullValue();
      } else {
        writer.beginObject();
        members.accept(this, value);
        writer.endObject();
      }
    });
  }

  /** Which database it is about. */
  public void database(DatabaseInfo database) {
    object("database", database, (one, info) -> {
      one.text("product", info.product());
      one.text("version", info.version());
      one.text("url", info.url());
    });
  }

  /** Which migration it is about, in three members. */
  public void migration(MigrationLabel label) {
    text("module", label.id().module());
    text("version", label.id().version().toString());
    text("name", label.name());
  }

  /** Where something is written, in two members; null where that is no file. */
  public void position(Optional<SourcePosition> position) {
    textOrNull("file", position.map(SourcePosition::file).orElse(""));
    if (position.isPresent()) {
      number("line", position.get().line());
    } else {
      textOrNull("line", "");
    }
  }

  /** Ends the document and prints it. */
  void print() {
    write(writer::endObject);
    write(writer::flush);
    screen.document(text.toString());
  }
}
