/** The facade: {@link dev.showwise.migrate.engine.MigrationEngine} is the only place where the parts
 * are wired together. */
@NullMarked
package dev.showwise.migrate.engine;

import org.jspecify.annotations.NullMarked;
