package dev.showwise.migrate.runner.plugins;

import dev.showwise.migrate.runner.fault.Fault;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the JDBC driver for a URL among the program's own and those that were dropped in. Each is
 * made and asked by itself and never through {@link java.sql.DriverManager}, which sees no classes of
 * another class loader, and where one driver that cannot be loaded hides all others.
 */
public final class Drivers {
  private static final Pattern PREFIX = Pattern.compile("(?i)jdbc:([a-z0-9][a-z0-9+.-]*):.*");

  /** What to drop in for the products that are asked for most, by the word after {@code jdbc:}. */
  private static final Map<String, String> KNOWN = Map.of(
      "postgresql", "org.postgresql:postgresql",
      "mariadb", "org.mariadb.jdbc:mariadb-java-client",
      "mysql", "com.mysql:mysql-connector-j",
      "h2", "com.h2database:h2",
      "sqlserver", "com.microsoft.sqlserver:mssql-jdbc",
      "oracle", "com.oracle.database.jdbc:ojdbc11");

  /** A provider list that fails without moving on must not be read for ever. */
  private static final int MOST_FAILURES = 1000;

  private Drivers() {}

  /**
   * The first driver that says it takes the URL: the program's own before dropped-in ones.
   *
   * @param url a JDBC URL; may have a password in it
   * @param dropIns sees the dropped-in jars, and the program's own through its parent
   * @throws Fault if there is none; it says which drivers there are, which could not be used and
   *     why, and what to drop in; of the URL it has only the prefix
   */
  public static Driver find(String url, ClassLoader dropIns) {
    List<String> atHand = new ArrayList<>();
    List<String> unusable = new ArrayList<>();
    Iterator<Driver> drivers = ServiceLoader.load(Driver.class, dropIns).iterator();
    for (Optional<Driver> next = next(drivers, unusable);
        next.isPresent();
        next = next(drivers, unusable)) {
      Driver driver = next.get();
      if (accepts(driver, url, unusable)) {
        return driver;
      }
      atHand.add(driver.getClass().getName());
    }
    throw none(url, atHand, unusable);
  }

  private static Optional<Driver> next(Iterator<Driver> drivers, List<String> unusable) {
    while (unusable.size() < MOST_FAILURES) {
      try {
        return drivers.hasNext() ? Optional.of(drivers.next()) : Optional.empty();
      } catch (ServiceConfigurationError | LinkageError e) {
        unusable.add(reason(e));
      }
    }
    return Optional.empty();
  }

  // A driver may fail in any way; one that does is passed over. Its message may repeat the URL, and
  // with it the password, so only the kind of failure is told.
  private static boolean accepts(Driver driver, String url, List<String> unusable) {
    try {
      return driver.acceptsURL(url);
    } catch (SQLException | RuntimeException | LinkageError e) {
      unusable.add(driver.getClass().getName() + " (" + e.getClass().getSimpleName() + ")");
      return false;
    }
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure.getCause();
    String text = String.valueOf(failure.getMessage());
    return cause == null
        ? text
        : text + " (" + cause.getClass().getSimpleName()
            + (cause.getMessage() == null ? "" : ": " + cause.getMessage()) + ")";
  }

  private static Fault none(String url, List<String> atHand, List<String> unusable) {
    String code = "no-driver";
    Matcher matcher = PREFIX.matcher(url);
    if (!matcher.matches()) {
      return Fault.unavailable(
          code,
          "This is not a JDBC URL: it must begin with 'jdbc:' and a product, such as"
              + " jdbc:sqlite:production_crew.db.",
          "For an SQLite file its path alone will do.");
    }
    String product = matcher.group(1).toLowerCase(Locale.ROOT);
    StringBuilder text = new StringBuilder();
    text.append("No JDBC driver takes jdbc:").append(product).append(":... URLs as this one.");
    text.append("\nDrivers at hand: ")
        .append(atHand.isEmpty() ? "none" : String.join(", ", new TreeSet<>(atHand)))
        .append('.');
    for (String one : new TreeSet<>(unusable)) {
      text.append("\nNot usable: ").append(one);
    }
    String artifact = KNOWN.get(product);
    return Fault.unavailable(
        code,
        text.toString(),
        "Drop the driver's jar" + (artifact == null ? "" : " (" + artifact + ")")
            + " into migrations/, beside the migrations, or name its folder with --migrations; if"
            + " it is there already, check the spelling of the URL.");
  }
}
