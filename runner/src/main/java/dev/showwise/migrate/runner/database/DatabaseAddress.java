package dev.showwise.migrate.runner.database;

import dev.showwise.migrate.runner.fault.Fault;
import dev.showwise.migrate.runner.secrets.Secrets;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which database is meant. */
public sealed interface DatabaseAddress {

  /** The JDBC URL as people and programs may see it, without credentials. */
  String shownUrl();

  /** The database as the line above a report names it. */
  String shownName();

  /** Whether it is SQLite, in a file or in memory. */
  boolean isSqlite();

  /** Whether this process opens a file itself. */
  boolean isFile();

  /**
   * A SQLite file.
   *
   * @param file where it is, absolute
   * @param parameters what came after the question mark of a JDBC URL; mostly empty
   */
  record SqliteFileAddress(Path file, String parameters) implements DatabaseAddress {
    @Override
    public String shownUrl() {
      return "jdbc:sqlite:" + file;
    }

    @Override
    public String shownName() {
      return file.toString();
    }

    @Override
    public boolean isSqlite() {
      return true;
    }

    @Override
    public boolean isFile() {
      return true;
    }
  }

  /**
   * Any other database that a driver knows: a server, or one that lives in memory.
   *
   * @param url the JDBC URL, credentials included
   */
  record DriverAddress(String url) implements DatabaseAddress {
    @Override
    public String shownUrl() {
      return Secrets.NONE.mask(url);
    }

    @Override
    public String shownName() {
      return shownUrl();
    }

    @Override
    public boolean isSqlite() {
      return url.regionMatches(true, 0, AddressParser.SQLITE, 0, AddressParser.SQLITE.length());
    }

    @Override
    public boolean isFile() {
      return H2File.isMeant(url);
    }

    /** Shows no credentials either. */
    @Override
    public String toString() {
      return shownUrl();
    }
  }

  /**
   * Understands what a person typed.
   *
   * @param text a JDBC URL, or the path of a SQLite file
   * @param folder what a relative path starts from
   * @throws Fault if it is neither
   */
  static DatabaseAddress parse(String text, Path folder) {
    return new AddressParser(folder).parse(text);
  }

  /** Tells paths from URLs. */
  final class AddressParser {
    private static final Pattern SCHEME =
        Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):.*", Pattern.DOTALL);
    private static final Pattern JDBC = Pattern.compile("jdbc:[A-Za-z][A-Za-z0-9+._-]*:.+");
    private static final String SQLITE = "jdbc:sqlite:";

    private final Path folder;

    private AddressParser(Path folder) {
      this.folder = folder;
    }

    private DatabaseAddress parse(String text) {
      // the driver takes it in any case, and would make a file of a mistyped path
      if (text.regionMatches(true, 0, SQLITE, 0, SQLITE.length())) {
        return sqlite(text);
      }
      if (text.startsWith("jdbc:")) {
        if (!JDBC.matcher(text).matches()) {
          throw malformed(
              text, "A JDBC URL goes on with the product's name, a colon and the rest.");
        }
        return new DriverAddress(text);
      }
      Matcher scheme = SCHEME.matcher(text);
      if (scheme.matches() && !isThere(text)) {
        boolean sqlite = scheme.group(1).matches("(?i)sqlite3?|file");
        throw malformed(
            text,
            sqlite
                ? "For a SQLite file give its path."
                : "Did you mean '"
                    + Secrets.NONE.mask("jdbc:" + text.replaceFirst("(?i)^jdbc:", "")) + "'?");
      }
      return new SqliteFileAddress(path(text), "");
    }

    private boolean isThere(String text) {
      try {
        return Files.exists(folder.resolve(text));
      } catch (InvalidPathException e) {
        return false;
      }
    }

    private DatabaseAddress sqlite(String url) {
      String rest = url.substring(SQLITE.length());
      int mark = rest.indexOf('?');
      String place = mark < 0 ? rest : rest.substring(0, mark);
      String parameters = mark < 0 ? "" : rest.substring(mark + 1);
      boolean uri = place.startsWith("file:");
      boolean modeMemory = List.of(parameters.split("&")).contains("mode=memory");
      if (modeMemory && !uri) {
        throw malformed(url, "mode=memory needs file: after jdbc:sqlite:, or it means a file.");
      }
      boolean inMemory = modeMemory || place.equals(":memory:") || place.equals("file::memory:");
      if (inMemory || place.startsWith(":resource:")) {
        return new DriverAddress(url);
      }
      if (place.isEmpty() || place.equals("file:")) {
        throw malformed(url, "Name the file after the colon.");
      }
      if (uri) {
        return new SqliteFileAddress(path(decoded(url, place)), parameters);
      }
      return new SqliteFileAddress(path(place), parameters);
    }

    private static String decoded(String url, String uri) {
      String path = uri.substring("file:".length()).replaceFirst("^//(?:localhost)?(?=/)", "");
      try {
        return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) {
        throw malformed(url, "A % in it must be followed by two hexadecimal digits.");
      }
    }

    private Path path(String text) {
      try {
        Path path = folder.resolve(text).toAbsolutePath();
        // a/../b is not b where a is a symbolic link
        return path.toString().contains("..") ? path : path.normalize();
      } catch (InvalidPathException e) {
        throw malformed(text, "A path cannot have that in it: " + e.getReason() + ".");
      }
    }

    private static Fault malformed(String text, String remedy) {
      String shown = Secrets.NONE.mask(text);
      return Fault.usage("'" + shown + "' is neither a JDBC URL nor a path.", remedy);
    }
  }
}
