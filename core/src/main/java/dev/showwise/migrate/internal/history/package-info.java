/** Not exported. The history table: its rows, hashes and digests. */
@NullMarked
package dev.showwise.migrate.internal.history;

import org.jspecify.annotations.NullMarked;
