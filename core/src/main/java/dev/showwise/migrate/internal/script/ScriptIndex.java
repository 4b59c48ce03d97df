package dev.showwise.migrate.internal.script;

import dev.showwise.migrate.internal.digest.Sha256;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The list of a folder's files that stands for the folder where a folder cannot be listed. A text in UTF-8: its
 * form and how many files it has, then of each file the SHA-256, the size in bytes and the path.
 *
 * @param files what is known of each file, by its path from the folder with {@code /}, in order of the paths
 */
public record ScriptIndex(Map<String, Content> files) {
  /** The name of the file that it is kept in, in the folder itself. */
  public static final String FILE = "showwise-scripts.index";

  private static final String FORM = "showwise-scripts-1";
  private static final Pattern HEAD = Pattern.compile(FORM + " ([0-9]{1,9})");
  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) ([0-9]{1,18}) (.+)");

  /**
   * What a file has in it.
   *
   * @param sha256 the SHA-256 of its bytes
   * @param size how many bytes it has
   */
  public record Content(String sha256, long size) {
    /** What is in a file; the stream is not closed here. */
    static Content of(InputStream bytes) throws IOException {
      MessageDigest digest = Sha256.newDigest();
      long size = new DigestInputStream(bytes, digest).transferTo(OutputStream.nullOutputStream());
      return new Content(HexFormat.of().formatHex(digest.digest()), size);
    }
  }

  /** Copies the map, in order. */
  public ScriptIndex {
    files = Collections.unmodifiableMap(new TreeMap<>(files));
  }

  /**
   * Lists a folder on disk.
   *
   * @throws IOException if it cannot be read, or a file is called so that it cannot be listed
   */
  public static ScriptIndex of(Path folder) throws IOException {
    DiskFolder disk = DiskFolder.list(folder);
    Map<String, Content> files = new TreeMap<>();
    for (String file : disk.files()) {
      if (file.equals(FILE)) {
        continue;
      } else if (file.indexOf('\n') >= 0 || file.indexOf('\r') >= 0) {
        throw new IOException("A file in " + folder + " has a line end in its name: " + file);
      }
      try (InputStream bytes = disk.open(file)) {
        files.put(file, Content.of(bytes));
      }
    }
    return new ScriptIndex(files);
  }

  /** Puts it into the folder, in the place of one that is there. */
  public void write(Path folder) throws IOException {
    StringBuilder text =
        new StringBuilder(FORM).append(' ').append(files.size()).append('\n');
    files.forEach((file, content) -> text.append(content.sha256())
        .append(' ')
        .append(content.size())
        .append(' ')
        .append(file)
        .append('\n'));
    Files.writeString(folder.resolve(FILE), text);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @return empty if it is no such list, or not all of it
   * @throws IOException if it cannot be read
   */
  static Optional<ScriptIndex> read(InputStream bytes) throws IOException {
    Reader text = new InputStreamReader(bytes, StandardCharsets.UTF_8);
    List<String> lines = new BufferedReader(text).lines().toList();
    Matcher head = HEAD.matcher(lines.isEmpty() ? "" : lines.get(0));
    if (!head.matches() || Integer.parseInt(head.group(1)) != lines.size() - 1) {
      return Optional.empty();
    }
    Map<String, Content> files = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      Matcher parts = LINE.matcher(line);
      if (!parts.matches()) {
        return Optional.empty();
      }
      files.put(parts.group(3), new Content(parts.group(1), Long.parseLong(parts.group(2))));
    }
    return files.size() == lines.size() - 1
        ? Optional.of(new ScriptIndex(files))
        : Optional.empty();
  }
}
