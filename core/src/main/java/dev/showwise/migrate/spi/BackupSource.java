package dev.showwise.migrate.spi;

import java.util.Optional;
import javax.sql.DataSource;

/**
 * The database that a backup is made of.
 *
 * @param dataSource gives further connections to it, which must be given back
 * @param schema the schema that the migrations are in; empty for the connection's own
 * @param history the history table, which may not be there yet
 * @param state the last migration of the history, for the name of the backup: {@code showwise-1.0}; empty
 *     if there is none
 */
public record BackupSource(
    DataSource dataSource, Optional<String> schema, TableName history, Optional<String> state) {}
