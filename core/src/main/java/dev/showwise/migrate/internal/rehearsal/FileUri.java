package dev.showwise.migrate.internal.rehearsal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A file as SQLite and its driver understand it whatever its name is. */
final class FileUri {
  private static final String UNESCAPED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/-_.~:";

  private FileUri() {}

  static String of(Path file) {
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
