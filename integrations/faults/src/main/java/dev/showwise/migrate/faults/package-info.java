/** Connections that fail at the call that a test chooses, and books on what became of them. */
@NullMarked
package dev.showwise.migrate.faults;

import org.jspecify.annotations.NullMarked;
