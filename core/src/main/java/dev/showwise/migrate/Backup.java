package dev.showwise.migrate;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;

/**
 * A backup that was read back after it was made, and found to be what it should be.
 *
 * @param file where it is, absolute
 * @param createdAt when it was begun, in UTC
 * @param bytes its size
 * @param sha256 the SHA-256 of the file, in hexadecimal
 * @param check how closely it was looked at
 */
public record Backup(Path file, Instant createdAt, long bytes, String sha256, Check check) {

  /** How closely a backup was looked at before it counted as one. */
  public enum Check {
    /** Every row was read back and compared with the database, besides structure and references. */
    CONTENT("every row was read back and compared"),
    /**
     * The file is sound, and has the same schema, the same number of rows in each table and the same
     * broken references as the database. A value that was copied wrongly would not be seen.
     */
    STRUCTURE("schema and numbers of rows were compared, single values were not"),
    /** The client program of the server that made it can list what is in it. */
    LISTED("its table of contents was read back, its rows were not");

    private final String words;

    Check(String words) {
      this.words = words;
    }

    /** What was done, for people: the end of a sentence. */
    public String words() {
      return words;
    }
  }

  /** Wants all parts. */
  public Backup {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(check, "check");
  }
}
