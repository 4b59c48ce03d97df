package dev.showwise.migrate.backups;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a URL wants of the encryption between a client and a server of MariaDB or MySQL, in the options of
 * their client programs: a backup must not travel in the clear where the migrations do not.
 */
final class Encryption {
  private Encryption() {}

  /** How much is wanted. */
  private enum Wanted {
    ANY("REQUIRED"),
    OF_A_KNOWN_AUTHORITY("VERIFY_CA"),
    OF_THIS_HOST("VERIFY_IDENTITY");

    private final String mode;

    Wanted(String mode) {
      this.mode = mode;
    }
  }

  /**
   * The options for it.
   *
   * @param parameters those of the URL, by names in lower case
   * @param version what the client program says of itself
   */
  static List<String> options(Map<String, String> parameters, String version) {
    Optional<Wanted> wanted = wanted(parameters);
    if (wanted.isEmpty()) {
      return List.of();
    }
    List<String> options = new ArrayList<>();
    if (!version.contains("MariaDB")) {
      options.add("--ssl-mode=" + wanted.get().mode);
    } else {
      options.add("--ssl");
      options.add(
          wanted.get() == Wanted.ANY
              ? "--skip-ssl-verify-server-cert"
              : "--ssl-verify-server-cert");
    }
    Optional.ofNullable(parameters.get("serversslcert"))
        .filter(file -> file.startsWith("/"))
        .ifPresent(file -> options.add("--ssl-ca=" + file));
    return options;
  }

  private static Optional<Wanted> wanted(Map<String, String> parameters) {
    String mode =
        parameters.getOrDefault("sslmode", "").toLowerCase(Locale.ROOT).replace('_', '-');
    return switch (mode) {
      case "trust", "required" -> Optional.of(Wanted.ANY);
      case "verify-ca" -> Optional.of(Wanted.OF_A_KNOWN_AUTHORITY);
      case "verify-full", "verify-identity" -> Optional.of(Wanted.OF_THIS_HOST);
      case "" ->
        isOn(parameters, "usessl") || isOn(parameters, "requiressl")
            ? Optional.of(Wanted.ANY)
            : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static boolean isOn(Map<String, String> parameters, String name) {
    return parameters.getOrDefault(name, "").equalsIgnoreCase("true");
  }
}
