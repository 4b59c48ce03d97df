package dev.showwise.migrate.internal.rehearsal;

import java.nio.charset.StandardCharsets;

/**
 * Fingerprints of values, 64 bits each: good against accident, not against malice. Among a million rows
 * the odds that two which differ are taken for one are one in forty million.
 */
final class Hash {
  private static final long PRIME = 0x100000001b3L;
  private static final long OFFSET = 0xcbf29ce484222325L;

  private Hash() {}

  /** Of a value; {@code sort} keeps a text from being taken for bytes that read alike. */
  static long of(char sort, byte[] value) {
    long hash = (OFFSET ^ sort) * PRIME;
    for (byte b : value) {
      hash = (hash ^ (b & 0xff)) * PRIME;
    }
    return mixed(hash ^ value.length);
  }

  /** Of a text. */
  static long of(char sort, String value) {
    return of(sort, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Of two things in this order. */
  static long of(long first, long second) {
    return mixed(mixed(first) * PRIME + second);
  }

  /** Spreads a change of one bit over all. */
  private static long mixed(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
