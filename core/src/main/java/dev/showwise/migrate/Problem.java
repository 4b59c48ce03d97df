package dev.showwise.migrate;

import dev.showwise.migrate.HistoryEntry.Direction;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Something that stands against a run or that people should know. Each says what is the matter and
 * what to do about it. All stand in this one file, long as it is, so that what people are told can be
 * read in one go and speaks with one voice.
 */
public sealed interface Problem {

  /** How much it matters. */
  enum Severity {
    /** The run stops before it changes anything. */
    ERROR,
    /** The run goes on. */
    WARNING
  }

  /** A stable name for programs, such as {@code missing-table}. */
  String code();

  /** What is the matter, and where. */
  String message();

  /** What to do next. */
  String remedy();

  /** How much it matters. An error by default. */
  default Severity severity() {
    return Severity.ERROR;
  }

  /** A needed table is not there, and nothing that is pending before it creates it. */
  record MissingTable(MigrationLabel migration, String table) implements Problem {
    @Override
    public String code() {
      return "missing-table";
    }

    @Override
    public String message() {
      return migration + " needs table '" + table
          + "', which is not in this database, and no pending"
          + " migration creates it. (In SQL this would have been: foreign key constraint failed.)";
    }

    @Override
    public String remedy() {
      return "Check that this is the right database; or add the migration that creates '" + table
          + "'.";
    }
  }

  /** Its own code failed when it was asked how far the database has it. */
  record PresenceFailed(MigrationLabel migration, String error) implements Problem {
    @Override
    public String code() {
      return "presence-failed";
    }

    @Override
    public String message() {
      return migration + " could not tell whether this database has it already: " + error;
    }

    @Override
    public String remedy() {
      return "This is a fault of the migration's own code: mend its presence(). Nothing was changed.";
    }
  }

  /** Something of it is in the database but differs from what it makes. */
  record PartiallyPresent(MigrationLabel migration, List<String> differences) implements Problem {
    /** Copies the list. */
    public PartiallyPresent {
      differences = List.copyOf(differences);
    }

    @Override
    public String code() {
      return "partially-present";
    }

    @Override
    public String message() {
      return migration + " is in this database in part, and different: "
          + String.join("; ", differences);
    }

    @Override
    public String remedy() {
      return "Bring the named objects to what is expected, or rename or drop them if they are not"
          + " needed; then run again. Nothing was changed.";
    }
  }

  /** It was applied, and it is different now. */
  record ChecksumChanged(MigrationLabel migration, String recorded, String current)
      implements Problem {
    @Override
    public String code() {
      return "checksum-changed";
    }

    @Override
    public String message() {
      return migration + " was changed after it was applied: the history has checksum " + recorded
          + ", the migration at hand " + current;
    }

    @Override
    public String remedy() {
      return "Put the migration back as it was and make the change in a new migration. On a database of"
          + " your own, where nothing is lost, it can be rolled back and applied again instead. If what"
          + " the migration does is the same as before: repair " + migration.qualifiedName()
          + " --as accept-checksum.";
    }
  }

  /** It was applied, and what was recorded of it then was made in a way that is not known here. */
  record ChecksumUnknown(MigrationLabel migration, String recorded, String current)
      implements Problem {
    @Override
    public String code() {
      return "checksum-unknown";
    }

    @Override
    public String message() {
      return migration + " cannot be compared with what was applied: the history has checksum "
          + recorded + ", made in a way that this release does not know; the migration at hand has "
          + current;
    }

    @Override
    public String remedy() {
      return "Use the release that recorded it, or a newer one. If you know that the migration is the"
          + " same: repair " + migration.qualifiedName()
          + " --as accept-checksum records what is known here.";
    }
  }

  /** It was applied, means the same, and its text is not the same to the last byte. */
  record Reformatted(MigrationLabel migration) implements Problem {
    @Override
    public String code() {
      return "reformatted";
    }

    @Override
    public String message() {
      return migration
          + " is not the text that was applied to the last byte: its line ends, the byte"
          + " order mark, or line ends after the last line differ. What it means is the same";
    }

    @Override
    public String remedy() {
      return "Nothing needs to be done. A rule such as '*.sql text eol=lf' in .gitattributes keeps texts"
          + " the same everywhere; repair " + migration.qualifiedName()
          + " --as accept-checksum records the text as it is now.";
    }

    @Override
    public Severity severity() {
      return Severity.WARNING;
    }
  }

  /** The history has it as applied, but it is not at hand. */
  record MissingMigration(MigrationLabel migration, boolean newerThanCatalog, Severity severity)
      implements Problem {
    @Override
    public String code() {
      return newerThanCatalog ? "newer-history" : "missing-migration";
    }

    @Override
    public String message() {
      return newerThanCatalog
          ? migration + " is in the history and newer than all migrations at hand: a newer version"
              + " of the application has been here"
          : migration + " is in the history as applied, but it is not among the migrations at hand";
    }

    @Override
    public String remedy() {
      return newerThanCatalog
          ? "Run the newer version, or make sure that this one can work with the newer schema."
          : "Add the jar that it came from; it is needed to verify and to roll back. If it is given up for"
              + " good: repair " + migration.id().module() + ":"
              + migration.id().version()
              + " --as not-done.";
    }
  }

  /** It did not finish, and it is not at hand. */
  record NotAtHand(MigrationLabel migration) implements Problem {
    @Override
    public String code() {
      return "not-at-hand";
    }

    @Override
    public String message() {
      return migration + " is not among the migrations at hand, so nobody can tell what it makes";
    }

    @Override
    public String remedy() {
      return "Add the jar that it came from: then it can be looked for in the database, and undone.";
    }

    @Override
    public Severity severity() {
      return Severity.WARNING;
    }
  }

  /** It depends on one that is applied in the history but not at hand. */
  record DependencyMissing(MigrationLabel migration, String dependency) implements Problem {
    @Override
    public String code() {
      return "dependency-missing";
    }

    @Override
    public String message() {
      return migration + " depends on " + dependency
          + ", which is not among the migrations at hand";
    }

    @Override
    public String remedy() {
      return "Add the jar that has " + dependency + ".";
    }
  }

  /**
   * An earlier attempt was begun outside a transaction and did not finish.
   *
   * @param migration which
   * @param direction whether it was to be applied, or to be undone
   * @param state how the attempt ended: {@code failed} or {@code interrupted}
   * @param detail what the history says of that; may be empty
   */
  record Unfinished(MigrationLabel migration, Direction direction, String state, String detail)
      implements Problem {
    @Override
    public String code() {
      return "unfinished";
    }

    @Override
    public String message() {
      return migration + " is " + state + " from an earlier attempt "
          + (direction == Direction.DOWN ? "to undo it " : "") + "outside a transaction"
          + (detail.isEmpty() ? "" : ": " + detail);
    }

    @Override
    public String remedy() {
      String repair = "repair " + migration.qualifiedName()
          + " says what is known, and which decisions there are.";
      return direction == Direction.DOWN
          ? repair
          : repair
              + " Or make the migration such that running it again from the start does no harm"
              + " (context.ensure(), IF NOT EXISTS), and declare ExecutionOptions.safeToRepeat(): the next run"
              + " goes on with it.";
    }
  }

  /** It depends on one that did not finish. */
  record Blocked(MigrationLabel migration, MigrationLabel by) implements Problem {
    @Override
    public String code() {
      return "blocked";
    }

    @Override
    public String message() {
      return migration + " cannot run: " + by + " before it did not finish";
    }

    @Override
    public String remedy() {
      return "Settle " + by.qualifiedName() + " first: repair " + by.qualifiedName() + ".";
    }

    @Override
    public Severity severity() {
      return Severity.WARNING;
    }
  }

  /** It cannot be undone. */
  record Irreversible(MigrationLabel migration) implements Problem {
    @Override
    public String code() {
      return "irreversible";
    }

    @Override
    public String message() {
      return migration + " cannot be rolled back: it has no way back";
    }

    @Override
    public String remedy() {
      return "Roll back only what comes after it, or restore a backup.";
    }
  }

  /** A script of it cannot be cut into statements, or has one that must not be run. */
  record ScriptRefused(MigrationLabel migration, String reason, Severity severity)
      implements Problem {
    @Override
    public String code() {
      return "script-refused";
    }

    @Override
    public String message() {
      return severity == Severity.ERROR
          ? migration + " cannot be run: " + reason
          : migration + " could be applied and not be undone: " + reason;
    }

    @Override
    public String remedy() {
      return "Mend the script at the place that is named. Nothing was changed.";
    }
  }

  /** A script that is a start for an empty database would meet one that is not. */
  record BaselineTooLate(MigrationLabel migration, String found) implements Problem {
    @Override
    public String code() {
      return "baseline-too-late";
    }

    @Override
    public String message() {
      return migration + " is a start for an empty database, and this one has " + found;
    }

    @Override
    public String remedy() {
      return "Put back the scripts of the versions that it stands for, which bring this database on from"
          + " where it is; or, if another tool brought it there, take over that tool's history with"
          + " import.";
    }
  }

  /** It is to be undone, and what it would remove was there before this program came. */
  record AdoptedBefore(MigrationLabel migration) implements Problem {
    @Override
    public String code() {
      return "adopted-before";
    }

    @Override
    public String message() {
      return migration
          + " was adopted: what rolling it back removes was in the database before, and"
          + " was not made by a migration";
    }

    @Override
    public String remedy() {
      return "Make sure that the application can do without it.";
    }

    @Override
    public Severity severity() {
      return Severity.WARNING;
    }
  }

  /** It is to be undone but is not applied. */
  record NotApplied(MigrationLabel migration, String state) implements Problem {
    @Override
    public String code() {
      return "not-applied";
    }

    @Override
    public String message() {
      return migration + " is not applied (it is " + state + "): there is nothing to roll back";
    }

    @Override
    public String remedy() {
      return "List the migrations to see what is applied.";
    }

    @Override
    public Severity severity() {
      return Severity.WARNING;
    }
  }

  /** More rows would be destroyed than were agreed to. */
  record LossGrew(MigrationLabel migration, DataLoss agreed, DataLoss now) implements Problem {
    @Override
    public String code() {
      return "loss-grew";
    }

    @Override
    public String message() {
      return "rolling back " + migration + " would now destroy more than was agreed to: "
          + inWords(now) + " instead of " + inWords(agreed) + ". Nothing of it was removed";
    }

    private static String inWords(DataLoss loss) {
      return loss.items().isEmpty()
          ? "nothing"
          : loss.items().stream().map(DataLoss.Item::toString).collect(Collectors.joining(", "));
    }

    @Override
    public String remedy() {
      return "Stop the application, then roll back again.";
    }
  }

  /** Rows refer to rows that are not there; they did so before the run. */
  record OrphanedRows(String table, String referencedTable, long rows) implements Problem {
    @Override
    public String code() {
      return "orphaned-rows";
    }

    @Override
    public String message() {
      return (rows == 1 ? "1 row of table '" : rows + " rows of table '")
          + table
          + (rows == 1 ? "' refers to a row of '" : "' refer to rows of '")
          + referencedTable
          + (rows == 1 ? "' that is not there" : "' that are not there")
          + " (found by this run, not made by it)";
    }

    @Override
    public String remedy() {
      return "Clean this up in a migration of its own; it is left as it is.";
    }

    @Override
    public Severity severity() {
      return Severity.WARNING;
    }
  }

  /** The database differs from what the applied migrations declare. */
  record SchemaDiffers(MigrationLabel migration, String difference) implements Problem {
    @Override
    public String code() {
      return "schema-differs";
    }

    @Override
    public String message() {
      return difference + " (declared by " + migration + ", which is applied)";
    }

    @Override
    public String remedy() {
      return "Bring the object back to what is declared, or declare the change in a new migration.";
    }
  }

  /** Something is still to be applied. */
  record NotYetApplied(MigrationLabel migration, String state) implements Problem {
    @Override
    public String code() {
      return "pending";
    }

    @Override
    public String message() {
      return migration + " is " + state;
    }

    @Override
    public String remedy() {
      return "Run migrate.";
    }
  }

  /** A row of the history is not what was written. */
  record HistoryTampered(long seq, String what) implements Problem {
    @Override
    public String code() {
      return "history-tampered";
    }

    @Override
    public String message() {
      return "row " + seq + " of the history is not what was written: " + what;
    }

    @Override
    public String remedy() {
      return "Find out who changed it; restore the history from a backup.";
    }
  }

  /** The file is damaged. */
  record Damaged(String detail) implements Problem {
    @Override
    public String code() {
      return "damaged";
    }

    @Override
    public String message() {
      return "the database is damaged: " + detail;
    }

    @Override
    public String remedy() {
      return "Restore it from a backup before anything else; do not write to it.";
    }
  }

  /** The recorded name is another one. */
  record Renamed(MigrationLabel migration, String recordedName) implements Problem {
    @Override
    public String code() {
      return "renamed";
    }

    @Override
    public String message() {
      return migration + " is in the history under the name '" + recordedName + "'";
    }

    @Override
    public String remedy() {
      return "Nothing needs to be done if it is the same migration; a new one needs a new version.";
    }

    @Override
    public Severity severity() {
      return Severity.WARNING;
    }
  }

  /** Something is in the database, and no migration that is applied declares it. */
  record Unexplained(String object) implements Problem {
    @Override
    public String code() {
      return "unexplained";
    }

    @Override
    public String message() {
      return object + " is in the database, and no applied migration declares it";
    }

    @Override
    public String remedy() {
      return "If it belongs here, declare it in a new migration, which finds it there already. If it is"
          + " another application's, leave it. If nobody needs it, drop it.";
    }

    @Override
    public Severity severity() {
      return Severity.WARNING;
    }
  }

  /** More of the same were found than are named. */
  record MoreUnexplained(long objects) implements Problem {
    @Override
    public String code() {
      return "more-unexplained";
    }

    @Override
    public String message() {
      return objects + " more objects are in the database that no applied migration declares";
    }

    @Override
    public String remedy() {
      return "schema shows everything that is there.";
    }

    @Override
    public Severity severity() {
      return Severity.WARNING;
    }
  }

  /** A decision was made about a migration that needs none. */
  record NothingToRepair(MigrationLabel migration, String state) implements Problem {
    @Override
    public String code() {
      return "nothing-to-repair";
    }

    @Override
    public String message() {
      return migration + " is " + state + ": there is nothing to decide";
    }

    @Override
    public String remedy() {
      return "migrate applies what is pending, rollback undoes what is applied.";
    }
  }

  /** Another decision is needed than the one that was made. */
  record WrongDecision(
      MigrationLabel migration, String state, String decision, List<String> possible)
      implements Problem {
    /** Copies the list. */
    public WrongDecision {
      possible = List.copyOf(possible);
    }

    @Override
    public String code() {
      return "wrong-decision";
    }

    @Override
    public String message() {
      return migration + " is " + state + ", and cannot be settled as " + decision;
    }

    @Override
    public String remedy() {
      return "Possible is: " + String.join(", ", possible) + ". repair " + migration.qualifiedName()
          + " says what is known.";
    }
  }

  /** A decision contradicts what can be seen. */
  record Contradicted(MigrationLabel migration, String decision, List<String> evidence)
      implements Problem {
    /** Copies the list. */
    public Contradicted {
      evidence = List.copyOf(evidence);
    }

    @Override
    public String code() {
      return "contradicted";
    }

    @Override
    public String message() {
      return migration + " was not settled as " + decision
          + ", because what can be seen says otherwise: " + String.join("; ", evidence);
    }

    @Override
    public String remedy() {
      return "Bring the database to what was decided, or decide otherwise. If what can be seen is wrong:"
          + " repair " + migration.qualifiedName() + " --as " + decision
          + " --insist. Nothing was changed.";
    }
  }

  /** Others changed how it stands while a person thought. */
  record MovedOn(MigrationLabel migration, String state) implements Problem {
    @Override
    public String code() {
      return "moved-on";
    }

    @Override
    public String message() {
      return migration + " is not any more what it was when this was decided; it is " + state
          + " now";
    }

    @Override
    public String remedy() {
      return "Look again: repair " + migration.qualifiedName() + ". Nothing was changed.";
    }
  }

  /** What is to be undone, or is said not to be there, is needed by another one. */
  record StillNeeded(MigrationLabel migration, MigrationLabel by) implements Problem {
    @Override
    public String code() {
      return "still-needed";
    }

    @Override
    public String message() {
      return by + ", which is applied, depends on " + migration;
    }

    @Override
    public String remedy() {
      return "If " + migration.name() + " is to go: rollback " + by.qualifiedName() + ".";
    }

    @Override
    public Severity severity() {
      return Severity.WARNING;
    }
  }

  /** Its own code failed when it was asked what undoing it would destroy. */
  record LossUnknown(MigrationLabel migration, String error) implements Problem {
    @Override
    public String code() {
      return "loss-unknown";
    }

    @Override
    public String message() {
      return migration + " could not tell what undoing it would destroy: " + error;
    }

    @Override
    public String remedy() {
      return "It is not undone by itself as it is now: bring the database to a state from which it can"
          + " be, or settle it as done or not-done.";
    }

    @Override
    public Severity severity() {
      return Severity.WARNING;
    }
  }

  /** It did not finish, and needs nobody. */
  record GoesOn(MigrationLabel migration) implements Problem {
    @Override
    public String code() {
      return "goes-on";
    }

    @Override
    public String message() {
      return migration + " is safe to repeat: the next run goes on with it by itself";
    }

    @Override
    public String remedy() {
      return "Run migrate, unless you decide otherwise.";
    }

    @Override
    public Severity severity() {
      return Severity.WARNING;
    }
  }

  /** An attempt is open. */
  record StillOpen(MigrationLabel migration, String who, String seen) implements Problem {
    @Override
    public String code() {
      return "still-open";
    }

    @Override
    public String message() {
      return "the last attempt at " + migration + ", by " + who + ", is open: " + seen;
    }

    @Override
    public String remedy() {
      return "Whatever is done next waits for it, and records it as interrupted once it is known to be"
          + " gone.";
    }

    @Override
    public Severity severity() {
      return Severity.WARNING;
    }
  }

  /** In a rehearsal, rows or values that were there before are gone. */
  record RowsLost(RowComparison comparison) implements Problem {
    @Override
    public String code() {
      return "rows-lost";
    }

    @Override
    public String message() {
      String table = "table '" + comparison.table() + "'";
      if (comparison.fate() == RowComparison.Fate.DROPPED) {
        return table + " was dropped with " + rows(comparison.before()) + " in it";
      }
      String rows = comparison.gone() == 0
          ? ""
          : table + " lost " + comparison.gone() + " of the " + rows(comparison.before())
              + " that it had";
      String values = comparison.valuesLost() == 0
          ? ""
          : table + " lost columns with " + comparison.valuesLost()
              + (comparison.valuesLost() == 1 ? " value" : " values") + " in them";
      return rows + (rows.isEmpty() || values.isEmpty() ? "" : "; ") + values;
    }

    private static String rows(long count) {
      return count == 1 ? "1 row" : count + " rows";
    }

    @Override
    public String remedy() {
      return "If that is meant, make a backup and migrate. If not, mend the migration: the database"
          + " itself is untouched.";
    }
  }

  /** In a rehearsal, the way back of a migration failed. */
  record RevertFailed(MigrationLabel migration, String reason) implements Problem {
    @Override
    public String code() {
      return "revert-failed";
    }

    @Override
    public String message() {
      return "the way back of " + migration + " failed: " + reason;
    }

    @Override
    public String remedy() {
      return "Mend its revert() before it is applied; or count on a backup as the only way back.";
    }
  }

  /** In a rehearsal, the way back did not lead back. */
  record RevertIncomplete(String comparedWith, List<String> differences) implements Problem {
    /** Copies the list. */
    public RevertIncomplete {
      differences = List.copyOf(differences);
    }

    @Override
    public String code() {
      return "revert-incomplete";
    }

    @Override
    public String message() {
      return "after everything was rolled back, the database is not as it was " + comparedWith
          + ": " + String.join("; ", differences);
    }

    @Override
    public String remedy() {
      return "Mend the revert() that leaves it; or count on a backup as the only way back.";
    }
  }

  /** A statement of a migration could not be rehearsed. */
  record NotRehearsed(MigrationLabel migration, String what, String why) implements Problem {
    @Override
    public String code() {
      return "not-rehearsed";
    }

    @Override
    public String message() {
      return migration + ": " + what + " was not rehearsed: " + why;
    }

    @Override
    public String remedy() {
      return "What came after it ran without its effect. Try it on a copy of the database of your own.";
    }

    @Override
    public Severity severity() {
      return Severity.WARNING;
    }
  }

  /** Something of the database is not in the place where migrations are rehearsed. */
  record NotInScratch(String what) implements Problem {
    @Override
    public String code() {
      return "not-in-scratch";
    }

    @Override
    public String message() {
      return "the rehearsal was without " + what;
    }

    @Override
    public String remedy() {
      return "A migration that needs it must be tried on a copy of the database of your own.";
    }

    @Override
    public Severity severity() {
      return Severity.WARNING;
    }
  }

  /** Another tool's history was to be taken over, and there is none. */
  record NothingToImport(String lookedFor) implements Problem {
    @Override
    public String code() {
      return "nothing-to-import";
    }

    @Override
    public String message() {
      return "No history of another tool is in this database. Looked for: " + lookedFor;
    }

    @Override
    public String remedy() {
      return "Check that this is the right database and schema; if the table has another name, name the"
          + " tool and the table.";
    }
  }

  /** Several tools have a history, and none was named. */
  record SeveralHistories(List<String> found) implements Problem {
    /** Copies the list. */
    public SeveralHistories {
      found = List.copyOf(found);
    }

    @Override
    public String code() {
      return "several-histories";
    }

    @Override
    public String message() {
      return "More than one other tool has a history in this database: " + String.join(", ", found);
    }

    @Override
    public String remedy() {
      return "Name the tool whose history is to be taken over. Nothing was changed.";
    }
  }

  /** Another tool did something that no migration at hand is. */
  record ImportUnknown(String tool, String theirs) implements Problem {
    @Override
    public String code() {
      return "import-unknown";
    }

    @Override
    public String message() {
      return tool + " has done '" + theirs + "', and no migration at hand is that";
    }

    @Override
    public String remedy() {
      return "Add the folder or jar that it came from; or put it back into the folder if it was removed"
          + " there. Nothing was changed.";
    }
  }

  /** Several migrations at hand may be what another tool did. */
  record ImportAmbiguous(String tool, String theirs, List<String> found) implements Problem {
    /** Copies the list. */
    public ImportAmbiguous {
      found = List.copyOf(found);
    }

    @Override
    public String code() {
      return "import-ambiguous";
    }

    @Override
    public String message() {
      return tool + " has done '" + theirs + "', and more than one may be meant: "
          + String.join(", ", found);
    }

    @Override
    public String remedy() {
      return "Name the module whose migrations are meant, or take away what does not belong here."
          + " Nothing was changed.";
    }
  }

  /** Another tool's last attempt at something did not come to its end. */
  record ImportUnfinished(String tool, String theirs, String why) implements Problem {
    @Override
    public String code() {
      return "import-unfinished";
    }

    @Override
    public String message() {
      return "'" + theirs + "' of " + tool + " is not known to be done: " + why;
    }

    @Override
    public String remedy() {
      return "Look at the database, finish or undo it, and let " + tool
          + " record that; then import again. Nothing was changed.";
    }
  }

  /**
   * The text of a script is not the one that another tool ran.
   *
   * @param file the script
   * @param recorded what the tool kept of the text that it ran, in its own form
   * @param found the same of the text at hand
   */
  record ImportTextDiffers(
      String tool,
      String theirs,
      MigrationLabel migration,
      String file,
      String recorded,
      String found)
      implements Problem {
    @Override
    public String code() {
      return "import-text-differs";
    }

    @Override
    public String message() {
      return tool + " ran another text as '" + theirs + "' than " + file + " of " + migration
          + " has: the checksum there is " + recorded + ", and here " + found;
    }

    @Override
    public String remedy() {
      return "Put the text back that was run, and what is new into a migration of its own. If the change"
          + " is known and does no harm, let the other tool's table have the checksum that is here"
          + (tool.equals("flyway") ? ", with flyway repair," : "")
          + " and import again. Nothing was changed.";
    }
  }

  /** Version and name of what another tool did do not fit one migration at hand. */
  record ImportNameDiffers(String tool, String theirs, MigrationLabel migration)
      implements Problem {
    @Override
    public String code() {
      return "import-name-differs";
    }

    @Override
    public Severity severity() {
      return Severity.WARNING;
    }

    @Override
    public String message() {
      return tool + " calls it '" + theirs + "', and here that version is " + migration;
    }

    @Override
    public String remedy() {
      return "If it was only renamed, go on. If it is another folder's, leave it: nothing is recorded"
          + " before you agree.";
    }
  }

  /** While a person thought, another tool did more. */
  record ImportMovedOn(String tool) implements Problem {
    @Override
    public String code() {
      return "import-moved-on";
    }

    @Override
    public String message() {
      return tool + " has done more since its history was shown";
    }

    @Override
    public String remedy() {
      return "Stop what runs " + tool + ", and import again. Nothing was changed.";
    }
  }
}
