/** The report for whoever helps when something failed: gathered, bounded, written. */
@NullMarked
package dev.showwise.migrate.runner.support;

import org.jspecify.annotations.NullMarked;
