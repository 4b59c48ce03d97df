package dev.showwise.migrate.internal.guard;

import java.io.FilterInputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.NullUnmarked;

/**
 * The values that were bound to a prepared statement, kept so that they can be taken out of the message
 * if it fails. Of streams, what was read of them, and not more of it than a message would quote.
 */
@NullUnmarked
final class BoundValues {
  private static final int LONGEST = 8192;

  private final Map<Integer, Object> current = new TreeMap<>();
  private final List<Object> queued = new ArrayList<>();

  /** A value of the next row. */
  <T> T keep(int index, T value) {
    current.put(index, value);
    return value;
  }

  /** A stream of the next row; to be given to the driver instead. */
  InputStream keep(int index, InputStream stream) {
    if (stream == null) {
      return null;
    }
    KeptStream kept = new KeptStream(stream);
    current.put(index, kept.read);
    return kept;
  }

  /** The same for characters. */
  Reader keep(int index, Reader reader) {
    if (reader == null) {
      return null;
    }
    KeptReader kept = new KeptReader(reader);
    current.put(index, kept.read);
    return kept;
  }

  /** The row goes into the batch. */
  void queue() {
    queued.addAll(current.values());
  }

  void forgetBatch() {
    queued.clear();
  }

  void forgetRow() {
    current.clear();
  }

  /** All of them: those of the batch and those of the next row. */
  List<Object> all() {
    List<Object> values = new ArrayList<>(queued);
    values.addAll(current.values());
    return values;
  }

  /** Text that grows as it is read. */
  private static final class Beginning {
    private final StringBuilder text = new StringBuilder();

    void add(char c) {
      if (text.length() < LONGEST) {
        text.append(c);
      }
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }

  private static final class KeptReader extends FilterReader {
    private final Beginning read = new Beginning();

    KeptReader(Reader in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int c = super.read();
      if (c >= 0) {
        read.add((char) c);
      }
      return c;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      for (int i = 0; i < count; i++) {
        read.add(buffer[offset + i]);
      }
      return count;
    }
  }

  /** Taken for ASCII: what is text at all is mostly that. */
  private static final class KeptStream extends FilterInputStream {
    private final Beginning read = new Beginning();

    KeptStream(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      if (b >= 0) {
        read.add((char) b);
      }
      return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      for (byte b : Arrays.copyOfRange(buffer, offset, offset + Math.max(0, count))) {
        read.add((char) (b & 0xff));
      }
      return count;
    }
  }
}
