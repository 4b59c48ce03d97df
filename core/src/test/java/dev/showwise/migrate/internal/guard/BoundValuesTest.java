package dev.showwise.migrate.internal.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BoundValuesTest {
  private final BoundValues values = new BoundValues();

  @Test
  void keeps_the_rows_of_a_batch_and_the_next_one_until_they_are_forgotten() {
    values.keep(1, "a");
    values.queue();
    values.keep(1, "b");
    values.keep(2, (Object) null);

    assertThat(values.all()).containsExactly("a", "b", null);
    values.forgetBatch();
    assertThat(values.all()).containsExactly("b", null);
    values.forgetRow();
    assertThat(values.all()).isEmpty();
  }

  @Test
  void a_stream_arrives_whole_and_what_was_read_of_it_is_known() throws IOException {
    byte[] bytes = "a stream".getBytes(StandardCharsets.US_ASCII);
    InputStream stream = values.keep(1, new ByteArrayInputStream(bytes));
    Reader reader = values.keep(2, new StringReader("a reader"));

    assertThat(stream.read()).isEqualTo('a');
    assertThat(stream.readAllBytes()).isEqualTo(" stream".getBytes(StandardCharsets.US_ASCII));
    assertThat(stream.read()).isEqualTo(-1);
    assertThat(reader.read()).isEqualTo('a');
    StringWriter rest = new StringWriter();
    reader.transferTo(rest);
    assertThat(rest.toString()).isEqualTo(" reader");
    assertThat(reader.read()).isEqualTo(-1);
    assertThat(values.all()).extracting(Object::toString).containsExactly("a stream", "a reader");
  }

  @Test
  void of_a_long_stream_the_beginning_is_enough() throws IOException {
    Reader reader = values.keep(1, new StringReader("x".repeat(100_000)));

    reader.transferTo(new StringWriter());

    assertThat(values.all().get(0).toString()).hasSize(8192);
  }

  @Test
  void no_stream_is_no_stream() {
    assertThat(values.keep(1, (InputStream) null)).isNull();
    assertThat(values.keep(2, (Reader) null)).isNull();
  }
}
