/** Copies of a database that count as backups because they were read back, and the way back from one. */
@NullMarked
package dev.showwise.migrate.internal.backup;

import org.jspecify.annotations.NullMarked;
