package dev.showwise.migrate.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The same migrations, a table of twelve columns with an index and a row each, as each contestant wants its files. */
record Corpus(Path root) {
  /** How files are named and what stands around the SQL. */
  enum Flavour {
    PLAIN,
    FLYWAY,
    LIQUIBASE
  }

  /** The folder with so many migrations; made when it is not there. */
  Path folder(Flavour flavour, int size) throws IOException {
    Path folder = root.resolve(flavour.name().toLowerCase(java.util.Locale.ROOT) + "-" + size);
    if (Files.exists(folder)) {
      return folder;
    }
    // moved into its place as a whole: a run that was ended in the middle leaves no half of a
    // corpus
    Path unfinished = Files.createTempDirectory(root, "unfinished");
    Path scripts = flavour == Flavour.LIQUIBASE
        ? Files.createDirectory(unfinished.resolve("scripts"))
        : unfinished;
    for (int i = 1; i <= size; i++) {
      Files.writeString(scripts.resolve(name(flavour, i)), text(flavour, i));
    }
    if (flavour == Flavour.LIQUIBASE) {
      Files.writeString(unfinished.resolve("root.xml"), ROOT);
    }
    return Files.move(unfinished, folder);
  }

  private static String name(Flavour flavour, int i) {
    String number = String.format("%06d", i);
    return flavour == Flavour.FLYWAY
        ? "V" + number + "__create_t" + i + ".sql"
        : number + "-create-t" + i + ".sql";
  }

  private static String text(Flavour flavour, int i) {
    String sql = """
        CREATE TABLE t%1$d (
          id INTEGER PRIMARY KEY,
          name VARCHAR(100) NOT NULL,
          title VARCHAR(200),
          note TEXT,
          seat INTEGER,
          price INTEGER NOT NULL DEFAULT 0,
          state VARCHAR(20) NOT NULL DEFAULT 'new',
          created_at TIMESTAMP,
          changed_at TIMESTAMP,
          owner_id INTEGER,
          place VARCHAR(50),
          rank INTEGER
        );
        CREATE INDEX t%1$d_name ON t%1$d (name);
        INSERT INTO t%1$d (id, name, title) VALUES (1, 'first', 'of table %1$d');
        """.formatted(i);
    return flavour == Flavour.LIQUIBASE
        ? "--liquibase formatted sql\n\n--changeset bench:" + i + "\n" + sql
        : sql;
  }

  private static final String ROOT = """
      <?xml version="1.0" encoding="UTF-8"?>
      <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
          xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
          xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
              http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
        <includeAll path="scripts/"/>
      </databaseChangeLog>
      """;
}
