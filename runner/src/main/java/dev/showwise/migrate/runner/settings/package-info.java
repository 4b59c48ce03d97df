/** What was asked for: options, environment and configuration file, resolved into values. */
@NullMarked
package dev.showwise.migrate.runner.settings;

import org.jspecify.annotations.NullMarked;
