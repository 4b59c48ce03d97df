/** The one hash function that is used inside. */
@NullMarked
package dev.showwise.migrate.internal.digest;

import org.jspecify.annotations.NullMarked;
