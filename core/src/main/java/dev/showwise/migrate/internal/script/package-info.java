/** SQL scripts as migrations: found in folders, bound to a product, cut into statements, and run. */
@NullMarked
package dev.showwise.migrate.internal.script;

import org.jspecify.annotations.NullMarked;
