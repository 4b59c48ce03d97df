package dev.showwise.migrate.examples.twofactor;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts secrets for the database and decrypts them again: AES-256-GCM, a random nonce of 96 bits, the
 * tag of 128. What is encrypted is bound to its user and its purpose, so a row that is given another
 * user's secret does not decrypt. Immutable, for any number of threads.
 */
final class SecretVault {
  private static final Pattern SEALED = Pattern.compile("gcm1:(\\d+):([A-Za-z0-9_-]+)");
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final KeyRing keys;
  private final SecureRandom random;

  SecretVault(KeyRing keys, SecureRandom random) {
    this.keys = keys;
    this.random = random;
  }

  /** A text for the column {@code secret}: {@code gcm1:VERSION:…}, 71 characters for 20 bytes and a version of one digit. */
  String seal(long userId, byte[] secret) {
    String version = keys.newest();
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    byte[] encrypted;
    try {
      Cipher cipher =
          cipher(Cipher.ENCRYPT_MODE, keys.find(version).orElseThrow(), nonce, userId, version);
      encrypted = cipher.doFinal(secret);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java cannot encrypt with AES-GCM.", e);
    }
    byte[] both = Arrays.copyOf(nonce, nonce.length + encrypted.length);
    System.arraycopy(encrypted, 0, both, nonce.length, encrypted.length);
    return "gcm1:" + version + ":" + Base64.getUrlEncoder().withoutPadding().encodeToString(both);
  }

  /**
   * What was sealed.
   *
   * @throws UnreadableSecretException if its key is missing or another one, or the text was changed or is another
   *     user's
   */
  byte[] open(long userId, String sealed) {
    Matcher parts = SEALED.matcher(sealed);
    if (!parts.matches()) {
      throw new UnreadableSecretException(
          "The secret of user " + userId + " was not encrypted by this"
              + " application. Delete the user's row in two_factor_auth and let the user enrol again.");
    }
    String version = parts.group(1);
    SecretKey key = keys.find(version)
        .orElseThrow(() -> new UnreadableSecretException("The secret of user " + userId
            + " was encrypted with key " + version + ", which is not in " + KeyRing.VARIABLE
            + ". Add it after the key that is there."));
    try {
      byte[] both = Base64.getUrlDecoder().decode(parts.group(2));
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(both, NONCE), userId, version);
      return cipher.doFinal(both, NONCE, both.length - NONCE);
    } catch (AEADBadTagException e) {
      throw new UnreadableSecretException(
          "The secret of user " + userId + " does not decrypt with key " + version
              + ": the key is not the one that it was encrypted with, or the row was changed.",
          e);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new UnreadableSecretException("The secret of user " + userId + " was cut off.", e);
    }
  }

  /** Whether it was sealed with another key than the newest. */
  boolean isOld(String sealed) {
    return !sealed.startsWith("gcm1:" + keys.newest() + ":");
  }

  private static Cipher cipher(int mode, SecretKey key, byte[] nonce, long userId, String version)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(
        ("two_factor_auth.secret:" + version + ":" + userId).getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
