package dev.showwise.migrate.examples.twofactor;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonSyntaxException;
import com.password4j.Argon2Function;
import com.password4j.BadParametersException;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Backup codes: 60 random bits each, kept as a JSON array of Argon2id hashes with a salt each. Immutable,
 * for any number of threads.
 */
final class BackupCodes {
  static final int COUNT = 10;

  /** No I, L, O and U, which are misread; after Crockford's Base32. */
  private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private static final int LENGTH = 12;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final Gson JSON = new GsonBuilder().disableHtmlEscaping().create();

  private final SecureRandom random;
  private final Argon2Function slow;

  BackupCodes(SecureRandom random, Policy policy) {
    this.random = random;
    this.slow = Argon2Function.getInstance(
        policy.hashKibibytes(), policy.hashPasses(), 1, HASH_BYTES, Argon2.ID);
  }

  /** New ones, in the form in which they are shown once: {@code 7KQ2-M0XV-9HTA}. */
  List<String> generate() {
    return IntStream.range(0, COUNT).mapToObj(i -> one()).toList();
  }

  private String one() {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      if (i > 0 && i % 4 == 0) {
        code.append('-');
      }
      code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return code.toString();
  }

  /** A text for the column {@code backup_codes}. Takes a third of a second. */
  String hashed(List<String> codes) {
    return JSON.toJson(codes.stream()
        .map(code ->
            Password.hash(normal(code)).addRandomSalt(SALT_BYTES).with(slow).getResult())
        .toList());
  }

  /** The hashes in the column; none if it is empty. */
  static List<String> read(@Nullable String column) {
    if (column == null || column.isBlank()) {
      return List.of();
    }
    try {
      return List.of(JSON.fromJson(column, String[].class));
    } catch (JsonSyntaxException e) {
      // its message may show hashes
      throw new TwoFactorException(
          "A row of two_factor_auth has backup codes that are no JSON array.");
    }
  }

  /** What the column is without one hash. */
  static String without(String column, String hash) {
    List<String> left = new ArrayList<>(read(column));
    left.remove(hash);
    return JSON.toJson(left);
  }

  /** Whether a text has the form of a backup code. */
  static boolean isOne(String code) {
    String normal = normal(code);
    return normal.length() == LENGTH && normal.chars().allMatch(c -> LETTERS.indexOf(c) >= 0);
  }

  /** The hash that a code belongs to. Slow, on purpose: up to ten hashes are made. */
  Optional<String> find(String code, List<String> hashes) {
    String normal = normal(code);
    return hashes.stream().filter(hash -> isHashOf(normal, hash)).findFirst();
  }

  private static boolean isHashOf(String normal, String hash) {
    try {
      return Password.check(normal, hash).with(Argon2Function.getInstanceFromHash(hash));
    } catch (BadParametersException e) {
      // from another application: no code of ours
      return false;
    }
  }

  private static String normal(String code) {
    return code.replaceAll("[\\s-]", "")
        .toUpperCase(Locale.ROOT)
        .replace('O', '0')
        .replaceAll("[IL]", "1");
  }
}
