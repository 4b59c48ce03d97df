package dev.showwise.migrate.runner.secrets;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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

  /** {@code //user:password@}; a password may have an @ in it, so the last one counts. */
  private static final Pattern USER_INFO =
      Pattern.compile("(?<=//)([^:/?#\\s'\"]*):([^\\s'\"?;]*)@");

  /** {@code thin:user/password@}. */
  private static final Pattern THIN =
      Pattern.compile("(?i)(:(?:thin|oci8?):[^/\\s'\"]+)/([^@\\s'\"]+)@");

  /** {@code password=…} among the parameters, in whatever way they are separated. */
  private static final Pattern PARAMETER = Pattern.compile(
      "(?i)((?:[a-z._-]*(?:password|passwd|passphrase|secret|token|api_?key)|\\bpwd|\\bpass)"
          + "\\s*=\\s*)(\\{[^}]*}|[^&;,\\s'\")]+)");

  private final List<String> known;

  private Secrets(List<String> known) {
    this.known = known.stream()
        .filter(secret -> !secret.isEmpty())
        .distinct()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .toList();
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
    for (Pattern pattern : List.of(USER_INFO, THIN, PARAMETER)) {
      Matcher matcher = pattern.matcher(url);
      while (matcher.find()) {
        String secret = matcher.group(2);
        more.add(secret);
        more.add(decoded(secret));
      }
    }
    return new Secrets(more);
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
    String masked = USER_INFO.matcher(text).replaceAll("$1:" + MASK + "@");
    masked = THIN.matcher(masked).replaceAll("$1/" + MASK + "@");
    masked = PARAMETER.matcher(masked).replaceAll("$1" + MASK);
    for (String secret : known) {
      masked = withoutWord(masked, secret);
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
