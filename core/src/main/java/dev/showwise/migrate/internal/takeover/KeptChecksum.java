package dev.showwise.migrate.internal.takeover;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * What another tool kept of a script, so that it would notice a change of it.
 *
 * @param way how the tool makes it
 * @param value the value, as the tool writes it
 */
record KeptChecksum(Way way, String value) {
  /** How a tool makes its checksum of a file. */
  enum Way {
    /**
     * Flyway's: the CRC-32 of all lines in UTF-8, without what ends them and without a byte order mark, as a
     * signed number. Flyway reads its files as UTF-8 unless it is told otherwise.
     */
    CRC32_OF_LINES {
      @Override
      List<String> valuesOf(InputStream script) throws IOException {
        CRC32 crc = new CRC32();
        script.mark(MARK.length);
        byte[] first = script.readNBytes(MARK.length);
        if (!Arrays.equals(first, MARK)) {
          script.reset();
        }
        for (int b = script.read(); b >= 0; b = script.read()) {
          if (b != '\n' && b != '\r') {
            crc.update(b);
          }
        }
        return List.of(Integer.toString((int) crc.getValue()));
      }
    },
    /**
     * sqlx's: the SHA-384 of all bytes. The same file has other line ends where it was checked out on another
     * system, and is the same script.
     */
    SHA384_OF_BYTES {
      @Override
      List<String> valuesOf(InputStream script) throws IOException {
        MessageDigest asItIs = sha384();
        MessageDigest withNewlines = sha384();
        MessageDigest withReturns = sha384();
        int before = 0;
        for (int b = script.read(); b >= 0; b = script.read()) {
          asItIs.update((byte) b);
          if (b == '\n') {
            withNewlines.update((byte) '\n');
            withReturns.update((byte) '\r');
            withReturns.update((byte) '\n');
          } else {
            if (before == '\r') {
              withNewlines.update((byte) '\r');
              withReturns.update((byte) '\r');
            }
            if (b != '\r') {
              withNewlines.update((byte) b);
              withReturns.update((byte) b);
            }
          }
          before = b;
        }
        if (before == '\r') {
          withNewlines.update((byte) '\r');
          withReturns.update((byte) '\r');
        }
        Set<String> values = new LinkedHashSet<>();
        for (MessageDigest digest : List.of(asItIs, withNewlines, withReturns)) {
          values.add(HexFormat.of().formatHex(digest.digest()));
        }
        return List.copyOf(values);
      }
    };

    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /**
     * What the tool may have kept of a file.
     *
     * @param script the file, where a reader can go back three bytes
     * @return of the file as it is first, then with other line ends where they count
     */
    abstract List<String> valuesOf(InputStream script) throws IOException;

    private static MessageDigest sha384() {
      try {
        return MessageDigest.getInstance("SHA-384");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("this Java has no SHA-384", e);
      }
    }
  }

  /**
   * What the tool would have kept of a file: its own value if that is the same script.
   *
   * @param script the file; closed here
   */
  String of(InputStream script) throws IOException {
    try (InputStream bytes = new BufferedInputStream(script)) {
      List<String> values = way.valuesOf(bytes);
      return values.contains(value) ? value : values.get(0);
    }
  }
}
