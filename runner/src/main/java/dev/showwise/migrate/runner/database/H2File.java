package dev.showwise.migrate.runner.database;

import java.util.List;
import java.util.Locale;
import java.util.Properties;

/**
 * H2 in a file, opened by this process. Left to itself the driver makes a database of a mistyped path,
 * and writes to one that is only read.
 */
final class H2File {
  private static final String PREFIX = "jdbc:h2:";
  private static final List<String> NO_FILE = List.of("mem:", "tcp:", "ssl:", "zip:");

  private H2File() {}

  /** Whether a URL means one. */
  static boolean isMeant(String url) {
    String lower = url.toLowerCase(Locale.ROOT);
    return lower.startsWith(PREFIX)
        && NO_FILE.stream().noneMatch(lower.substring(PREFIX.length())::startsWith);
  }

  /** What the driver is told, besides credentials, where the URL does not say it itself. */
  static Properties properties(String url, Access access, Properties credentials) {
    Properties properties = (Properties) credentials.clone();
    String upper = url.toUpperCase(Locale.ROOT);
    if (access != Access.CREATE && !upper.contains(";IFEXISTS=")) {
      properties.setProperty("IFEXISTS", "TRUE");
    }
    // with AUTO_SERVER the file is shared, and H2 refuses to do both
    if (access == Access.READ
        && !upper.contains(";ACCESS_MODE_DATA=")
        && !upper.contains(";AUTO_SERVER=")) {
      properties.setProperty("ACCESS_MODE_DATA", "r");
    }
    return properties;
  }
}
