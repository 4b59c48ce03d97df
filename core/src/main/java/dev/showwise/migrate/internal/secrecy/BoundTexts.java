package dev.showwise.migrate.internal.secrecy;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a message may spell the values that were bound to a statement. */
final class BoundTexts {
  /** What a message quotes of a long value is its beginning. */
  private static final int LONGEST = 65_536;

  private final Set<String> texts = new LinkedHashSet<>();

  private BoundTexts() {}

  static Set<String> of(List<? extends @Nullable Object> values) {
    BoundTexts all = new BoundTexts();
    values.forEach(all::add);
    return all.texts;
  }

  private void add(@Nullable Object value) {
    if (value == null || value instanceof Boolean) {
      return;
    }
    try {
      if (value instanceof byte[] bytes) {
        addBytes(bytes);
      } else if (value instanceof Blob blob) {
        addBytes(blob.getBytes(1, LONGEST));
      } else if (value instanceof Clob clob) {
        addText(clob.getSubString(1, LONGEST));
      } else if (value instanceof SQLXML xml) {
        addText(xml.getString());
      } else if (value instanceof Array array) {
        add(array.getArray());
      } else if (value instanceof Object[] elements) {
        Arrays.asList(elements).forEach(this::add);
      } else if (value instanceof Collection<?> elements) {
        elements.forEach(this::add);
      } else {
        addText(value.toString());
        if (value instanceof BigDecimal decimal) {
          addText(decimal.toPlainString());
        }
      }
    } catch (SQLException | RuntimeException unreadable) {
      // a driver's object that is used up; nothing else in this process could have read it either
      return;
    }
  }

  private void addBytes(byte[] bytes) {
    byte[] start = bytes.length > LONGEST ? Arrays.copyOf(bytes, LONGEST) : bytes;
    addText(HexFormat.of().formatHex(start));
    try {
      addText(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(start)).toString());
    } catch (CharacterCodingException noText) {
      return;
    }
  }

  private void addText(String text) {
    if (!text.isEmpty()) {
      texts.add(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
    }
  }
}
