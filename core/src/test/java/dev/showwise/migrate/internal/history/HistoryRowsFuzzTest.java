package dev.showwise.migrate.internal.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.Checksum;
import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.HistoryEntry.Direction;
import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.MigrationException.Unusable;
import dev.showwise.migrate.MigrationId;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationVersion;
import dev.showwise.migrate.faults.Fuzz;
import dev.showwise.migrate.faults.Noise;
import dev.showwise.migrate.internal.dialect.SqliteDialect;
import dev.showwise.migrate.spi.TableName;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rows of the history with any text in them. */
class HistoryRowsFuzzTest {
  private final HistoryTable table =
      new HistoryTable(TableName.unqualified("migration_history"), new SqliteDialect());

  private static HistoryEntry row(Noise noise) {
    HistoryEntry plain = new HistoryEntry(
        1,
        noise.oneOf(Arrays.asList(Event.values())),
        new MigrationLabel(
            new MigrationId(noise.text(4), MigrationVersion.of("" + noise.below(99))),
            noise.text(4)),
        noise.text(9),
        noise.below(2) == 0 ? Optional.empty() : Optional.of(Checksum.ofText(noise.text(9))),
        noise.oneOf(Arrays.asList(Direction.values())),
        noise.below(5),
        noise.text(2),
        noise.text(2),
        noise.text(2),
        noise.text(2),
        noise.text(2),
        Instant.ofEpochMilli(noise.below(Integer.MAX_VALUE) * 1000L + noise.below(1000)),
        noise.below(100_000),
        noise.text(20),
        "",
        "",
        "");
    return RowHash.completed(plain, new History().digestAfter(plain));
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  @Test
  void are_read_back_as_they_were_written_and_are_in_order() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
      table.create(connection);
      Fuzz.of("rows of the history", 3_000, 10, noise -> {
        HistoryEntry row = row(noise);
        execute(connection, "DELETE FROM migration_history");
        table.append(connection, row);

        assertThat(table.newest(connection, 1)).containsExactly(row);
        assertThat(table.read(connection).tampering()).isEmpty();
      });
    }
  }

  @Test
  void that_somebody_scribbled_in_are_tampered_with_or_cannot_be_read() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
      table.create(connection);
      List<String> columns = RowMapping.COLUMNS.subList(1, RowMapping.COLUMNS.size());
      Fuzz.of("scribbles in the history", 3_000, 10, noise -> {
        HistoryEntry row = row(noise);
        String scribble = noise.text(5);
        execute(connection, "DELETE FROM migration_history");
        table.append(connection, row);
        try (PreparedStatement update = connection.prepareStatement(
            "UPDATE migration_history SET " + noise.oneOf(columns) + " = ?")) {
          update.setString(1, scribble);
          update.executeUpdate();
        }
        try {
          History history = table.read(connection);
          boolean isAsItWas = table.newest(connection, 1).equals(List.of(row));
          assertThat(history.tampering().isEmpty()).isEqualTo(isAsItWas);
          table.recentState(connection);
        } catch (Unusable e) {
          assertThat(e).hasMessageStartingWith("Row 1 of the history table");
        }
      });
    }
  }
}
