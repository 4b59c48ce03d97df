/** The sample database that the demo brings to today's schema. */
@NullMarked
package dev.showwise.migrate.runner.demo;

import org.jspecify.annotations.NullMarked;
