package dev.showwise.migrate.runner;

import dev.showwise.migrate.runner.database.Databases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test with a distribution into which the theatre's migrations are dropped, and a database of persons. */
abstract class TheatreCase {
  /** What a class compiles once, to be dropped in. */
  @TempDir
  static Path compiled;

  @TempDir
  Path home;

  @TempDir
  Path folder;

  Path jars;
  Path file;

  @BeforeEach
  void makeADistributionAndADatabase() throws IOException, SQLException {
    jars = Files.createDirectories(home.resolve("migrations"));
    drop("theatre.jar");
    file = folder.resolve(databaseName());
    Databases.execute(file, "CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT)");
  }

  String databaseName() {
    return "production_crew.db";
  }

  /** Puts a compiled jar where its migrations are found. */
  void drop(String jar) throws IOException {
    Files.copy(compiled.resolve(jar), jars.resolve(jar));
  }

  Shell shell() {
    return new Shell(folder).withHome(home);
  }

  Shell.Result run(String... args) {
    return shell().run(args);
  }

  /** How many tables the database has of that name. */
  long tables(String name) throws SQLException {
    return Databases.number(
        file, "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = '" + name + "'");
  }
}
