package dev.showwise.migrate.internal.script;

import dev.showwise.migrate.internal.digest.Sha256;
import dev.showwise.migrate.spi.ScriptDescription.Part;
import dev.showwise.migrate.spi.ScriptFolder;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.CharacterCodingException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Reads headers of scripts, each file once, and remembers what the files are. Nearly all have no header, and are
 * not decoded. For one thread, and one folder.
 */
final class HeaderReading {
  private final ScriptFolder folder;
  private final MessageDigest digest = Sha256.newDigest();
  private final byte[] buffer = new byte[8192];
  private final Map<String, SeenFile> seen = new HashMap<>();

  HeaderReading(ScriptFolder folder) {
    this.folder = folder;
  }

  /** What a file was when its header was read; empty if a change of it would not be seen later. */
  Optional<SeenFile> seen(String file) {
    return Optional.ofNullable(seen.get(file));
  }

  /** Reads the header of a script. */
  ScriptHeader read(Part part) throws IOException {
    // what is changed while it is read shows, since the stamp is older
    FileStamp stamp = folder instanceof StampedFolder stamped ? stamped.stamp(part.file()) : null;
    digest.reset();
    try (InputStream bytes = new DigestInputStream(folder.open(part.file()), digest)) {
      int count = bytes.readNBytes(buffer, 0, buffer.length);
      ScriptHeader header = part.firstLine() == 1 && beginsWithStatement(count)
          ? ScriptHeader.NONE
          : read(part, count, bytes);
      if (stamp != null) {
        while (bytes.read(buffer) >= 0) {
          // counted as it is read
        }
        String sha256 = HexFormat.of().formatHex(digest.digest());
        seen.put(part.file(), new SeenFile(part.file(), sha256, stamp));
      }
      return header;
    }
  }

  /** Whether the first that stands in a file can be no comment, so that it has no header. */
  private boolean beginsWithStatement(int count) {
    for (int i = 0; i < count; i++) {
      byte b = buffer[i];
      if (b < 0 || b == '-' || b == '/' || b == '#') {
        return false;
      } else if (b > ' ') {
        return true;
      }
    }
    return false;
  }

  private ScriptHeader read(Part part, int count, InputStream rest) throws IOException {
    InputStream begin = new ByteArrayInputStream(buffer.clone(), 0, count);
    InputStream lent = new FilterInputStream(rest) {
      @Override
      public void close() {
        // whoever opened it reads on
      }
    };
    try {
      return ScriptHeader.read(
          new BufferedReader(new SectionReader(
              Utf8.reader(new SequenceInputStream(begin, lent)),
              part.firstLine(),
              part.lastLine())),
          part.file());
    } catch (CharacterCodingException e) {
      // told when it is read through, if it is to be run
      return ScriptHeader.NONE;
    }
  }
}
