/** Not exported. Planning as a pure function: no JDBC, no clock, no log. */
@NullMarked
package dev.showwise.migrate.internal.plan;

import org.jspecify.annotations.NullMarked;
