package dev.showwise.migrate.internal.rehearsal;

import dev.showwise.migrate.MigrationException.Unavailable;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.internal.backup.FileUri;
import dev.showwise.migrate.internal.backup.SqliteBackups;
import dev.showwise.migrate.internal.run.Environment;
import dev.showwise.migrate.internal.run.Look;
import dev.showwise.migrate.schema.SchemaObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * A private copy of a SQLite database, made by SQLite itself: it has what is committed and nothing
 * else, whoever writes meanwhile.
 */
final class SqliteScratch implements Scratch {
  private static final String NAME = "scratch.db";
  private static final int TRIES = 3;
  private static final Set<String> REACHING_OUT = Set.of("ATTACH", "BACKUP", "RESTORE");
  private static final Pattern INTO = Pattern.compile("(?i)\\bINTO\\b");

  private final PrivateFolder folder;
  private final DataSource copy;

  private SqliteScratch(PrivateFolder folder, DataSource copy) {
    this.folder = folder;
    this.copy = copy;
  }

  /**
   * Copies a database.
   *
   * @param files makes connections to a JDBC URL
   * @throws Unavailable if it cannot be copied
   */
  static SqliteScratch of(Environment environment, Function<String, DataSource> files) {
    PrivateFolder folder;
    try {
      folder = PrivateFolder.with(List.of(NAME, NAME + "-journal", NAME + "-wal", NAME + "-shm"));
    } catch (IOException e) {
      throw noRoom(e);
    }
    try {
      Path file = folder.create(NAME);
      DataSource copy = files.apply("jdbc:sqlite:" + FileUri.of(file));
      Environment there =
          environment.at(copy, Optional.empty(), environment.listener(), environment.recorder());
      for (int i = 0; i < TRIES; i++) {
        List<SchemaObject> original = Look.in(environment, at -> copied(at, file));
        boolean equal = Files.size(file) > 0 || original.isEmpty();
        if (equal && original.equals(Look.in(there, SqliteScratch::objects))) {
          return new SqliteScratch(folder, copy);
        }
      }
      throw new Unavailable(
          "The database could not be copied into " + file.getParent()
              + ": what arrived there is not what was there. Check that there is room, and run again."
              + " Nothing was changed.",
          null);
    } catch (IOException e) {
      folder.close();
      throw noRoom(e);
    } catch (RuntimeException | Error e) {
      folder.close();
      throw e;
    }
  }

  private static Unavailable noRoom(IOException e) {
    return new Unavailable(
        "There is no place for a copy of the database to rehearse on: " + e
            + ". Make room in the folder for temporary files (java.io.tmpdir), or name another."
            + " Nothing was changed.",
        e);
  }

  /** The driver says nothing when it could not write, so what arrives is looked at. */
  private static List<SchemaObject> copied(Look.At at, Path file) throws SQLException {
    List<SchemaObject> objects = objects(at);
    SqliteBackups.copy(at.connection(), file);
    return objects;
  }

  private static List<SchemaObject> objects(Look.At at) throws SQLException {
    return at.dialect().readObjects(at.connection());
  }

  @Override
  public String place() {
    return "a private copy of the file";
  }

  @Override
  public DataSource dataSource() {
    return copy;
  }

  @Override
  public Optional<String> schema() {
    return Optional.empty();
  }

  @Override
  public List<Problem> limits() {
    return List.of();
  }

  @Override
  public Optional<String> refusal(String sql) {
    String verb = FirstWord.of(sql);
    boolean copies = verb.equals("VACUUM") && INTO.matcher(sql).find();
    return copies || REACHING_OUT.contains(verb)
        ? Optional.of(FirstWord.refusal(sql))
        : Optional.empty();
  }

  @Override
  public void close() {
    folder.close();
  }
}
