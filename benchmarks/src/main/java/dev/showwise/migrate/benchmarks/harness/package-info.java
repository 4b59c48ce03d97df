/** Runs contestants in turn, each in processes of its own, and says what they cost. */
@NullMarked
package dev.showwise.migrate.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
