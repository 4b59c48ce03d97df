package dev.showwise.migrate.runner.database;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Makes JDBC URLs for SQLite files. The driver takes a question mark in a plain path for the
 * beginning of parameters; in a {@code file:} URI with escapes every name works.
 */
final class SqliteUrl {
  private static final String UNESCAPED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/-_.~:";

  private SqliteUrl() {}

  /** The URL of a file, with parameters unless they are empty. */
  static String of(Path file, String parameters) {
    String path = file.toString().replace(file.getFileSystem().getSeparator(), "/");
    StringBuilder url = new StringBuilder("jdbc:sqlite:file:");
    if (!path.startsWith("/")) {
      // C:/… on Windows
      url.append('/');
    }
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      char letter = (char) (b & 0xff);
      if (UNESCAPED.indexOf(letter) >= 0) {
        url.append(letter);
      } else {
        url.append(String.format("%%%02X", (int) letter));
      }
    }
    return parameters.isEmpty()
        ? url.toString()
        : url.append('?').append(parameters).toString();
  }
}
