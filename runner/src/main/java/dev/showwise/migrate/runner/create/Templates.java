package dev.showwise.migrate.runner.create;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts that a new module is made of, kept as resources beside this class. */
final class Templates {
  private static final Pattern PLACEHOLDER = Pattern.compile("@([a-z0-9.-]+)@");

  private Templates() {}

  /** The versions that this build uses itself. */
  static Map<String, String> versions() {
    Properties properties = new Properties();
    try (InputStream in = open("versions.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> versions = new TreeMap<>();
    properties.stringPropertyNames().forEach(n -> versions.put(n, properties.getProperty(n)));
    return versions;
  }

  /** A template as it stands: the kind's own, or else that of all kinds; empty if there is neither. */
  static String text(Kind kind, String template) {
    String file = template + ".template";
    try (InputStream own = Templates.class.getResourceAsStream(kind.word() + "/" + file);
        InputStream common = Templates.class.getResourceAsStream(file)) {
      InputStream in = own == null ? common : own;
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A template with its placeholders replaced, those of other templates ({@code @of-kind.plugin@}) too.
   *
   * @throws IllegalStateException if a placeholder has no value
   */
  static String fill(Kind kind, String template, Map<String, String> values) {
    return PLACEHOLDER.matcher(text(kind, template)).replaceAll(match -> {
      String value = values.get(match.group(1));
      if (value == null) {
        throw new IllegalStateException(template + " asks for an unknown " + match.group());
      }
      return Matcher.quoteReplacement(value);
    });
  }

  private static InputStream open(String resource) {
    InputStream in = Templates.class.getResourceAsStream(resource);
    if (in == null) {
      throw new IllegalStateException("The program is incomplete: " + resource + " is missing");
    }
    return in;
  }
}
