/** Migrations and drivers that are dropped in as jars: checked before anything of them is loaded. */
@NullMarked
package dev.showwise.migrate.runner.plugins;

import org.jspecify.annotations.NullMarked;
