package dev.showwise.migrate.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The GRANT statements of the page on privileges, so that the page says what is tested. */
final class GrantsOnPage {
  private static final Path PAGE = Path.of("..", "docs", "privileges.md");
  private static final Pattern GRANT =
      Pattern.compile("GRANT ([A-Z, ]+?)( ON (?:DATABASE |SCHEMA )?(\\S+))? TO migrator");

  private GrantsOnPage() {}

  /**
   * One privilege on one object.
   *
   * @param privilege the privilege
   * @param on where it is, as it is written; empty for one that is nowhere in particular
   * @param object the name of that
   */
  record Grant(String privilege, String on, String object) {
    String give(String account) {
      return "GRANT " + privilege + on + " TO " + account;
    }

    String take(String account) {
      return "REVOKE " + privilege + on + " FROM " + account;
    }
  }

  /** The statements of a block, for that account on that database. */
  static List<String> statements(String product, String call, String database, String account) {
    return lines(product, call, database)
        .map(line -> line.replaceFirst(" TO migrator;$", " TO " + account))
        .toList();
  }

  /** The privileges of a block, one by one. */
  static List<Grant> of(String product, String call, String database) {
    return lines(product, call, database).flatMap(GrantsOnPage::grants).toList();
  }

  private static Stream<String> lines(String product, String call, String database) {
    try {
      Matcher block = Pattern.compile(
              "<!-- grants: " + product + " " + call + " -->\n```sql\n(.*?)```", Pattern.DOTALL)
          .matcher(Files.readString(PAGE));
      if (!block.find()) {
        throw new AssertionError(PAGE + " has no grants for " + product + " " + call);
      }
      return block.group(1).replaceAll("\\bcrew\\b", database).lines();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Grant> grants(String line) {
    Matcher grant = GRANT.matcher(line);
    if (!grant.lookingAt()) {
      throw new AssertionError("no GRANT: " + line);
    }
    String on = grant.group(2) == null ? "" : grant.group(2);
    String object = on.isEmpty() ? "" : grant.group(3).replaceAll("^.*\\.(?!\\*)|\\.\\*$", "");
    return Stream.of(grant.group(1).split(", ")).map(privilege -> new Grant(privilege, on, object));
  }
}
