package dev.showwise.migrate.backups;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a client program reaches a database on a server.
 *
 * @param product {@code postgresql}, {@code mariadb} or {@code mysql}
 * @param host the server's name or address
 * @param port its port
 * @param database the name of the database
 * @param user who connects; empty for what the client program takes by default
 * @param password never shown; empty for none
 * @param parameters the other parameters of the URL, by names in lower case
 */
public record ServerAccess(
    String product,
    String host,
    int port,
    String database,
    String user,
    String password,
    Map<String, String> parameters) {
  private static final Pattern URL = Pattern.compile(
      "jdbc:(postgresql|mariadb|mysql)://([^/?,]*)/([^?]*)(?:\\?(.*))?", Pattern.CASE_INSENSITIVE);

  /** Copies the parameters. */
  public ServerAccess {
    parameters = Map.copyOf(parameters);
  }

  /**
   * The server and database that a JDBC URL names; what is given apart from the URL wins.
   *
   * @param user the user, unless the URL has it; empty for none
   * @param password the password, unless the URL has it; empty for none
   * @return empty if the URL is of another product, or names several servers, a socket or no database,
   *     which no client program takes as they are
   */
  public static Optional<ServerAccess> of(String url, String user, String password) {
    Matcher parts = URL.matcher(url);
    if (!parts.matches() || parts.group(3).isEmpty()) {
      return Optional.empty();
    }
    URI authority;
    try {
      authority = URI.create("db://" + (parts.group(2).isEmpty() ? "localhost" : parts.group(2)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (authority.getHost() == null) {
      return Optional.empty();
    }
    String product = parts.group(1).toLowerCase(Locale.ROOT);
    Map<String, String> parameters = parameters(parts.group(4));
    return Optional.of(new ServerAccess(
        product,
        authority.getHost().replaceAll("^\\[|]$", ""),
        authority.getPort() < 0 ? defaultPort(product) : authority.getPort(),
        decoded(parts.group(3)),
        user.isEmpty() ? parameters.getOrDefault("user", "") : user,
        password.isEmpty() ? parameters.getOrDefault("password", "") : password,
        parameters));
  }

  private static int defaultPort(String product) {
    return product.equals("postgresql") ? 5432 : 3306;
  }

  private static Map<String, String> parameters(@Nullable String query) {
    Map<String, String> parameters = new HashMap<>();
    for (String parameter : query == null ? new String[0] : query.split("&", -1)) {
      int sign = parameter.indexOf('=');
      if (sign > 0) {
        parameters.put(
            parameter.substring(0, sign).toLowerCase(Locale.ROOT),
            decoded(parameter.substring(sign + 1)));
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }

  /** Without the password, and without parameters, which may have secrets. */
  @Override
  public String toString() {
    return nameOf(database);
  }

  /** The same of another database of the server. */
  String nameOf(String other) {
    return product + "://" + host + ":" + port + "/" + other;
  }
}
