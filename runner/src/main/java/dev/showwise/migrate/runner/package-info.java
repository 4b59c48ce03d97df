/** The program's entry, and how a run of it goes from arguments to an exit code. */
@NullMarked
package dev.showwise.migrate.runner;

import org.jspecify.annotations.NullMarked;
