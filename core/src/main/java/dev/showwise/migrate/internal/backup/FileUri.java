package dev.showwise.migrate.internal.backup;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A file as SQLite and its driver understand it whatever its name is; as a plain path the driver stops at quotes. */
public final class FileUri {
  private static final String UNESCAPED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/-_.~:";

  private FileUri() {}

  /** The URI of a file, absolute, with all odd characters escaped. */
  public static String of(Path file) {
    String path =
        file.toAbsolutePath().toString().replace(file.getFileSystem().getSeparator(), "/");
    StringBuilder uri = new StringBuilder("file:").append(path.startsWith("/") ? "" : "/");
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      char letter = (char) (b & 0xff);
      uri.append(UNESCAPED.indexOf(letter) >= 0 ? letter : String.format("%%%02X", (int) letter));
    }
    return uri.toString();
  }
}
