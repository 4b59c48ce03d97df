package dev.showwise.migrate.internal.history;

import dev.showwise.migrate.Checksum;
import dev.showwise.migrate.MigrationId;
import dev.showwise.migrate.internal.digest.Parts;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A digest of a module's whole state: the sum of one hash for each migration and its standing. The
 * order of addition does not matter, so one appended row costs one subtraction and one addition,
 * however long the history; and two equal states have equal digests, however they came about.
 *
 * <p>The sum is taken modulo 2^256 over SHA-256 values. It answers 'is there anything to do', where
 * nobody gains from a collision; that the history was not tampered with is the hash chain's concern.
 */
public final class StateDigest {
  /** How the digest is made; in front of its value, so that another way can be told from it. */
  static final String ALGORITHM = "sum-sha256-1";

  /** How a migration stands, as far as the digest is concerned. */
  enum Standing {
    /** Applied, adopted, imported, or settled as done. */
    DONE,
    /** Begun and not finished. */
    UNFINISHED
  }

  private final long[] sum = new long[4];
  private final Parts parts = new Parts();

  /** The digest of a module without any migration done. */
  public StateDigest() {}

  /** A copy of another digest. */
  StateDigest(StateDigest other) {
    this();
    System.arraycopy(other.sum, 0, sum, 0, sum.length);
  }

  /** Counts a migration as done. */
  public void addDone(MigrationId id, Optional<Checksum> checksum) {
    add(id, Standing.DONE, checksum);
  }

  void add(MigrationId id, Standing standing, Optional<Checksum> checksum) {
    ByteBuffer hash = hash(id, standing, checksum);
    long carry = 0;
    for (int i = 3; i >= 0; i--) {
      long term = hash.getLong(i * 8);
      long partial = sum[i] + term;
      long carryOut = Long.compareUnsigned(partial, term) < 0 ? 1 : 0;
      long total = partial + carry;
      if (carry != 0 && total == 0) {
        carryOut = 1;
      }
      sum[i] = total;
      carry = carryOut;
    }
  }

  void subtract(MigrationId id, Standing standing, Optional<Checksum> checksum) {
    ByteBuffer hash = hash(id, standing, checksum);
    long borrow = 0;
    for (int i = 3; i >= 0; i--) {
      long term = hash.getLong(i * 8);
      long partial = sum[i] - term;
      long borrowOut = Long.compareUnsigned(sum[i], term) < 0 ? 1 : 0;
      long total = partial - borrow;
      if (borrow != 0 && partial == 0) {
        borrowOut = 1;
      }
      sum[i] = total;
      borrow = borrowOut;
    }
  }

  private ByteBuffer hash(MigrationId id, Standing standing, Optional<Checksum> checksum) {
    parts.add(id.module());
    parts.add(id.version().canonical());
    parts.add(standing.name());
    // an absent checksum is not the same as an empty one
    parts.add(checksum.isPresent() ? "checksum" : "");
    parts.add(checksum.map(Checksum::meaning).orElse(""));
    return ByteBuffer.wrap(parts.hash());
  }

  /** The digest with the name of its algorithm in front. */
  @Override
  public String toString() {
    ByteBuffer bytes = ByteBuffer.allocate(32);
    for (long part : sum) {
      bytes.putLong(part);
    }
    return ALGORITHM + ":" + HexFormat.of().formatHex(bytes.array());
  }
}
