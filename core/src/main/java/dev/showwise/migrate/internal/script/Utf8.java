package dev.showwise.migrate.internal.script;

import dev.showwise.migrate.MigrationException.InvalidScript;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Scripts are text in UTF-8; what is not is refused, since a guess would change what they do. */
final class Utf8 {
  private Utf8() {}

  /** Bytes; what is no longer is decoded at once. */
  private static final int SHORT = 1 << 13;

  /**
   * The text; reading fails with a {@link CharacterCodingException} where it is none.
   *
   * @param bytes are closed with it
   * @throws IOException if they cannot be read
   */
  static Reader reader(InputStream bytes) throws IOException {
    byte[] first = bytes.readNBytes(SHORT);
    if (first.length < SHORT) {
      try {
        String text = strictly().decode(ByteBuffer.wrap(first)).toString();
        return new FilterReader(new StringReader(text)) {
          @Override
          public void close() throws IOException {
            bytes.close();
          }
        };
      } catch (CharacterCodingException e) {
        // told where it is met
      }
    }
    return new InputStreamReader(
        new SequenceInputStream(new ByteArrayInputStream(first), bytes), strictly());
  }

  private static CharsetDecoder strictly() {
    return StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  /** Finds the line that is no text. */
  static InvalidScript fault(InputStream bytes, String name) throws IOException {
    long line = 1;
    ByteArrayOutputStream one = new ByteArrayOutputStream();
    for (int b = bytes.read(); b >= 0; b = bytes.read()) {
      one.write(b);
      if (b == '\n') {
        if (!isText(one.toByteArray())) {
          break;
        }
        one.reset();
        line++;
      }
    }
    return new InvalidScript(
        name,
        line,
        1,
        "This line is not text in UTF-8. Save the file as UTF-8. Nothing was executed.");
  }

  private static boolean isText(byte[] line) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
