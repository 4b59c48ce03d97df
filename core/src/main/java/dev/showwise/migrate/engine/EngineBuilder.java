package dev.showwise.migrate.engine;

import dev.showwise.migrate.BackupOptions;
import dev.showwise.migrate.EngineOptions;
import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.Literals;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationListener;
import dev.showwise.migrate.MigrationSource;
import dev.showwise.migrate.SchemaDescription;
import dev.showwise.migrate.Scripts;
import dev.showwise.migrate.internal.discovery.Catalog;
import dev.showwise.migrate.internal.discovery.CatalogBuilder;
import dev.showwise.migrate.internal.rehearsal.ConnectionSource;
import dev.showwise.migrate.internal.run.Announcer;
import dev.showwise.migrate.internal.run.BackupPolicy;
import dev.showwise.migrate.internal.run.Environment;
import dev.showwise.migrate.internal.run.HistoryReading;
import dev.showwise.migrate.internal.run.SchemaReading;
import dev.showwise.migrate.internal.script.ScriptSource;
import dev.showwise.migrate.spi.BackupProvider;
import dev.showwise.migrate.spi.Dialect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Puts an engine together. For one thread; what it builds is immutable. */
public final class EngineBuilder {
  private final DataSource dataSource;
  private final List<Migration> migrations = new ArrayList<>();
  private final List<MigrationSource> sources = new ArrayList<>();
  private final List<Scripts> scripts = new ArrayList<>();
  private boolean given;
  private @Nullable ClassLoader classLoader;
  private @Nullable Dialect dialect;
  private Duration lockTimeout = EngineOptions.DEFAULT_LOCK_TIMEOUT;
  private String historyTable = EngineOptions.DEFAULT_HISTORY_TABLE;
  private String actor = "";
  private Duration lease = EngineOptions.DEFAULT_LEASE;
  private Optional<String> schema = Optional.empty();
  private BackupPolicy backups = BackupPolicy.ON_DEMAND;
  private boolean mayHaveNone;
  private Literals literals = Literals.MASKED;
  private final List<MigrationListener> listeners = new ArrayList<>();
  private Function<String, DataSource> copies = ConnectionSource::of;

  EngineBuilder(DataSource dataSource) {
    this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
  }

  /** Uses these migrations and does not look for others. May be called again to add more. */
  public EngineBuilder migrations(Migration... given) {
    return migrations(List.of(given));
  }

  /** Uses these migrations and does not look for others. May be called again to add more. */
  public EngineBuilder migrations(Collection<? extends Migration> given) {
    this.given = true;
    migrations.addAll(given);
    return this;
  }

  /** Uses the migrations of a source and does not look for others. May be called again. */
  public EngineBuilder source(MigrationSource source) {
    this.given = true;
    sources.add(source);
    return this;
  }

  /**
   * Adds the SQL scripts of a folder to the migrations, whether those are handed over or looked for. How files
   * are called is found out; see {@link #scripts(Scripts)} to name it. May be called again.
   */
  public EngineBuilder scripts(Path folder) {
    return scripts(Scripts.in(folder));
  }

  /** Adds the SQL scripts of a folder to the migrations. May be called again to add another folder. */
  public EngineBuilder scripts(Scripts folder) {
    scripts.add(folder);
    return this;
  }

  /**
   * Looks for migrations, and for dialects that are not built in, through this class loader.
   * Default: the thread's context class loader when {@link #build} is called.
   */
  public EngineBuilder classLoader(ClassLoader classLoader) {
    this.classLoader = classLoader;
    return this;
  }

  /** Uses this dialect whatever the product. Default: found from the product's name. */
  public EngineBuilder dialect(Dialect dialect) {
    this.dialect = dialect;
    return this;
  }

  /** How long a call waits for other processes, in all. Default: 60 seconds. */
  public EngineBuilder lockTimeout(Duration timeout) {
    this.lockTimeout = timeout;
    return this;
  }

  /** The name of the history table, unquoted. Default: {@code migration_history}. */
  public EngineBuilder historyTable(String name) {
    this.historyTable = name;
    return this;
  }

  /** Who is recorded in the history as having done it. Default: user@host. */
  public EngineBuilder actor(String actor) {
    this.actor = actor;
    return this;
  }

  /**
   * The schema, or on MariaDB and MySQL the database, that the migrations and their history are in,
   * unquoted; it must be there. SQLite has none. Default: the connection's own.
   */
  public EngineBuilder schema(String name) {
    this.schema = Optional.of(name);
    return this;
  }

  /**
   * For how long a migration may send nothing to a server, and for how long others wait for a
   * process that they cannot see; see {@link EngineOptions}. Default: 30 seconds.
   */
  public EngineBuilder lease(Duration lease) {
    this.lease = lease;
    return this;
  }

  /**
   * Makes a backup before a run that changes something, once in a run; if that cannot be done, nothing is
   * changed. Default: none is made.
   */
  public EngineBuilder backupBeforeChanges() {
    backups =
        new BackupPolicy(backups.options(), BackupPolicy.When.BEFORE_CHANGES, backups.provider());
    return this;
  }

  /** Where backups go and how closely they are looked at. Default: {@link BackupOptions#DEFAULTS}. */
  public EngineBuilder backupOptions(BackupOptions options) {
    backups = new BackupPolicy(options, backups.when(), backups.provider());
    return this;
  }

  /** Makes backups with this. Default: what is built in, which knows SQLite. */
  public EngineBuilder backupProvider(BackupProvider provider) {
    backups = new BackupPolicy(backups.options(), backups.when(), Optional.of(provider));
    return this;
  }

  /**
   * Lets {@link #build} succeed without any migration, for what needs none: {@link
   * MigrationEngine#backup()} and {@link MigrationEngine#restore}.
   */
  public EngineBuilder allowNoMigrations() {
    this.mayHaveNone = true;
    return this;
  }

  /**
   * Whether the values that a migration wrote into a statement, or bound to it, are seen when that
   * fails: in reports, in messages of exceptions and of their causes, and in the log. Default: {@link
   * Literals#MASKED}.
   */
  public EngineBuilder literals(Literals literals) {
    this.literals = literals;
    return this;
  }

  /** Hears what the engine does. May be called again to add another. Default: nobody. */
  public EngineBuilder listener(MigrationListener listener) {
    this.listeners.add(Objects.requireNonNull(listener, "listener"));
    return this;
  }

  /**
   * How connections to a copy of the database are made, from its JDBC URL, where a rehearsal needs
   * one. Default: {@link java.sql.DriverManager}, which knows drivers on the class path.
   */
  public EngineBuilder copies(Function<String, DataSource> copies) {
    this.copies = copies;
    return this;
  }

  /**
   * The engine.
   *
   * @throws MigrationException.InvalidCatalog if the migrations do not fit together, one could not
   *     be loaded, or there is none
   * @throws IllegalArgumentException if an option makes no sense
   */
  public MigrationEngine build() {
    CatalogBuilder catalog = new CatalogBuilder();
    if (given) {
      catalog.addAll(migrations);
      for (MigrationSource source : sources) {
        catalog.addAll(source);
      }
    } else {
      catalog.discover(loader());
    }
    for (Scripts folder : scripts) {
      catalog.addAll(new ScriptSource(folder, loader()));
    }
    if (mayHaveNone) {
      catalog.allowNone();
    }
    return new MigrationEngine(environment(catalog.build()), copies);
  }

  /**
   * The schema as the database has it, with the dialect, schema and time-out chosen so far. Builds no
   * engine, looks for no migrations, and reads only.
   *
   * @throws MigrationException.Unavailable if the database cannot be opened or read, or there is no
   *     such schema
   * @throws IllegalArgumentException if an option makes no sense
   */
  public SchemaDescription describeSchema() {
    return new SchemaReading(environment(Catalog.empty())).read();
  }

  /**
   * The last rows of the history, newest first; none if there is no history table. Builds no engine,
   * looks for no migrations, and reads only.
   *
   * @param limit how many rows at most; more than 0
   * @throws MigrationException.Unavailable if the database cannot be opened or read
   * @throws IllegalArgumentException if an option makes no sense
   */
  public List<HistoryEntry> history(int limit) {
    if (limit <= 0) {
      throw new IllegalArgumentException("the limit must be more than 0: " + limit);
    }
    return new HistoryReading(environment(Catalog.empty())).newest(limit);
  }

  private Environment environment(Catalog catalog) {
    return new Environment(
        dataSource,
        catalog,
        new EngineOptions(lockTimeout, historyTable, actor, lease, schema, literals),
        backups,
        new Announcer(listeners),
        Optional.ofNullable(dialect),
        loader());
  }

  private ClassLoader loader() {
    if (classLoader != null) {
      return classLoader;
    }
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context != null ? context : ClassLoader.getSystemClassLoader();
  }
}
