/** Not exported. Reading a schema and comparing it with what is declared. */
@NullMarked
package dev.showwise.migrate.internal.schema;

import org.jspecify.annotations.NullMarked;
