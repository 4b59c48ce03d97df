package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.DatabaseInfo;
import dev.showwise.migrate.SchemaDescription;
import dev.showwise.migrate.schema.Index;
import dev.showwise.migrate.schema.Table;
import dev.showwise.migrate.spi.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Describes a schema as the database has it. Reads only. */
public final class SchemaReading {
  private final Environment environment;

  /** For one data source. */
  public SchemaReading(Environment environment) {
    this.environment = environment;
  }

  /** All tables, indexes and other objects. */
  public SchemaDescription read() {
    try (Session session = Session.open(environment)) {
      Run run = new Run(environment, session);
      try {
        return run.read(() -> read(session.connection(), session.dialect(), session.info()));
      } catch (SQLException e) {
        throw Troubles.of(e, session, null);
      }
    }
  }

  /** The same through a connection that is at hand. */
  public static SchemaDescription read(Connection connection, Dialect dialect, DatabaseInfo info)
      throws SQLException {
    List<Table> tables = new ArrayList<>();
    List<Index> indexes = new ArrayList<>();
    for (String name : new TreeSet<>(dialect.tableNames(connection))) {
      dialect.readTable(connection, name).ifPresent(tables::add);
      indexes.addAll(dialect.readIndexes(connection, name));
    }
    return new SchemaDescription(info, tables, indexes, dialect.readObjects(connection));
  }
}
