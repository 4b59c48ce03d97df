/** The migration that brings two-factor authentication to a ShowWise database. */
@NullMarked
package dev.showwise.migrate.twofactor;

import org.jspecify.annotations.NullMarked;
