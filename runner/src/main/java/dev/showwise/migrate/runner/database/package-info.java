/** From what a person typed to a database that can be opened, without surprises on the way. */
@NullMarked
package dev.showwise.migrate.runner.database;

import org.jspecify.annotations.NullMarked;
