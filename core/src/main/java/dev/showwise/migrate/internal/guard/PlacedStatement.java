package dev.showwise.migrate.internal.guard;

import dev.showwise.migrate.SourcePosition;

/**
 * A statement, and where it is written.
 *
 * @param sql its text
 * @param position its place in its file
 */
public record PlacedStatement(String sql, SourcePosition position) {}
