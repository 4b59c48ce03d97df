/** Not exported. Finds migrations and makes a catalog of them, or says why not. */
@NullMarked
package dev.showwise.migrate.internal.discovery;

import org.jspecify.annotations.NullMarked;
