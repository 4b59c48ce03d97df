/**
 * Real database servers for tests: PostgreSQL, MariaDB and MySQL started from jars on the class
 * path, H2 in memory and SQLite in files, behind one small interface, so that one contract test can be
 * run against each. Besides, from what Debian packages have installed: a Galera cluster, and PgBouncer.
 * Test support of this build; never deployed.
 *
 * <p>Begin at {@link dev.showwise.migrate.servers.DatabaseServer}.
 */
@NullMarked
package dev.showwise.migrate.servers;

import org.jspecify.annotations.NullMarked;
