package dev.showwise.migrate.examples.twofactor;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that secrets are encrypted with, each under its version: what is written gets the first, and
 * the others are for what was written before. Immutable.
 */
public final class KeyRing {
  /** The environment variable that has the keys: {@code 2:BASE64,1:BASE64}. */
  public static final String VARIABLE = "SHOWWISE_2FA_KEYS";

  private static final Pattern ENTRY = Pattern.compile("(\\d{1,9}):([A-Za-z0-9+/]+={0,2})");
  private static final int BYTES = 32;

  private final String newest;
  private final Map<String, SecretKey> keys;

  private KeyRing(String newest, Map<String, SecretKey> keys) {
    this.newest = newest;
    this.keys = keys;
  }

  /**
   * Reads keys from a text.
   *
   * @throws TwoFactorException if there is none, or one is not 32 bytes in Base64 with its version before
   *     it; the message does not show it
   */
  public static KeyRing parse(String text) {
    Map<String, SecretKey> keys = new LinkedHashMap<>();
    String first = "";
    for (String entry : text.split(",", -1)) {
      Matcher parts = ENTRY.matcher(entry.strip());
      byte[] key = parts.matches() ? decode(parts.group(2)) : new byte[0];
      if (key.length != BYTES) {
        throw new TwoFactorException(
            "Key " + (keys.size() + 1) + " in " + VARIABLE + " is not VERSION:KEY with 32 bytes in"
                + " Base64. Make one: echo \"1:$(head -c 32 /dev/urandom | base64)\"");
      }
      String version = parts.group(1);
      if (keys.put(version, new SecretKeySpec(key, "AES")) != null) {
        throw new TwoFactorException(VARIABLE + " has two keys with version " + version + ".");
      }
      first = first.isEmpty() ? version : first;
    }
    return new KeyRing(first, keys);
  }

  private static byte[] decode(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  /** The version that new secrets are encrypted with. */
  String newest() {
    return newest;
  }

  Optional<SecretKey> find(String version) {
    return Optional.ofNullable(keys.get(version));
  }

  /** Names versions, never keys. */
  @Override
  public String toString() {
    return "KeyRing" + keys.keySet();
  }
}
