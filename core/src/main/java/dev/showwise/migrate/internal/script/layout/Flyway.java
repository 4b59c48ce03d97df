package dev.showwise.migrate.internal.script.layout;

import dev.showwise.migrate.MigrationVersion;
import dev.showwise.migrate.spi.ScriptDescription.Kind;
import dev.showwise.migrate.spi.ScriptDescription.Part;
import dev.showwise.migrate.spi.ScriptDescription.Role;
import dev.showwise.migrate.spi.ScriptDescription.Transaction;
import dev.showwise.migrate.spi.ScriptFolder;
import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Flyway's: {@code V1_2__name.sql}, {@code U1_2__name.sql} for the way back, {@code R__name.sql} for what is
 * run whenever it changed, {@code B5__name.sql} for a start at version 5. A file's {@code .conf} may say
 * {@code executeInTransaction=false}.
 */
final class Flyway extends FileLayout {
  /** Compiled when a name comes that may fit. */
  private static final class Names {
    static final Pattern VERSIONED = Pattern.compile(
        "(?<stem>(?<prefix>[VUB])(?<version>\\d+(?:[._]\\d+)*)__(?<title>.+))\\.sql");
    static final Pattern REPEATABLE = Pattern.compile("(?<stem>R__(?<title>.+))\\.sql");
    static final Pattern CALLBACK = Pattern.compile("(before|after|create)[A-Z]\\w*(__.*)?\\.sql");
    /** What somebody meant to be a migration, even if a character of it is wrong. */
    static final Pattern MEANT =
        Pattern.compile("(?i)([VUB][ ._-]*\\d|R_|\\d).*|.*__.*|.*\\.sql.+");
  }

  private static final String CONFIGURATION = ".sql.conf";

  Flyway() {
    super("flyway", Depth.DEEP);
  }

  @Override
  String shape() {
    return "V1_2__name.sql, U1_2__name.sql, B5__name.sql or R__name.sql, with two underscores";
  }

  @Override
  boolean isDistinctive(String baseName) {
    return "VUBR".indexOf(baseName.charAt(0)) >= 0
        && (Names.VERSIONED.matcher(baseName).matches()
            || Names.REPEATABLE.matcher(baseName).matches());
  }

  @Override
  String hint(String baseName) {
    if (baseName.endsWith(CONFIGURATION)) {
      return "";
    }
    return Names.CALLBACK.matcher(baseName).matches()
        ? "is a callback of Flyway, which is not run here. Move it out of the folder; what it does may"
            + " belong into a migration."
        : "";
  }

  @Override
  boolean isPassedBy(String baseName) {
    return !Names.MEANT.matcher(baseName).matches() && hint(baseName).isEmpty();
  }

  @Override
  boolean isAside(String file) {
    return file.endsWith(CONFIGURATION);
  }

  @Override
  boolean add(Draft draft, ScriptFolder folder, String file) throws IOException {
    String baseName = FolderFiles.baseName(file);
    Matcher repeatable = Names.REPEATABLE.matcher(baseName);
    if (repeatable.matches()) {
      String name = Draft.nameOf(repeatable.group("stem"));
      draft.add(
          MigrationVersion.repeatable(name),
          name,
          repeatable.group("title"),
          Kind.ON_CHANGE,
          part(draft, folder, file, Role.UP));
      return true;
    }
    Matcher versioned = Names.VERSIONED.matcher(baseName);
    if (!versioned.matches()) {
      return false;
    }
    String prefix = versioned.group("prefix");
    draft.add(
        draft.version(versioned.group("version"), file),
        versioned.group("stem"),
        versioned.group("title"),
        prefix.equals("B") ? Kind.BASELINE : Kind.ONCE,
        part(draft, folder, file, prefix.equals("U") ? Role.DOWN : Role.UP));
    return true;
  }

  private static Part part(Draft draft, ScriptFolder folder, String file, Role role)
      throws IOException {
    return Part.whole(role, "", file).with(transaction(draft, folder, file));
  }

  private static Transaction transaction(Draft draft, ScriptFolder folder, String file)
      throws IOException {
    String configuration = file + ".conf";
    if (!draft.hasFile(configuration)) {
      return Transaction.WHERE_POSSIBLE;
    }
    Properties properties = properties(folder, configuration);
    Set<String> known = Set.of("executeInTransaction", "encoding");
    properties.stringPropertyNames().stream()
        .filter(key -> !known.contains(key))
        .sorted()
        .forEach(key -> draft.fault(configuration, "has '" + key + "', which is not done here."));
    if (!Optional.ofNullable(properties.getProperty("encoding"))
        .orElse("UTF-8")
        .equalsIgnoreCase("UTF-8")) {
      draft.fault(configuration, "has another encoding than UTF-8. Save the script as UTF-8.");
    }
    return "false".equals(properties.getProperty("executeInTransaction"))
        ? Transaction.NEVER
        : Transaction.WHERE_POSSIBLE;
  }

  private static Properties properties(ScriptFolder folder, String file) throws IOException {
    StringBuilder text = new StringBuilder();
    try (Lines lines = Lines.of(folder, file)) {
      for (@Nullable String line = lines.next(); line != null; line = lines.next()) {
        text.append(line).append('\n');
      }
    }
    Properties properties = new Properties();
    properties.load(new StringReader(text.toString()));
    return properties;
  }
}
