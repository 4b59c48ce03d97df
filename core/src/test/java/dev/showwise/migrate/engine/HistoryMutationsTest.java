package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.faults.Effort;
import dev.showwise.migrate.faults.Tally;
import dev.showwise.migrate.internal.history.HistoryTable;
import dev.showwise.migrate.internal.history.RowHash;
import dev.showwise.migrate.spi.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The history tampered with in random ways, {@code -Dshowwise.test.mutations=N} of them: {@code verify} says
 * so each time. What it cannot see is not among them: that the last rows were cut off, and that everything
 * from some row to the end was written anew.
 */
class HistoryMutationsTest extends SqliteFileCase {
  private static final List<String> COLUMNS = List.of(
      "event",
      "module",
      "version",
      "name",
      "description",
      "checksum",
      "direction",
      "ordinal",
      "statement_hash",
      "claim",
      "actor",
      "instance",
      "session",
      "at",
      "millis",
      "detail",
      "digest",
      "prev_hash",
      "hash");

  private final Random random = new Random(Long.getLong("showwise.test.seed", System.nanoTime()));
  private int last;

  @Test
  void is_always_found() throws SQLException {
    long seed = Long.getLong("showwise.test.seed", System.nanoTime());
    random.setSeed(seed);
    database.execute(Season.before());
    Season.run(engine(Season.migrations(List.of())));
    database.execute(
        "CREATE TABLE original AS SELECT * FROM migration_history",
        "CREATE TABLE spare AS SELECT * FROM migration_history");
    last = Integer.parseInt(database.value("SELECT MAX(seq) FROM original"));
    int mutations = Effort.of("mutations", 1000);
    List<String> unseen = new ArrayList<>();
    for (int i = 0; i < mutations; i++) {
      List<String> mutation = mutation();
      database.execute(
          "DELETE FROM migration_history", "INSERT INTO migration_history SELECT * FROM original");
      mutation.forEach(database::execute);
      boolean isSame = database
              .rows("SELECT * FROM migration_history EXCEPT SELECT * FROM original")
              .isEmpty()
          && database
              .value("SELECT count(*) FROM migration_history")
              .equals(Integer.toString(last));
      if (!isSame && !isFound()) {
        unseen.add(String.join("; ", mutation));
      }
    }
    Tally.add("SQLite: history: " + mutations + " mutations of " + last + " rows, " + unseen.size()
        + " not found, seed " + seed);
    assertThat(unseen).as("seed " + seed).isEmpty();
  }

  private boolean isFound() {
    try {
      return engine(Season.migrations(List.of())).verify().problems().stream()
          .anyMatch(Problem.HistoryTampered.class::isInstance);
    } catch (MigrationException.Unusable e) {
      return e.getMessage().contains("of the history table");
    }
  }

  private int row() {
    return 1 + random.nextInt(last);
  }

  private String column() {
    return COLUMNS.get(random.nextInt(COLUMNS.size()));
  }

  private List<String> mutation() throws SQLException {
    int row = row();
    return switch (random.nextInt(7)) {
      case 0 -> List.of(update(row, column(), "'" + random.nextInt(100) + "'"));
      case 1 -> {
        String column = column();
        // what another row says there, which is always something that can be read
        yield List.of(
            update(row, column, "(SELECT " + column + " FROM original WHERE seq = " + row() + ")"));
      }
      case 2 ->
        List.of("DELETE FROM migration_history WHERE seq = " + (1 + random.nextInt(last - 1)));
      case 3 -> swapped(row, row());
      case 4 ->
        List.of(
            "UPDATE migration_history SET seq = -seq WHERE seq > " + row,
            "UPDATE migration_history SET seq = 1 - seq WHERE seq < 0",
            "UPDATE spare SET seq = " + (row + 1) + " WHERE rowid = " + row(),
            "INSERT INTO migration_history SELECT * FROM spare WHERE seq = " + (row + 1)
                + " LIMIT 1",
            "DELETE FROM spare",
            "INSERT INTO spare SELECT * FROM original");
      case 5 ->
        List.of("INSERT INTO migration_history SELECT " + (last + 1) + ", "
            + String.join(", ", COLUMNS) + ", beat FROM original WHERE seq = " + row);
      default -> withItsHash(1 + random.nextInt(last - 1));
    };
  }

  private static String update(int row, String column, String value) {
    return "UPDATE migration_history SET " + column + " = " + value + " WHERE seq = " + row;
  }

  private static List<String> swapped(int one, int other) {
    return List.of(
        "UPDATE migration_history SET seq = -1 WHERE seq = " + one,
        "UPDATE migration_history SET seq = " + one + " WHERE seq = " + other,
        "UPDATE migration_history SET seq = " + other + " WHERE seq = -1");
  }

  /** By somebody who knows how a row's hash is made, and leaves the rows after it as they are. */
  private List<String> withItsHash(int row) throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      HistoryTable table =
          new HistoryTable(TableName.unqualified("migration_history"), database.dialect());
      database.execute(
          "DELETE FROM migration_history", "INSERT INTO migration_history SELECT * FROM original");
      String column = random.nextBoolean() ? "actor" : "detail";
      String value = "'forged " + random.nextInt(1000) + "'";
      database.execute(update(row, column, value));
      var forged = table.newest(connection, last).get(last - row);
      return List.of(
          update(row, column, value),
          update(row, "hash", "'" + RowHash.completed(forged, forged.digest()).hash() + "'"));
    }
  }
}
