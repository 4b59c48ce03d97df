/** How other tools, and this one, put SQL scripts into folders: a class for each. */
@NullMarked
package dev.showwise.migrate.internal.script.layout;

import org.jspecify.annotations.NullMarked;
