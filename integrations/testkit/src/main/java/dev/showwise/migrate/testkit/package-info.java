/** What an author of migrations writes tests with. */
@NullMarked
package dev.showwise.migrate.testkit;

import org.jspecify.annotations.NullMarked;
