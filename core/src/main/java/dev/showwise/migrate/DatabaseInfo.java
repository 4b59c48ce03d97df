package dev.showwise.migrate;

/**
 * Which database was looked at.
 *
 * @param product the product's name as the driver gives it
 * @param version its version
 * @param url the JDBC URL without credentials; empty if the driver gives none
 */
public record DatabaseInfo(String product, String version, String url) {}
