package dev.showwise.migrate.internal.history;

/**
 * Signs that a process outside of sight is at work: as long as one of the numbers grows, it is.
 *
 * @param lastSeq the number of the last row of the history
 * @param beats how often the process renewed its claim; 0 if it never did, so that its silence means
 *     nothing
 */
public record Pulse(long lastSeq, long beats) {}
