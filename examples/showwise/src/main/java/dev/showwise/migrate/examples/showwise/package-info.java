/**
 * The migrations of ShowWise's own schema. Each of the legacy scripts is one migration under the
 * script's name, so that people find it again; what a script has already done to an installation,
 * wholly or in part, is kept, and only the rest is made.
 */
@NullMarked
package dev.showwise.migrate.examples.showwise;

import org.jspecify.annotations.NullMarked;
