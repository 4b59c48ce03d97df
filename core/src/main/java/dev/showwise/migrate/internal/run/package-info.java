/** Not exported. Claims, applies, completes. */
@NullMarked
package dev.showwise.migrate.internal.run;

import org.jspecify.annotations.NullMarked;
