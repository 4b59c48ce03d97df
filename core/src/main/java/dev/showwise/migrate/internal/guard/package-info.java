/** Not exported. The connection that authors get, with transaction control taken out. */
@NullMarked
package dev.showwise.migrate.internal.guard;

import org.jspecify.annotations.NullMarked;
