/** Events for the JDK's Flight Recorder. */
@NullMarked
package dev.showwise.migrate.internal.flight;

import org.jspecify.annotations.NullMarked;
