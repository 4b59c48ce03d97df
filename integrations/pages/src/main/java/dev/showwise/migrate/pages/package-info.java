/** What pages of documentation show, so that tests can run it. */
@NullMarked
package dev.showwise.migrate.pages;

import org.jspecify.annotations.NullMarked;
