package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.MigrationException.InvalidBackup;
import dev.showwise.migrate.MigrationException.Unusable;
import dev.showwise.migrate.MigrationId;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.RestoreProposal;
import dev.showwise.migrate.internal.backup.SqliteBackups;
import dev.showwise.migrate.internal.backup.StagedBackup;
import dev.showwise.migrate.internal.discovery.CatalogEntry;
import dev.showwise.migrate.internal.history.History;
import dev.showwise.migrate.internal.history.HistoryTable;
import dev.showwise.migrate.schema.SchemaChange;
import dev.showwise.migrate.spi.TableName;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whether a file is a sound backup, and one of the application whose database it is to replace. */
final class BackupExamination {
  private final Environment environment;
  private final StagedBackup staged;
  private final Path file;

  BackupExamination(Environment environment, StagedBackup staged, Path file) {
    this.environment = environment;
    this.staged = staged;
    this.file = file;
  }

  /**
   * What was found.
   *
   * @param proposal what a person is asked
   * @param present what is there now
   * @param contents what the file has; empty if it can only be read once it is in its place
   */
  record Result(
      RestoreProposal proposal, Present present, Optional<StagedBackup.Contents> contents) {}

  /**
   * Examines it.
   *
   * @throws InvalidBackup if it is damaged, of another application, or too new to be understood
   */
  Result of(Session session) throws SQLException {
    Present present = Present.of(session);
    if (present.state() == Present.State.UNREADABLE) {
      return unseen(present);
    }
    StagedBackup.Contents contents = staged.examine(session.connection());
    History history = history(session);
    Set<String> tables = staged.look(session.connection(), SqliteBackups::tables);
    requireKin(present, history, tables, contents.applicationId());
    requireKnownVersions(history);
    return new Result(
        proposal(last(history), contents.rows(), present, warnings(present, history)),
        present,
        Optional.of(contents));
  }

  /** SQLite reads no other file through a connection whose own it cannot open. */
  private Result unseen(Present present) {
    if (!staged.isVouchedFor()) {
      throw new InvalidBackup(
          file
              + " has no manifest that vouches for it, and it cannot be looked into while what is in"
              + " the place of the database is no database. Move that away, and restore into a new"
              + " file; nothing was changed.",
          null);
    }
    String warning =
        "What is in the place of the database now cannot be opened by SQLite. It is kept as"
            + " it is.";
    return new Result(
        proposal(staged.state(), staged.rows(), present, List.of(warning)),
        present,
        Optional.empty());
  }

  private RestoreProposal proposal(
      Optional<String> state, long rows, Present present, List<String> warnings) {
    return new RestoreProposal(
        file, staged.createdAt(), state, rows, last(present.history()), present.rows(), warnings);
  }

  private static Optional<String> last(History history) {
    return history.lastDone().map(row -> row.migration().toString());
  }

  private History history(Session session) throws SQLException {
    History history;
    try {
      history = staged.look(
          session.connection(),
          (connection, name) -> new HistoryTable(
                  new TableName(Optional.of(name), environment.options().historyTable()),
                  session.dialect())
              .read(connection));
    } catch (Unusable e) {
      throw new InvalidBackup(
          file + " has a history that this version does not understand: " + e.getMessage(), e);
    }
    List<Problem> tampering = history.tampering();
    if (!tampering.isEmpty()) {
      throw new InvalidBackup(
          file + " has a history that is not as it was written, or was written by a newer version: "
              + tampering.get(0).message() + " Nothing was changed.",
          null);
    }
    return history;
  }

  /** What has nothing in common with the database, nor with the migrations, is another application's. */
  private void requireKin(
      Present present, History history, Set<String> tables, long applicationId) {
    if (present.state() != Present.State.EMPTY
        && present.state() != Present.State.DAMAGED
        && applicationId != present.applicationId()) {
      throw stranger(
          "its application_id is " + applicationId + " instead of " + present.applicationId());
    }
    Set<String> ownModules = modules(present.history().latest());
    ownModules.addAll(environment.catalog().modules());
    Set<String> itsModules = modules(history.latest());
    if (!ownModules.isEmpty() && !itsModules.isEmpty()) {
      if (Collections.disjoint(ownModules, itsModules)) {
        throw stranger("its migrations are of " + String.join(", ", itsModules) + ", and here they"
            + " are of " + String.join(", ", ownModules));
      }
      return;
    }
    // where nothing is yet, one from before the first migration has no table that is known
    Set<String> ownTables = new HashSet<>(present.tables());
    ownTables.remove(environment.options().historyTable());
    if (!ownTables.isEmpty()
        && Collections.disjoint(ownTables, tables)
        && Collections.disjoint(tablesOfCatalog(), tables)) {
      throw stranger("none of its tables is one of this application: "
          + String.join(", ", tables.stream().sorted().limit(10).toList()));
    }
  }

  private InvalidBackup stranger(String why) {
    return new InvalidBackup(
        file + " is a backup of another application's database: " + why
            + ". Check the file and the database that it is for; nothing was changed.",
        null);
  }

  private static Set<String> modules(Collection<HistoryEntry> rows) {
    Set<String> modules = new TreeSet<>();
    rows.forEach(row -> modules.add(row.migration().id().module()));
    return modules;
  }

  private Set<String> tablesOfCatalog() {
    Set<String> tables = new HashSet<>();
    for (CatalogEntry entry : environment.catalog().entries()) {
      tables.addAll(entry.migration().needsTables());
      for (SchemaChange change : entry.migration().declaredChanges()) {
        if (change instanceof SchemaChange.CreateTable create) {
          tables.add(create.table().name());
        }
      }
    }
    return tables;
  }

  /** One that a newer application left is not for the migrations that are at hand. */
  private void requireKnownVersions(History history) {
    for (HistoryEntry row : history.latest()) {
      MigrationId id = row.migration().id();
      boolean isOurs = environment.catalog().modules().contains(id.module());
      if (isOurs && History.isDone(row) && environment.catalog().isNewerThanAll(id)) {
        throw new InvalidBackup(
            file + " was made by a newer version of the application: it has " + row.migration()
                + ", which the migrations at hand do not have. Add the newer migrations, and restore"
                + " again; nothing was changed.",
            null);
      }
    }
  }

  private List<String> warnings(Present present, History history) {
    List<String> warnings = new ArrayList<>();
    if (!staged.isVouchedFor()) {
      warnings.add(
          "The file has no manifest: nothing tells what it was when it was made. It is sound, but"
              + " it may have been changed, or copied while it was being written.");
    }
    if (present.state() == Present.State.DAMAGED) {
      warnings.add("What is there now is damaged. It is kept as it is.");
    }
    if (history.open().isPresent()) {
      warnings.add("It was made in the middle of " + history.open().get().migration()
          + ", which will show as interrupted.");
    }
    Optional<String> first = present.history().firstHash();
    if (first.isPresent()
        && history.firstHash().isPresent()
        && !first.equals(history.firstHash())) {
      warnings.add(
          "It is of another database of the same application: its history begins differently.");
    }
    return warnings;
  }
}
