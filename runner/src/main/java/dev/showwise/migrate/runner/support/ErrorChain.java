package dev.showwise.migrate.runner.support;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** An exception with its causes, those that were suppressed and those that a driver chained. */
final class ErrorChain {
  private static final int LONGEST = 24;
  private static final int FRAMES = 60;

  private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Part> parts = new ArrayList<>();

  private ErrorChain() {}

  static Section of(Throwable thrown) {
    ErrorChain chain = new ErrorChain();
    chain.add("thrown", thrown);
    return new Section("errors", "Errors", chain.parts);
  }

  private void add(String role, Throwable error) {
    if (seen.contains(error)) {
      return;
    }
    if (seen.size() == LONGEST) {
      parts.add(new Part.Note("Further causes were left out."));
    }
    seen.add(error);
    if (seen.size() > LONGEST) {
      return;
    }
    parts.add(new Part.Listing(seen.size() + " " + role, text(error)));
    if (error.getCause() != null) {
      add("cause", error.getCause());
    }
    if (error instanceof SQLException sql && sql.getNextException() != null) {
      add("next", sql.getNextException());
    }
    for (Throwable suppressed : error.getSuppressed()) {
      add("suppressed", suppressed);
    }
  }

  private static String text(Throwable error) {
    StringBuilder text = new StringBuilder(error.toString());
    if (error instanceof SQLException sql) {
      text.append("\nSQLSTATE: ").append(sql.getSQLState());
      text.append("\nvendor code: ").append(sql.getErrorCode());
    }
    StackTraceElement[] frames = error.getStackTrace();
    Stream.of(frames).limit(FRAMES).forEach(frame -> text.append("\n  at ").append(frame));
    if (frames.length > FRAMES) {
      text.append("\n  … ").append(frames.length - FRAMES).append(" more");
    }
    return text.toString();
  }

  /** Where in a class it went wrong: file and line; empty if the class has no part in it. */
  static Optional<String> placeIn(String className, Throwable thrown) {
    Map<Throwable, Boolean> all = new LinkedHashMap<>();
    for (Throwable t = thrown; t != null && !all.containsKey(t); t = t.getCause()) {
      all.put(t, true);
    }
    return all.keySet().stream()
        .flatMap(error -> Stream.of(error.getStackTrace()))
        .filter(frame -> frame.getClassName().equals(className)
            || frame.getClassName().startsWith(className + "$"))
        .findFirst()
        .map(frame -> frame.getFileName() + ":" + frame.getLineNumber());
  }
}
