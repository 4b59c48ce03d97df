/**
 * Brings a database from the state it is in to the state its application needs, and back, without
 * losing a row.
 *
 * <p>Authors implement {@link dev.showwise.migrate.Migration} (most extend {@link
 * dev.showwise.migrate.SchemaMigration}) and provide it as a service. Applications run {@link
 * dev.showwise.migrate.engine.MigrationEngine}. Databases that are not built in come as a {@link
 * dev.showwise.migrate.spi.Dialect}.
 */
module dev.showwise.migrate {
  requires transitive java.sql;
  requires org.slf4j;
  // events, where the JDK has Flight Recorder
  requires static jdk.jfr;
  requires static org.jspecify;

  exports dev.showwise.migrate;
  exports dev.showwise.migrate.engine;
  exports dev.showwise.migrate.schema;
  exports dev.showwise.migrate.spi;

  uses dev.showwise.migrate.Migration;
  uses dev.showwise.migrate.MigrationSource;
  uses dev.showwise.migrate.spi.Dialect;
  uses dev.showwise.migrate.spi.ScriptLayout;
}
