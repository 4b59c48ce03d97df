package dev.showwise.migrate.internal.discovery;

import java.security.CodeSource;

/** Where a class comes from, for messages: the file name of its jar or folder. */
final class Origin {
  private Origin() {}

  static String of(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return type.getName();
    }
    return fileName(source.getLocation().getPath());
  }

  /** The jar or folder in which the resource behind a URL lies, as a path. */
  static String fileOf(String url) {
    String path = url.startsWith("jar:") ? url.substring(4) : url;
    int inside = path.indexOf("!/");
    path = inside >= 0 ? path.substring(0, inside) : path.replaceAll("/META-INF/services/.*$", "");
    return path.startsWith("file:") ? path.substring(5) : path;
  }

  static String fileName(String path) {
    String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    int jarEnd = trimmed.indexOf("!/");
    if (jarEnd >= 0) {
      trimmed = trimmed.substring(0, jarEnd);
    }
    if (trimmed.endsWith("/target/classes")) {
      // in a build that has not been packaged, the project's folder says more than 'classes'
      trimmed = trimmed.substring(0, trimmed.length() - "/target/classes".length());
    }
    return trimmed.substring(trimmed.lastIndexOf('/') + 1);
  }
}
