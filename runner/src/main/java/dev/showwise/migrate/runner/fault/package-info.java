/** What can go wrong in a run of the program, with its exit code, and how people are told. */
@NullMarked
package dev.showwise.migrate.runner.fault;

import org.jspecify.annotations.NullMarked;
