package dev.showwise.migrate.engine;

import dev.showwise.migrate.faults.Product;
import dev.showwise.migrate.internal.dialect.SqliteDialect;
import dev.showwise.migrate.spi.Dialect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;

/** Copies of one file. Power loss is not tried here, so nothing waits for the disk. */
final class SqliteStage implements FaultStage {
  private final Path folder;
  private final String journalMode;
  private int number;

  SqliteStage(Path folder, String journalMode) {
    this(folder, journalMode, source -> {});
  }

  /** {@code preparation} is done to the file that all others are copies of. */
  SqliteStage(Path folder, String journalMode, Consumer<DataSource> preparation) {
    this.folder = folder;
    this.journalMode = journalMode;
    TestDatabase template = new TestDatabase(source(template()));
    // a mode that is not in the file has rows to give, which an update must not have
    template.rows("PRAGMA journal_mode = " + journalMode);
    template.execute(Season.before());
    preparation.accept(template.dataSource());
    template.rows("PRAGMA wal_checkpoint(TRUNCATE)");
  }

  private Path template() {
    return folder.resolve("template.db");
  }

  /** The file of the database that {@link #fresh} gave last. */
  Path file() {
    return current().resolve("crew.db");
  }

  static SQLiteDataSource source(Path file) {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + file);
    source.setSynchronous(SynchronousMode.OFF.getValue());
    // the driver's own patience would come before the engine's
    source.setBusyTimeout(20);
    // an application's own, which it wants back
    source.setEnforceForeignKeys(true);
    return source;
  }

  @Override
  public Product product() {
    return Product.SQLITE;
  }

  @Override
  public Dialect dialect() {
    return new SqliteDialect();
  }

  @Override
  public String title() {
    return "SQLite, journal mode " + journalMode;
  }

  @Override
  public DataSource fresh() {
    try {
      if (number > 0) {
        try (Stream<Path> files = Files.walk(current())) {
          for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(path);
          }
        }
      }
      number++;
      Files.createDirectory(current());
      return source(Files.copy(template(), file()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path current() {
    return folder.resolve("run" + number);
  }

  @Override
  public List<String> alone() {
    return List.of("VACUUM");
  }

  @Override
  public Set<String> stepwise() {
    return Set.of("log");
  }

  @Override
  public void close() {}
}
