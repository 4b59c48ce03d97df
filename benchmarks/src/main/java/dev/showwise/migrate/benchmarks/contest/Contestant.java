package dev.showwise.migrate.benchmarks.contest;

import java.nio.file.Path;
import javax.sql.DataSource;

/** Something that applies what a folder of scripts asks for and a database does not have yet. */
interface Contestant {
  /**
   * One whole run, from looking at the folder to giving the connection back.
   *
   * @throws Exception if it failed, with whatever the contestant throws
   */
  void migrate(DataSource database, Path scripts) throws Exception;

  /** By its name on the command line. Each branch loads the classes of its own contestant alone. */
  static Contestant named(String name) {
    return switch (name) {
      case "open-select" -> new Bare();
      case "raw-each" -> new RawEach();
      case "raw-one" -> new RawOne();
      case "raw-batch" -> new RawBatch();
      case "showwise" -> new ShowWise();
      case "flyway" -> new FlywayContestant();
      case "liquibase" -> new LiquibaseContestant();
      default -> throw new IllegalArgumentException("no contestant is called " + name);
    };
  }
}
