/** Runs migrations where they may do what they like, and tells what they did there. */
@NullMarked
package dev.showwise.migrate.internal.rehearsal;

import org.jspecify.annotations.NullMarked;
