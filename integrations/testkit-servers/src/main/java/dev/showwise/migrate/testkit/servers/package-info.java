/** This build's own test servers as databases of the test kit. */
@NullMarked
package dev.showwise.migrate.testkit.servers;

import org.jspecify.annotations.NullMarked;
