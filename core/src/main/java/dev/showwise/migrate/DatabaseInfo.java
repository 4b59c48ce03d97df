package dev.showwise.migrate;

/**
 * Which database was looked at.
 *
 * @param product the product's name as the driver gives it
 * @param version its version
 * @param url the JDBC URL without credentials; empty if the driver gives none
 * @param driver the JDBC driver's name and version; empty if they are not known
 */
public record DatabaseInfo(String product, String version, String url, String driver) {
  /** One whose driver is not known. */
  public DatabaseInfo(String product, String version, String url) {
    this(product, version, url, "");
  }
}
