/**
 * Two-factor authentication of ShowWise, as one migration.
 *
 * <p>A jar to be put on the class path or the module path, or dropped into the runner's folder of
 * migrations; there is nothing to call.
 */
module dev.showwise.migrate.twofactor {
  requires transitive dev.showwise.migrate;
  requires static io.avaje.spi;
  requires static org.jspecify;

  exports dev.showwise.migrate.twofactor;

  provides dev.showwise.migrate.Migration with
      dev.showwise.migrate.twofactor.TwoFactorAuth;
}
