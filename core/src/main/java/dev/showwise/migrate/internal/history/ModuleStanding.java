package dev.showwise.migrate.internal.history;

import dev.showwise.migrate.HistoryEntry.Event;

/**
 * The last row of a module, as far as 'nothing to do' needs it.
 *
 * @param module the module
 * @param seq the row's number
 * @param event what it says
 * @param digest of the module's whole state
 */
public record ModuleStanding(String module, long seq, Event event, String digest) {}
