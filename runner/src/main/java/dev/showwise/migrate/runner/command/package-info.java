/** The verbs of the program, one class each. */
@NullMarked
package dev.showwise.migrate.runner.command;

import org.jspecify.annotations.NullMarked;
