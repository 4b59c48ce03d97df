/**
 * For those who extend the engine with another database product. Authors of migrations do not need
 * it.
 */
@NullMarked
package dev.showwise.migrate.spi;

import org.jspecify.annotations.NullMarked;
