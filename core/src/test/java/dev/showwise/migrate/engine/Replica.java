package dev.showwise.migrate.engine;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.internal.dialect.UrlDataSource;
import java.io.IOException;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.sqlite.SQLiteDataSource;

/**
 * One of many processes that start at once. It gets ready, says so, begins when it is told to, and prints
 * what it completed and how long it took.
 */
final class Replica {
  /** Each makes a table and fills it, so that one applied twice would fail or show. */
  static Migration[] migrations(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> TestMigration.sql(
            Integer.toString(i),
            "m" + i,
            "CREATE TABLE t" + i + " (id INTEGER)",
            "INSERT INTO t" + i + " VALUES (" + i + ")"))
        .toArray(Migration[]::new);
  }

  private Replica() {}

  public static void main(String[] arguments) throws IOException {
    DataSource source = source(arguments[0], arguments[1]);
    MigrationEngine engine = MigrationEngine.builder(source)
        .migrations(migrations(Integer.parseInt(arguments[2])))
        .build();
    System.out.println("ready");
    if (System.in.read() < 0) {
      throw new IllegalStateException("nobody said go");
    }
    long start = System.nanoTime();
    MigrationReport report = engine.migrate();
    long millis = (System.nanoTime() - start) / 1_000_000;
    System.out.println(report.completed().size() + " " + report.outcome() + " " + millis);
  }

  private static DataSource source(String url, String user) {
    if (url.startsWith("jdbc:sqlite:")) {
      SQLiteDataSource source = new SQLiteDataSource();
      source.setUrl(url);
      return source;
    }
    return UrlDataSource.of(url, user);
  }
}
