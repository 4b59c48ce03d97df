package dev.showwise.migrate.runner;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.runner.plugins.TestJar;
import java.io.IOException;
import java.nio.file.Path;

/** Migrations of a small made-up application, as jars to drop in. */
final class Theatre {
  private Theatre() {}

  /**
   * Shows and their tickets, the second depending on the first:
   * {@code theatre:shows (1.0)}, {@code theatre:tickets (2.0)}.
   */
  static void writeJar(Path folder) throws IOException {
    jar(
            schema("Shows", "1.0", "shows", "Shows and when they are", "Set.of()", """
                createTable(table("show")
                    .column(column("id", integer()).identity())
                    .column(column("title", varchar(80)).notNull()))"""),
            schema("Tickets", "2.0", "tickets", "Tickets of shows", "Set.of(\"shows\")", """
                createTable(table("ticket")
                    .column(column("id", integer()).identity())
                    .column(column("show_id", integer()).notNull())
                    .foreignKey("show_id", "show", "id")),
                addColumn("show", column("seats", integer()))"""))
        .write(folder.resolve("theatre.jar"));
  }

  /** {@code theatre:reviews (3.0)}, which fails in its second statement. */
  static void writeFailingJar(Path folder) throws IOException {
    jar(plain("Reviews", "3.0", "reviews", """
            context.execute("CREATE TABLE review (id INTEGER PRIMARY KEY)");
            context.step("Table review created");
            context.execute("INSERT INTO nowhere VALUES (1)");""")).write(folder.resolve("reviews.jar"));
  }

  /** {@code theatre:props (4.0)}, which needs a table that nobody makes. */
  static void writeJarThatNeedsATable(Path folder) throws IOException {
    jar(schema("Props", "4.0", "props", "Props", "Set.of()", """
            createTable(table("prop")
                .column(column("id", integer()).identity())
                .column(column("owner_id", integer()).notNull())
                .foreignKey("owner_id", "owner", "id"))"""))
        .write(folder.resolve("props.jar"));
  }

  /** {@code theatre:lights (5.0)}, which breaks with an error, and a password in it, when asked. */
  static void writeJarThatBreaks(Path folder) throws IOException {
    jar(plain("Lights", "5.0", "lights", """
            }
            @Override public Presence presence(DatabaseView database) {
              throw new AssertionError("no lights at jdbc:x://u:hunter2@h/db");""")).write(folder.resolve("lights.jar"));
  }

  /** {@code theatre:outside (6.0)}, outside a transaction, which fails in its second statement. */
  static void writeJarThatLeavesSomething(Path folder) throws IOException {
    jar(plain("Outside", "6.0", "outside", """
            context.execute("CREATE TABLE left_over (id INTEGER)");
            context.execute("INSERT INTO nowhere VALUES (1)");
            }
            @Override public ExecutionOptions options() {
              return ExecutionOptions.DEFAULT.outsideTransaction();""")).write(folder.resolve("outside.jar"));
  }

  /** {@code theatre:slow (6.0)}, outside a transaction, which goes on when there is a table {@code go_on}. */
  static void writeJarThatWaits(Path folder) throws IOException {
    jar(plain("Slow", "6.0", "slow", """
            context.execute("CREATE TABLE left_over (id INTEGER)");
            while (context.query("SELECT 1 FROM sqlite_master WHERE name = 'go_on'", row -> 1).isEmpty()) {
              Thread.onSpinWait();
            }
            context.step("going on");
            }
            @Override public ExecutionOptions options() {
              return ExecutionOptions.DEFAULT.outsideTransaction();""")).write(folder.resolve("slow.jar"));
  }

  /** {@code theatre:vanish (5.5)}, outside a transaction, which takes the database away and fails. */
  static void writeJarThatDeletes(Path folder, Path database) throws IOException {
    jar(plain("Vanish", "5.5", "vanish", """
            context.execute("CREATE TABLE vanishing (id INTEGER)");
            java.nio.file.Path file = java.nio.file.Path.of("%s");
            try {
              java.nio.file.Files.move(file, file.resolveSibling("moved.db"));
            } catch (java.io.IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
            throw new IllegalStateException("it broke");
            }
            @Override public ExecutionOptions options() {
              return ExecutionOptions.DEFAULT.outsideTransaction();""".formatted(database)))
        .write(folder.resolve("vanish.jar"));
  }

  /**
   * {@code theatre:leak (6.0)}, which fails in a statement with that text in it, and with it bound to
   * another before.
   */
  static void writeJarWithAText(Path folder, String text) throws IOException {
    jar(plain("Leak", "6.0", "leak", """
            try {
              context.update("INSERT INTO nowhere VALUES (?)", "%1$s");
            } catch (java.sql.SQLException e) {
              context.execute("INSERT INTO nowhere /* %1$s */ VALUES ('%1$s', 12)");
            }""".formatted(text))).write(folder.resolve("leak.jar"));
  }

  /** {@code theatre:wigs (6.0)}, which fails half-way outside a transaction, with two wigs in place. */
  static void writeJarThatFailsOutsideATransaction(Path folder) throws IOException {
    jar(new Source("theatre.Wigs", """
        package theatre;
        import dev.showwise.migrate.*;
        import java.util.List;
        public final class Wigs implements ReversibleMigration {
          @Override public String module() { return "theatre"; }
          @Override public MigrationVersion version() { return MigrationVersion.of("6.0"); }
          @Override public String name() { return "wigs"; }
          @Override public String description() { return "Wigs"; }
          @Override public ExecutionOptions options() {
            return ExecutionOptions.DEFAULT.outsideTransaction();
          }
          @Override public void apply(MigrationContext context) throws java.sql.SQLException {
            context.execute("CREATE TABLE wig AS SELECT 1 AS id UNION SELECT 2");
            context.execute("INSERT INTO nowhere VALUES (1)");
          }
          @Override public void revert(MigrationContext context) throws java.sql.SQLException {
            context.execute("DROP TABLE IF EXISTS wig");
          }
          @Override public DataLoss lossOnRevert(DatabaseView database) throws java.sql.SQLException {
            long rows = database.schema().hasTable("wig")
                ? database.query("SELECT COUNT(*) FROM wig", row -> row.getLong(1)).get(0)
                : 0;
            return new DataLoss(List.of(new DataLoss.Item("wig", "", rows)));
          }
        }
        """)).write(folder.resolve("wigs.jar"));
  }

  /** {@code theatre:purge (6.0)}, which loses rows of persons and has no way back. */
  static void writeJarThatLosesRows(Path folder) throws IOException {
    jar(plain("Purge", "6.0", "purge", """
            context.update("DELETE FROM person WHERE name = ?", "mira");""")).write(folder.resolve("purge.jar"));
  }

  private record Source(String name, String text) {}

  private static TestJar jar(Source... sources) {
    TestJar jar = new TestJar();
    String[] names = new String[sources.length];
    for (int i = 0; i < sources.length; i++) {
      jar.source(sources[i].name(), sources[i].text());
      names[i] = sources[i].name();
    }
    return jar.service(Migration.class.getName(), names);
  }

  private static Source schema(
      String type,
      String version,
      String name,
      String description,
      String dependsOn,
      String changes) {
    return new Source("theatre." + type, """
        package theatre;
        import static dev.showwise.migrate.schema.Column.column;
        import static dev.showwise.migrate.schema.ColumnType.*;
        import static dev.showwise.migrate.schema.SchemaChange.*;
        import static dev.showwise.migrate.schema.Table.table;
        import java.util.*;
        public final class %s extends dev.showwise.migrate.SchemaMigration {
          public %s() { super("theatre", "%s", "%s", "%s"); }
          @Override public Set<String> dependsOn() { return %s; }
          @Override protected List<dev.showwise.migrate.schema.SchemaChange> changes() {
            return List.of(%s);
          }
        }
        """.formatted(
            type, type, version, name, description, dependsOn, changes));
  }

  private static Source plain(String type, String version, String name, String body) {
    return new Source("theatre." + type, """
        package theatre;
        import dev.showwise.migrate.*;
        public final class %s implements Migration {
          @Override public String module() { return "theatre"; }
          @Override public MigrationVersion version() { return MigrationVersion.of("%s"); }
          @Override public String name() { return "%s"; }
          @Override public String description() { return "For a test"; }
          @Override public void apply(MigrationContext context) throws java.sql.SQLException {
            %s
          }
        }
        """.formatted(type, version, name, body));
  }
}
