package dev.showwise.migrate.internal.rehearsal;

import dev.showwise.migrate.MigrationException.Unavailable;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.internal.run.Environment;
import dev.showwise.migrate.internal.run.Look;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** A private copy of an H2 database, made from the script that H2 itself gives of it. */
final class H2Scratch implements Scratch {
  private static final String NAME = "scratch";
  private static final Set<String> REACHING_OUT =
      Set.of("SCRIPT", "RUNSCRIPT", "BACKUP", "SHUTDOWN");

  /** Not rows that speak of one, which are part of the script as well. */
  private static final Pattern LINKED_TABLE =
      Pattern.compile("\\s*CREATE\\s+(?:\\w+\\s+){0,3}LINKED\\s+TABLE\\b");

  private final PrivateFolder folder;
  private final DataSource copy;
  private final Optional<String> schema;

  private H2Scratch(PrivateFolder folder, DataSource copy, Optional<String> schema) {
    this.folder = folder;
    this.copy = copy;
    this.schema = schema;
  }

  /**
   * Copies a database.
   *
   * @param files makes connections to a JDBC URL
   * @throws Unavailable if it cannot be copied
   */
  static H2Scratch of(Environment environment, Function<String, DataSource> files) {
    PrivateFolder folder;
    try {
      folder = PrivateFolder.with(List.of(NAME + ".mv.db", NAME + ".trace.db"));
    } catch (IOException e) {
      throw new Unavailable(
          "There is no place for a copy of the database to rehearse on: " + e
              + ". Nothing was changed.",
          e);
    }
    try {
      String settings = Look.in(environment, H2Scratch::settings);
      Optional<String> schema =
          Look.in(environment, at -> at.dialect().currentSchema(at.connection()));
      DataSource copy = files.apply("jdbc:h2:file:" + folder.resolve(NAME) + settings);
      H2Scratch scratch = new H2Scratch(folder, copy, schema);
      Look.in(environment, scratch::fill);
      return scratch;
    } catch (RuntimeException | Error e) {
      folder.close();
      throw e;
    }
  }

  /** What changes the meaning of SQL and is said when a database is opened. */
  private static String settings(Look.At at) throws SQLException {
    StringBuilder settings = new StringBuilder(";DB_CLOSE_DELAY=-1");
    try (Statement statement = at.connection().createStatement();
        ResultSet rows = statement.executeQuery("SELECT SETTING_NAME, SETTING_VALUE"
            + " FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME IN ('MODE', 'DATABASE_TO_UPPER',"
            + " 'DATABASE_TO_LOWER', 'CASE_INSENSITIVE_IDENTIFIERS')")) {
      while (rows.next()) {
        settings.append(';').append(rows.getString(1)).append('=').append(rows.getString(2));
      }
    }
    return settings.toString();
  }

  private int fill(Look.At at) throws SQLException {
    int count = 0;
    try (Connection target = copy.getConnection();
        Statement into = target.createStatement();
        Statement from = at.connection().createStatement();
        ResultSet script = from.executeQuery("SCRIPT")) {
      // a read that was in the way of others is done again
      into.execute("DROP ALL OBJECTS");
      while (script.next()) {
        String sql = script.getString(1);
        if (LINKED_TABLE.matcher(sql).lookingAt()) {
          throw new Unavailable(
              "This database has a table that is linked to another database, which a rehearsal would"
                  + " change as well: '"
                  + sql.substring(0, Math.min(80, sql.length())).strip()
                  + "…'. Rehearse on a copy of both. Nothing was changed.",
              null);
        }
        into.execute(sql);
        count++;
      }
    }
    return count;
  }

  @Override
  public String place() {
    return "a private copy of the database";
  }

  @Override
  public DataSource dataSource() {
    return copy;
  }

  @Override
  public Optional<String> schema() {
    return schema;
  }

  @Override
  public List<Problem> limits() {
    return List.of();
  }

  @Override
  public Optional<String> refusal(String sql) {
    boolean links = sql.toUpperCase(Locale.ROOT).contains("LINKED TABLE");
    return links || REACHING_OUT.contains(FirstWord.of(sql))
        ? Optional.of(FirstWord.refusal(sql))
        : Optional.empty();
  }

  @Override
  public void close() {
    try (Connection connection = copy.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SHUTDOWN IMMEDIATELY");
    } catch (SQLException e) {
      // it goes with its files
    }
    folder.close();
  }
}
