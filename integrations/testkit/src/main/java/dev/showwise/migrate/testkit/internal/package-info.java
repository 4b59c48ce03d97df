/** How each property of a migration is tried. */
@NullMarked
package dev.showwise.migrate.testkit.internal;

import org.jspecify.annotations.NullMarked;
