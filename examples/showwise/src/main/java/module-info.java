/**
 * The schema of ShowWise: its base tables and what its five legacy scripts added, as one drop-in jar
 * of six migrations of module {@code showwise}, versions 0.1 to 0.6.
 */
module dev.showwise.migrate.examples.showwise {
  requires transitive dev.showwise.migrate;
  requires static io.avaje.spi;
  requires static org.jspecify;

  exports dev.showwise.migrate.examples.showwise;

  provides dev.showwise.migrate.Migration with
      dev.showwise.migrate.examples.showwise.BaseTables,
      dev.showwise.migrate.examples.showwise.CastFeatures,
      dev.showwise.migrate.examples.showwise.OAuthConnections,
      dev.showwise.migrate.examples.showwise.StagePlanDesigner,
      dev.showwise.migrate.examples.showwise.TodoAndCast,
      dev.showwise.migrate.examples.showwise.UserRoles;
}
