package dev.showwise.migrate.benchmarks.harness;

import java.util.List;

/** Who takes part, under which name, with which scripts and which jars beside the driver. */
enum Entrant {
  OPEN_SELECT("open-select", Corpus.Flavour.PLAIN, ""),
  RAW_EACH("raw-each", Corpus.Flavour.PLAIN, ""),
  RAW_ONE("raw-one", Corpus.Flavour.PLAIN, ""),
  RAW_BATCH("raw-batch", Corpus.Flavour.PLAIN, ""),
  SHOWWISE("showwise", Corpus.Flavour.PLAIN, "showwise-migrate-core- slf4j-api-"),
  FLYWAY("flyway", Corpus.Flavour.FLYWAY, "flyway-core- flyway-database-postgresql-"),
  LIQUIBASE(
      "liquibase",
      Corpus.Flavour.LIQUIBASE,
      "liquibase-core- opencsv- snakeyaml- jaxb-api- commons-collections4- commons-text- commons-lang3- commons-io-");

  private final String title;
  private final Corpus.Flavour flavour;
  private final String jars;

  Entrant(String title, Corpus.Flavour flavour, String jars) {
    this.title = title;
    this.flavour = flavour;
    this.jars = jars;
  }

  /** What tables call it, and the measured process too. */
  String title() {
    return title;
  }

  Corpus.Flavour flavour() {
    return flavour;
  }

  /** How the names of its jars begin. */
  List<String> jars() {
    return jars.isEmpty() ? List.of() : List.of(jars.split(" ", -1));
  }
}
