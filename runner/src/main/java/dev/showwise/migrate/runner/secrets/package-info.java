/** Keeps credentials out of everything that is printed. */
@NullMarked
package dev.showwise.migrate.runner.secrets;

import org.jspecify.annotations.NullMarked;
