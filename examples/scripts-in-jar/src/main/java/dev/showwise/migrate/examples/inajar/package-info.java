/** A small application that has its SQL scripts in its own jar. */
@NullMarked
package dev.showwise.migrate.examples.inajar;

import org.jspecify.annotations.NullMarked;
