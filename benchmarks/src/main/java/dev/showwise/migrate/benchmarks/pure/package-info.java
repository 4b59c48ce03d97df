/** What needs no database, measured alone. Reaches into the engine's own packages, which no one else may. */
@NullMarked
package dev.showwise.migrate.benchmarks.pure;

import org.jspecify.annotations.NullMarked;
