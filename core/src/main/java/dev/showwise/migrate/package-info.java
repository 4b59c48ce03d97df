/**
 * The vocabulary: what the author of a migration and the application that runs migrations see.
 * Imports nothing of this library but {@code dev.showwise.migrate.schema}.
 */
@NullMarked
package dev.showwise.migrate;

import org.jspecify.annotations.NullMarked;
