package dev.showwise.migrate.runner.command;

import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationListener;
import dev.showwise.migrate.SchemaDescription;
import dev.showwise.migrate.Scripts;
import dev.showwise.migrate.engine.EngineBuilder;
import dev.showwise.migrate.engine.MigrationEngine;
import dev.showwise.migrate.runner.database.Access;
import dev.showwise.migrate.runner.database.DatabaseAddress;
import dev.showwise.migrate.runner.database.OpenedDatabase;
import dev.showwise.migrate.runner.fault.ExitCode;
import dev.showwise.migrate.runner.fault.Fault;
import dev.showwise.migrate.runner.fault.Notice;
import dev.showwise.migrate.runner.output.Reporter;
import dev.showwise.migrate.runner.output.Screen;
import dev.showwise.migrate.runner.output.Surroundings;
import dev.showwise.migrate.runner.plugins.DropIns;
import dev.showwise.migrate.runner.plugins.TrustList;
import dev.showwise.migrate.runner.secrets.Secrets;
import dev.showwise.migrate.runner.settings.Settings;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a verb works with. For one thread; closed when the verb is done. */
final class Session implements AutoCloseable {
  private static final int READINGS = 5;

  private final Settings settings;
  private final Surroundings surroundings;
  private final Screen screen;
  private final Secrets secrets;
  private final Reporter reporter;
  private final Interruption interruption;
  private List<Path> migrationFolders;
  private List<Scripts> scripts;
  private @Nullable DropIns dropIns;
  private @Nullable OpenedDatabase database;
  private Access wanted = Access.READ;

  /** The parts that a run of the program has put together. */
  record Parts(
      Settings settings,
      Surroundings surroundings,
      Screen screen,
      Secrets secrets,
      Reporter reporter,
      Interruption interruption) {}

  Session(Parts parts) {
    this.settings = parts.settings();
    this.surroundings = parts.surroundings();
    this.screen = parts.screen();
    this.secrets = parts.secrets();
    this.reporter = parts.reporter();
    this.interruption = parts.interruption();
    this.scripts = settings.scripts();
    this.migrationFolders = migrationFolders(surroundings, settings);
  }

  Settings settings() {
    return settings;
  }

  Surroundings surroundings() {
    return surroundings;
  }

  /** What people type to start the program again. */
  String command() {
    return Shell.quoted(surroundings.command());
  }

  Screen screen() {
    return screen;
  }

  Reporter reporter() {
    return reporter;
  }

  Interruption interruption() {
    return interruption;
  }

  /**
   * The database that the settings name.
   *
   * @throws Fault if they also name a schema and it has none
   */
  DatabaseAddress address() {
    DatabaseAddress address = DatabaseAddress.parse(settings.requiredUrl(), settings.urlFolder());
    if (address.isSqlite() && settings.schema().isPresent()) {
      throw Fault.usage(
          "A SQLite database has no schemas, so '" + settings.schema().get()
              + "' cannot be chosen in " + address.shownName() + ".",
          "Leave --schema out, or schema out of the configuration file; or name a server with"
              + " --url.");
    }
    return address;
  }

  /** From now on the migrations are those of this folder alone, whatever the settings say. */
  void takeMigrationsFrom(Path folder) {
    migrationFolders = List.of(folder);
    scripts = List.of();
  }

  /** The folders whose jars are the migrations: the distribution's, and those that were named. */
  private static List<Path> migrationFolders(Surroundings surroundings, Settings settings) {
    List<Path> folders = new ArrayList<>();
    surroundings
        .home()
        .map(home -> home.resolve("migrations"))
        .filter(Files::isDirectory)
        .ifPresent(folders::add);
    folders.addAll(settings.migrations());
    return folders.stream().distinct().toList();
  }

  /** Loads the migrations now, so that what is wrong with a jar is told before anything else. */
  void loadMigrations() {
    dropIns();
  }

  private DropIns dropIns() {
    DropIns loaded = dropIns;
    if (loaded == null) {
      loaded = DropIns.load(
          migrationFolders, Session.class.getClassLoader(), settings.trust().map(TrustList::read));
      dropIns = loaded;
      reporter.note(loaded.warnings().stream()
          .map(warning -> Notice.warning("drop-in", warning, ""))
          .toList());
    }
    return loaded;
  }

  /** Opens a database; it is closed with the session, or when the next one is opened. */
  OpenedDatabase open(DatabaseAddress address, Access access) {
    closeDatabase();
    wanted = access;
    OpenedDatabase opened = openAside(address, access);
    database = opened;
    screen.useNames(opened::shown);
    return opened;
  }

  /** Opens a database besides the one that is open; whoever asked closes it. */
  OpenedDatabase openAside(DatabaseAddress address, Access access) {
    return OpenedDatabase.open(
        address,
        access,
        new OpenedDatabase.Connecting(credentials(), secrets, dropIns().classLoader()));
  }

  /** Whether a database was to be changed. */
  boolean isForChanging() {
    return wanted != Access.READ;
  }

  /** Whether a database is open. */
  boolean isOpen() {
    return database != null;
  }

  /** The database that this is about: what was opened, or what the settings name. */
  DatabaseAddress subject() {
    OpenedDatabase opened = database;
    return opened == null ? address() : opened.address();
  }

  private Properties credentials() {
    Properties credentials = new Properties();
    settings.user().ifPresent(user -> credentials.setProperty("user", user));
    settings
        .password()
        .ifPresent(password -> credentials.setProperty("password", password.value()));
    return credentials;
  }

  /** An engine for a database with the migrations at hand. */
  MigrationEngine engine(OpenedDatabase opened) {
    return engine(opened, reporter.progress());
  }

  private MigrationEngine engine(OpenedDatabase opened, MigrationListener progress) {
    DropIns loaded = dropIns();
    try {
      return engines().guarded(opened, progress).build();
    } catch (MigrationException.InvalidCatalog e) {
      throw loaded.registerNoMigrations() && scripts.isEmpty() ? noMigrations(loaded) : e;
    }
  }

  /** An engine for a database with the migrations at hand, if there are any. */
  MigrationEngine engineWithoutMigrations(OpenedDatabase opened) {
    return engines().guarded(opened, reporter.progress()).allowNoMigrations().build();
  }

  /**
   * A path that was typed, which starts from the present folder.
   *
   * @param where what has it, in a message
   * @throws Fault if it is none
   */
  Path resolve(String typed, String where) {
    try {
      return surroundings.workingDirectory().resolve(typed).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw Fault.usage(
          "'" + typed + "' is not a path: " + e.getReason() + ".", "Check " + where + ".");
    }
  }

  /** Whether the SQLite file that the settings name is there. */
  boolean databaseIsThere() {
    return address() instanceof DatabaseAddress.SqliteFileAddress sqlite
        && Files.exists(sqlite.file());
  }

  /** The schema of a database, which needs no migrations. */
  SchemaDescription schema(OpenedDatabase opened) {
    return builder(opened).describeSchema();
  }

  /** An engine, or what comes before it, for a database; without a listener. */
  EngineBuilder builder(OpenedDatabase opened) {
    return engines().plain(opened);
  }

  private Engines engines() {
    return new Engines(
        settings, surroundings, reporter, interruption, scripts, dropIns().classLoader());
  }

  private Fault noMigrations(DropIns loaded) {
    String why;
    if (migrationFolders.isEmpty()) {
      why = "no folder of migration jars was named";
    } else if (loaded.jars().isEmpty()) {
      why = "there is no jar in " + join(migrationFolders);
    } else {
      why = "no migration is registered in " + join(loaded.jars());
    }
    return new Fault(
        ExitCode.USAGE,
        List.of(Notice.error(
            "no-migrations",
            "No migrations were found: " + why + ".",
            surroundings
                    .home()
                    .map(home ->
                        "Copy migration jars into " + home.resolve("migrations") + ", or name")
                    .orElse("Name")
                + " their folder with --migrations DIR, or a folder of SQL scripts with --scripts"
                + " DIR.")));
  }

  private static String join(List<Path> paths) {
    return String.join(" or ", paths.stream().map(Path::toString).toList());
  }

  /** Reads from the database that the settings name, again if somebody wrote meanwhile. */
  <T> T read(Function<OpenedDatabase, T> reading) {
    return read(address(), Access.READ, reading);
  }

  /** Has an engine rehearse: a file is only read, and copied; on a server the scratch is made there. */
  <T> T rehearse(Function<MigrationEngine, T> rehearsal) {
    DatabaseAddress address = address();
    interruption.beginWork();
    T result = read(
        address,
        address.isFile() ? Access.READ : Access.WRITE,
        opened -> rehearsal.apply(engine(opened, new MigrationListener() {})));
    interruption.checkpoint();
    return result;
  }

  private <T> T read(DatabaseAddress address, Access access, Function<OpenedDatabase, T> reading) {
    for (int i = 1; ; i++) {
      OpenedDatabase opened = open(address, access);
      try {
        T result = reading.apply(opened);
        if (!opened.mustBeReadAgain()) {
          return result;
        }
      } catch (MigrationException e) {
        if (i == READINGS || !opened.mustBeReadAgain()) {
          throw e;
        }
      }
      if (i == READINGS) {
        throw Fault.unavailable(
            "busy",
            address.shownName() + " kept changing while it was being read.",
            "Run this again, or stop the application first.");
      }
    }
  }

  /** Opens the database that the settings name, to change it. */
  OpenedDatabase openForWriting() {
    boolean create = settings.has(Settings.Flag.CREATE);
    return open(address(), create ? Access.CREATE : Access.WRITE);
  }

  private void closeDatabase() {
    OpenedDatabase opened = database;
    database = null;
    if (opened != null) {
      opened.close();
    }
  }

  @Override
  public void close() {
    closeDatabase();
    DropIns loaded = dropIns;
    dropIns = null;
    if (loaded != null) {
      loaded.close();
    }
  }
}
