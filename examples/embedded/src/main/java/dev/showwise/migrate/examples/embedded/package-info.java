/** A small application that brings its own database up to date before it does anything else. */
@NullMarked
package dev.showwise.migrate.examples.embedded;

import org.jspecify.annotations.NullMarked;
