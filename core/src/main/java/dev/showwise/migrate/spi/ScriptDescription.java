package dev.showwise.migrate.spi;

import dev.showwise.migrate.MigrationVersion;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What a folder says about one migration, before any of its SQL is read.
 *
 * @param version its version; {@link MigrationVersion#repeatable} for one that has none
 * @param name its name, unique in the folder, as {@link dev.showwise.migrate.Migration#name} may be
 * @param description what it is for, in one line
 * @param kind when it runs
 * @param parts its scripts: one that applies at least; of each role one for a product at most
 */
public record ScriptDescription(
    MigrationVersion version, String name, String description, Kind kind, List<Part> parts) {

  /** When a script runs. */
  public enum Kind {
    /** Once. */
    ONCE,
    /** Whenever it changed. */
    ON_CHANGE,
    /** Once, on a database that is empty, in place of everything up to its version. */
    BASELINE
  }

  /** What a script is for. */
  public enum Role {
    /** Applies. */
    UP,
    /** Undoes. */
    DOWN,
    /** Tells, in one query, whether the database has it already. */
    CHECK
  }

  /** Whether a script asks to be run outside a transaction. */
  public enum Transaction {
    /** In one, unless a statement in it cannot be. */
    WHERE_POSSIBLE,
    /** Outside one. */
    NEVER
  }

  /** How a script says where its statements end. */
  public enum Ends {
    /** As the product knows them. */
    OF_PRODUCT,
    /** As comments such as {@code -- @DELIMITER |} say. */
    OF_COMMENTS
  }

  /**
   * One script: a file, or some lines of it.
   *
   * @param role what it is for
   * @param product the product that it is for: {@code sqlite}, {@code postgresql}, {@code mariadb},
   *     {@code mysql}, {@code h2}, or any other dialect's name in lower case. Empty: for every product that
   *     has none of its own
   * @param file the file, as {@link ScriptFolder#files} has it
   * @param firstLine the first line that belongs to it, from 1
   * @param lastLine the last line that belongs to it; {@link Integer#MAX_VALUE} for the end of the file
   * @param transaction whether it asks to be run outside a transaction
   * @param ends how it says where its statements end
   */
  public record Part(
      Role role,
      String product,
      String file,
      int firstLine,
      int lastLine,
      Transaction transaction,
      Ends ends) {
    /** Checks that the parts make sense. */
    public Part {
      Objects.requireNonNull(role, "role");
      Objects.requireNonNull(transaction, "transaction");
      Objects.requireNonNull(ends, "ends");
      if (!product.equals(product.toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException("'" + product + "' is not in lower case");
      }
      if (firstLine < 1 || lastLine < firstLine - 1) {
        throw new IllegalArgumentException(
            file + " has no lines from " + firstLine + " to " + lastLine);
      }
    }

    /** A whole file, in a transaction where possible. */
    public static Part whole(Role role, String product, String file) {
      return new Part(
          role, product, file, 1, Integer.MAX_VALUE, Transaction.WHERE_POSSIBLE, Ends.OF_PRODUCT);
    }

    /** The same lines of another file, for another product. */
    public Part moved(String newProduct, String newFile) {
      return new Part(role, newProduct, newFile, firstLine, lastLine, transaction, ends);
    }

    /** The same, if it asks to be run outside a transaction or not. */
    public Part with(Transaction wish) {
      return new Part(role, product, file, firstLine, lastLine, wish, ends);
    }

    /** Some lines of the same file. */
    public Part lines(int first, int last) {
      return new Part(role, product, file, first, last, transaction, ends);
    }

    /** The same, with statements that end so. */
    public Part ending(Ends as) {
      return new Part(role, product, file, firstLine, lastLine, transaction, as);
    }
  }

  /** Copies the list, and checks that something applies. */
  public ScriptDescription {
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(kind, "kind");
    parts = List.copyOf(parts);
    boolean applies = false;
    for (Part part : parts) {
      applies |= part.role() == Role.UP;
    }
    if (!applies) {
      throw new IllegalArgumentException(name + " has no script that applies it");
    }
  }

  /**
   * The script for a product.
   *
   * @param products what the product is called, what fits best first
   */
  public Optional<Part> part(Role role, List<String> products) {
    for (String product : products) {
      Optional<Part> own = part(role, product);
      if (own.isPresent()) {
        return own;
      }
    }
    return part(role, "");
  }

  private Optional<Part> part(Role role, String product) {
    for (Part part : parts) {
      if (part.role() == role && part.product().equals(product)) {
        return Optional.of(part);
      }
    }
    return Optional.empty();
  }
}
