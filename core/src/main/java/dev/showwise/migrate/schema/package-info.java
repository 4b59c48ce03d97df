/**
 * The one model of a schema. What a migration declares and what a database has are the same records,
 * so that they can be compared and the differences told in words. Imports nothing but the JDK.
 */
@NullMarked
package dev.showwise.migrate.schema;

import org.jspecify.annotations.NullMarked;
