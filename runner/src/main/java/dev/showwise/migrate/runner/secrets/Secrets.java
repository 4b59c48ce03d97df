package dev.showwise.migrate.runner.secrets;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes credentials out of texts before anybody sees them: those that it was told of, and whatever
 * stands where URLs have them. Immutable.
 */
public final class Secrets {
  /** Nothing is known yet; only what stands where URLs have credentials is taken out. */
  public static final Secrets NONE = new Secrets(List.of());

  private static final String MASK = "***";

  /**
   * {@code //user:password@}; a password may have an @ in it, so the last one counts. After {@code
   * //host:port} an @ belongs to a parameter.
   */
  private static final Pattern USER_INFO =
      Pattern.compile("(?<=//)[^:/?#\\s'\"]*:((?!\\d+[/?,;])[^\\s'\"]*|[^\\s'\"?;]*)@");

  /** {@code thin:user/password@}; here too the last @ counts. */
  private static final Pattern THIN =
      Pattern.compile("(?i):(?:thin|oci8?):[^/\\s'\"]+/([^\\s'\"]+)@");

  private static final String NAME =
      // begun only where a word begins, or a long one would be read once for each of its letters
      "(?:(?<![a-z._-])[a-z._-]*(?:password|passwd|passphrase|pwd|secret|token|api_?key)|\\b(?:[a-z]+_)?pass)";

  /** {@code ?password=…} or {@code ;password=…}, where a comma is part of the value. */
  private static final Pattern URL_PARAMETER = Pattern.compile(
      "(?i)[?&;]\\s*(?:" + NAME + "|(?:hex)?key)\\s*=\\s*([^{&;\\s'\"][^&;\\s'\"]*)");

  /** {@code password=…} wherever else it stands, and however it is quoted. */
  private static final Pattern PARAMETER = Pattern.compile(
      "(?i)" + NAME + "\\s*=\\s*(\\{[^}]*(?:}}[^}]*)*}|'[^']*'|\"[^\"]*\"|[^&;,\\s'\")]+)");

  private static final List<Pattern> ANYWHERE = List.of(USER_INFO, THIN, URL_PARAMETER, PARAMETER);

  private static final Comparator<String> LONGEST_FIRST =
      (one, other) -> Integer.compare(other.length(), one.length());

  /** {@code user:password@host}, for which other texts have many uses. */
  private static final Pattern URL_WITHOUT_A_SCHEME =
      Pattern.compile("^(?!jdbc:)[^:/?#\\s]{2,}:((?!//)\\S+)@");

  private final List<String> known;

  private Secrets(List<String> known) {
    Set<String> distinct = new LinkedHashSet<>(known);
    distinct.remove("");
    List<String> sorted = new ArrayList<>(distinct);
    sorted.sort(LONGEST_FIRST);
    this.known = List.copyOf(sorted);
  }

  /** These, and one more that must never be seen. */
  public Secrets and(String secret) {
    List<String> more = new ArrayList<>(known);
    more.add(secret);
    return new Secrets(more);
  }

  /** These, and the credentials in a URL, as written there and as they are meant. */
  public Secrets andThoseIn(String url) {
    List<String> more = new ArrayList<>(known);
    for (Pattern pattern : ANYWHERE) {
      addGroups(pattern, url, more);
    }
    addGroups(URL_WITHOUT_A_SCHEME, url, more);
    return more.size() == known.size() ? this : new Secrets(more);
  }

  private static void addGroups(Pattern pattern, String url, List<String> secrets) {
    Matcher match = pattern.matcher(url);
    while (match.find()) {
      secrets.add(match.group(1));
      secrets.add(decoded(match.group(1)));
    }
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }

  /** The text with {@code ***} in place of each credential. */
  public String mask(String text) {
    String masked = text;
    // before the patterns, which may see only a part of one that has odd signs in it
    for (String secret : known) {
      masked = withoutWord(masked, secret);
    }
    for (Pattern pattern : ANYWHERE) {
      masked = pattern
          .matcher(masked)
          .replaceAll(match ->
              Matcher.quoteReplacement(match.group().substring(0, match.start(1) - match.start())
                  + MASK
                  + match.group().substring(match.end(1) - match.start())));
    }
    return masked;
  }

  /** A short password is only taken out where it stands alone, or no text would stay readable. */
  private static String withoutWord(String text, String secret) {
    if (secret.length() > 3) {
      return text.replace(secret, MASK);
    }
    Pattern alone =
        Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(secret) + "(?![\\p{L}\\p{N}])");
    return alone.matcher(text).replaceAll(Matcher.quoteReplacement(MASK));
  }
}
