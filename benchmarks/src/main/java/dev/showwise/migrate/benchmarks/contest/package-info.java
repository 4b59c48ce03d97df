/** What runs in the measured processes: each contestant, and as little around it as can be. */
@NullMarked
package dev.showwise.migrate.benchmarks.contest;

import org.jspecify.annotations.NullMarked;
