package dev.showwise.migrate.testkit;

import dev.showwise.migrate.SchemaMigration;
import dev.showwise.migrate.engine.MigrationEngine;
import dev.showwise.migrate.schema.SchemaChange;
import dev.showwise.migrate.schema.Table;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A database as the hooks of a {@link MigrationTest} get it, to make tables in that the application
 * has made without migrations, and rows. Everything commits by itself. For one thread.
 */
public final class TestDatabase {
  /** A history of its own, dropped at once, so that nobody sees how the table was made. */
  private static final String HISTORY = "testkit_given_history";

  private static final Pattern BARE = Pattern.compile("[a-z_][a-z0-9_]*");

  private final DataSource dataSource;
  private final String product;
  private final String quote;
  private final Set<String> filled = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  /**
   * The database behind a data source.
   *
   * @throws SQLException if it cannot be opened
   */
  public TestDatabase(DataSource dataSource) throws SQLException {
    this.dataSource = dataSource;
    try (Connection connection = dataSource.getConnection()) {
      DatabaseMetaData about = connection.getMetaData();
      product = about.getDatabaseProductName();
      quote = about.getIdentifierQuoteString();
    }
  }

  /** The product as its driver calls it: {@code SQLite}, {@code PostgreSQL}, … */
  public String product() {
    return product;
  }

  /** Gives new connections; for what the other methods cannot do. */
  public DataSource dataSource() {
    return dataSource;
  }

  /** A name as a statement of this product must write it. */
  public String quote(String name) {
    // between backticks H2 changes the case as it does for a bare name, and so does the engine
    if (product.equals("H2") && BARE.matcher(name).matches()) {
      return '`' + name + '`';
    }
    return quote + name.replace(quote, quote + quote) + quote;
  }

  /**
   * Makes a table, with the types that this product has for the portable ones.
   *
   * @throws dev.showwise.migrate.MigrationException if it cannot be made
   */
  public void create(Table table) throws SQLException {
    MigrationEngine.builder(dataSource)
        .migrations(new Given(table))
        .historyTable(HISTORY)
        .build()
        .migrate();
    execute("DROP TABLE " + HISTORY);
  }

  /** A table that was always there. */
  private static final class Given extends SchemaMigration {
    private final Table table;

    Given(Table table) {
      super("given", "1", "given", "a table that is there");
      this.table = table;
    }

    @Override
    protected List<SchemaChange> changes() {
      return List.of(SchemaChange.createTable(table));
    }
  }

  /**
   * Executes statements as they are.
   *
   * @throws SQLException if one of them fails; those before it stay
   */
  public void execute(String... statements) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /**
   * Adds a row. A table that got rows so gets none that are made up.
   *
   * @param table its name, unquoted
   * @param columnsAndValues name, value, name, value, …; names unquoted, null for NULL
   * @throws SQLException if the database refuses the row
   * @throws IllegalArgumentException if a value is missing or a name is no text
   */
  public void insert(String table, @Nullable Object... columnsAndValues) throws SQLException {
    if (columnsAndValues.length == 0 || columnsAndValues.length % 2 != 0) {
      throw new IllegalArgumentException("a row is given as name, value, name, value; here are "
          + columnsAndValues.length + " of them for table " + table);
    }
    List<String> columns = new ArrayList<>();
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < columnsAndValues.length; i += 2) {
      if (!(columnsAndValues[i] instanceof String name)) {
        throw new IllegalArgumentException(
            columnsAndValues[i] + " stands where the name of a column of " + table + " should");
      }
      columns.add(quote(name));
      values.add(columnsAndValues[i + 1]);
    }
    String sql = "INSERT INTO " + quote(table) + " (" + String.join(", ", columns) + ") VALUES ("
        + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.size(); i++) {
        statement.setObject(i + 1, values.get(i));
      }
      statement.executeUpdate();
    }
    filled.add(table);
  }

  /** The tables that {@link #insert} added rows to. */
  public Set<String> filledTables() {
    return Collections.unmodifiableSet(filled);
  }
}
