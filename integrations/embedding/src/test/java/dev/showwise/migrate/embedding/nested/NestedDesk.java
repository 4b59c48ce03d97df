package dev.showwise.migrate.embedding.nested;

import dev.showwise.migrate.Scripts;
import dev.showwise.migrate.engine.MigrationEngine;
import org.sqlite.SQLiteDataSource;

/** An application in a jar within a jar, with its scripts beside it. */
public final class NestedDesk {
  private NestedDesk() {}

  /** Brings the SQLite file that is named up to date, and prints what became of it. */
  public static void main(String... arguments) {
    SQLiteDataSource database = new SQLiteDataSource();
    database.setUrl("jdbc:sqlite:" + arguments[0]);
    System.out.println(MigrationEngine.builder(database)
        .scripts(Scripts.indexed(NestedDesk.class, "db/nested"))
        .build()
        .migrate()
        .outcome());
  }
}
