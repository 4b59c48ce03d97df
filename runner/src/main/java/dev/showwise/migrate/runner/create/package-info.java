/** Makes new migration modules. */
@NullMarked
package dev.showwise.migrate.runner.create;

import org.jspecify.annotations.NullMarked;
