package dev.showwise.migrate.internal.secrecy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One exception with all that belongs to it, masked: causes, suppressed ones, those that a driver chains,
 * in circles too. What has nothing to hide stays the object that it is; else a copy stands for it, with
 * its SQLSTATE, its number and its stack trace.
 */
final class Masking {
  /** A value in the message of an exception that a driver caught: {@code For input string: "…"}. */
  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|'[^']*'", Pattern.DOTALL);

  private static final String VALUE = "…";

  /** What the kind of an exception allows to be seen of its message. */
  interface OfDriver {
    String messageOf(SQLException error);
  }

  private final OfDriver driver;
  private final UnaryOperator<String> last;
  private final IdentityHashMap<Throwable, Optional<String>> messages = new IdentityHashMap<>();
  private final IdentityHashMap<Throwable, Throwable> copies = new IdentityHashMap<>();

  /**
   * A masking.
   *
   * @param driver what may be seen of a driver's message
   * @param last the same for any text, after the messages of causes were replaced in it
   */
  Masking(OfDriver driver, UnaryOperator<String> last) {
    this.driver = driver;
    this.last = last;
  }

  Throwable of(Throwable original) {
    read(original, false);
    boolean unchanged = messages.entrySet().stream()
        .allMatch(e -> e.getValue().equals(Optional.ofNullable(e.getKey().getMessage())));
    return unchanged ? original : copy(original);
  }

  // --- what may be seen of each

  private void read(Throwable error, boolean inDriver) {
    if (messages.containsKey(error)) {
      return;
    }
    // a circle ends here
    messages.put(error, Optional.ofNullable(error.getMessage()));
    boolean belowDriver = inDriver || error instanceof SQLException;
    for (Throwable part : partsOf(error)) {
      read(part, belowDriver);
    }
    messages.put(error, message(error, inDriver));
  }

  private static List<Throwable> partsOf(Throwable error) {
    List<Throwable> parts = new ArrayList<>();
    if (error.getCause() != null) {
      parts.add(error.getCause());
    }
    if (error instanceof SQLException sql && sql.getNextException() != null) {
      parts.add(sql.getNextException());
    }
    parts.addAll(List.of(error.getSuppressed()));
    return parts;
  }

  private Optional<String> message(Throwable error, boolean inDriver) {
    String raw = error.getMessage();
    if (raw == null) {
      return Optional.empty();
    }
    String message = raw;
    if (error instanceof SQLException sql) {
      message = driver.messageOf(sql);
    } else if (inDriver) {
      message = QUOTED.matcher(raw).replaceAll(Matcher.quoteReplacement("\"" + VALUE + "\""));
    }
    // who wraps an exception often takes its message over
    for (var part : messages.entrySet()) {
      String before = part.getKey().getMessage();
      String after = part.getValue().orElse("");
      if (before != null && !before.isEmpty() && !before.equals(after)) {
        message = message.replace(before, after);
      }
    }
    return Optional.of(last.apply(message));
  }

  // --- copies

  private Throwable copy(Throwable original) {
    Throwable known = copies.get(original);
    if (known != null) {
      return known;
    }
    @Nullable String message = Objects.requireNonNull(messages.get(original)).orElse(null);
    Throwable copy = original instanceof SQLException sql
        ? new MaskedSqlException(sql, message)
        : new MaskedException(original, message);
    copies.put(original, copy);
    copy.initCause(original.getCause() == null ? null : copy(original.getCause()));
    if (copy instanceof SQLException masked
        && original instanceof SQLException sql
        && sql.getNextException() != null) {
      masked.setNextException((SQLException) copy(sql.getNextException()));
    }
    for (Throwable suppressed : original.getSuppressed()) {
      copy.addSuppressed(copy(suppressed));
    }
    return copy;
  }
}
