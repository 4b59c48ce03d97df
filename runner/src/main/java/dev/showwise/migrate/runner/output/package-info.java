/** What people and programs read: lines and tables, or one JSON document. */
@NullMarked
package dev.showwise.migrate.runner.output;

import org.jspecify.annotations.NullMarked;
