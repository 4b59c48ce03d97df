/** The migrations of docs/writing-migrations.md and docs/recipes.md. */
@NullMarked
package dev.showwise.migrate.recipes;

import org.jspecify.annotations.NullMarked;
