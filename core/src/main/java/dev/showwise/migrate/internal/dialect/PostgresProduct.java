package dev.showwise.migrate.internal.dialect;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells PostgreSQL from products that speak its protocol and give its name: their transactions,
 * locks and catalogues are others.
 */
final class PostgresProduct {
  /** The first release whose catalogue has all that is read here. */
  private static final int FIRST_RELEASE = 12;

  /** PostgreSQL's own versions have two parts, and words after them at most. */
  private static final Pattern ITS_OWN_VERSION =
      Pattern.compile("\\d+(\\.\\d+)?((beta|rc)\\d+|devel)?( .*)?");

  private static final List<String> OTHERS =
      List.of("cockroach", "yugabyte", "-yb-", "redshift", "materialize", "crate", "questdb");

  private PostgresProduct() {}

  /** Whether it is PostgreSQL, of a release that is known. */
  static boolean isBehind(DatabaseMetaData metaData) throws SQLException {
    return metaData.getDatabaseMajorVersion() >= FIRST_RELEASE && isThis(metaData);
  }

  /** Which release is the first that is supported, if it is PostgreSQL of an older one. */
  static Optional<String> firstReleaseAfter(DatabaseMetaData metaData) throws SQLException {
    return metaData.getDatabaseMajorVersion() < FIRST_RELEASE && isThis(metaData)
        ? Optional.of(Integer.toString(FIRST_RELEASE))
        : Optional.empty();
  }

  private static boolean isThis(DatabaseMetaData metaData) throws SQLException {
    if (!"PostgreSQL".equalsIgnoreCase(metaData.getDatabaseProductName())) {
      return false;
    }
    String version = metaData.getDatabaseProductVersion();
    // the question costs a round trip, so it is asked only if the answer is not clear
    return !isOther(version)
        && (ITS_OWN_VERSION.matcher(version).matches() || !isOther(fullVersion(metaData)));
  }

  /** Whether a version's text is of one of the other products. */
  static boolean isOther(String version) {
    String text = version.toLowerCase(Locale.ROOT);
    return OTHERS.stream().anyMatch(text::contains);
  }

  private static String fullVersion(DatabaseMetaData metaData) throws SQLException {
    try (Statement statement = metaData.getConnection().createStatement();
        ResultSet row = statement.executeQuery("SELECT version()")) {
      return row.next() ? row.getString(1) : "";
    }
  }
}
