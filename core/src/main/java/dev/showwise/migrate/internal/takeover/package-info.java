/** Other tools' history tables: read, never changed, and matched with the migrations at hand. */
@NullMarked
package dev.showwise.migrate.internal.takeover;

import org.jspecify.annotations.NullMarked;
