package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.DatabaseView;
import dev.showwise.migrate.DialectFacts;
import dev.showwise.migrate.RowMapper;
import dev.showwise.migrate.internal.history.MissingPrivilege;
import dev.showwise.migrate.schema.Schema;
import dev.showwise.migrate.spi.Dialect;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A database to read from: for presence and losses. */
record ReadOnlyView(Session session, Schema schema) implements DatabaseView {

  @Override
  public DialectFacts dialect() {
    return session.dialect();
  }

  @Override
  public <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... arguments)
      throws SQLException {
    Dialect.StatementCheck check = session.dialect().check(sql);
    if (check.kind() == Dialect.StatementCheck.Kind.REFUSED) {
      throw new SQLException(check.reason());
    }
    try (PreparedStatement statement = session.connection().prepareStatement(sql)) {
      return rows(statement, mapper, arguments);
    } catch (SQLException e) {
      session.discretion().failed(sql, Arrays.asList(arguments));
      throw MissingPrivilege.named(e, session.dialect(), sql);
    }
  }

  static <T> List<T> rows(
      PreparedStatement statement, RowMapper<T> mapper, @Nullable Object... arguments)
      throws SQLException {
    bind(statement, arguments);
    List<T> rows = new ArrayList<>();
    try (ResultSet result = statement.executeQuery()) {
      while (result.next()) {
        rows.add(mapper.map(result));
      }
    }
    return rows;
  }

  /** Binds all arguments; one too few would be NULL without a word. */
  static void bind(PreparedStatement statement, @Nullable Object... arguments) throws SQLException {
    int wanted = statement.getParameterMetaData().getParameterCount();
    if (wanted != arguments.length) {
      throw new SQLException("the statement has " + wanted + " places for values (?), and "
          + arguments.length + " values were given: give one for each");
    }
    for (int i = 0; i < arguments.length; i++) {
      statement.setObject(i + 1, arguments[i]);
    }
  }
}
