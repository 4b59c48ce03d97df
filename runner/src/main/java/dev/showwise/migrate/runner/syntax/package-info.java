/** What may be typed behind a verb: said once, read from a command line, and shown as help. */
@NullMarked
package dev.showwise.migrate.runner.syntax;

import org.jspecify.annotations.NullMarked;
