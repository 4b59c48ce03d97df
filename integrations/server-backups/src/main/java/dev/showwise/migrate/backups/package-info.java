/** Backups of databases on servers, made and read back by the servers' own client programs. */
@NullMarked
package dev.showwise.migrate.backups;

import org.jspecify.annotations.NullMarked;
