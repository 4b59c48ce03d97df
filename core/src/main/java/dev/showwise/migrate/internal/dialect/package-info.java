/** Not exported. The built-in dialects. */
@NullMarked
package dev.showwise.migrate.internal.dialect;

import org.jspecify.annotations.NullMarked;
