package dev.showwise.migrate.runner.database;

import dev.showwise.migrate.DatabaseInfo;
import dev.showwise.migrate.runner.fault.Fault;
import dev.showwise.migrate.runner.plugins.Drivers;
import dev.showwise.migrate.runner.secrets.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;

/** A database that was found fit for what is wanted of it. Close it when the verb is done. */
public final class OpenedDatabase implements AutoCloseable {
  private static final int READONLY = 8;
  private static final int READ_AND_WRITE = 2;
  private static final int READ_WRITE_AND_CREATE = 6;

  private final DatabaseAddress address;
  private final DriverDataSource dataSource;
  private final String url;
  private final Optional<PrivateCopy> copy;
  private final Optional<Watch> watch;
  private final Connecting how;

  private OpenedDatabase(
      Connecting how,
      DatabaseAddress address,
      DriverDataSource dataSource,
      String url,
      Optional<PrivateCopy> copy,
      Optional<Watch> watch) {
    this.how = how;
    this.address = address;
    this.dataSource = dataSource;
    this.url = url;
    this.copy = copy;
    this.watch = watch;
  }

  /** How a file was when it began to be read, and in which way that was meant to be safe. */
  private record Watch(Path file, ReadMode mode, String stamp) {
    boolean isBroken() {
      try {
        ReadMode now = ReadMode.of(file);
        return mode == ReadMode.IMMUTABLE
            ? now != mode || !stamp.equals(PrivateCopy.stamp(file))
            : mode == ReadMode.SHARED_MEMORY && now != mode;
      } catch (IOException e) {
        return true;
      }
    }
  }

  /** Credentials and the class loader that drivers come from. */
  public record Connecting(Properties credentials, Secrets secrets, ClassLoader drivers) {}

  /**
   * Checks a database and makes it ready to be opened.
   *
   * @throws Fault if it cannot be opened for that
   */
  public static OpenedDatabase open(DatabaseAddress address, Access access, Connecting how) {
    if (address instanceof DatabaseAddress.SqliteFileAddress sqlite) {
      new SqliteFile(sqlite.file()).check(access);
      return access == Access.READ ? readable(sqlite, how) : writable(sqlite, access, how);
    }
    String url = ((DatabaseAddress.DriverAddress) address).url();
    Properties properties =
        H2File.isMeant(url) ? H2File.properties(url, access, how.credentials()) : how.credentials();
    DriverDataSource source = source(url, properties, how, access);
    return new OpenedDatabase(how, address, source, url, Optional.empty(), Optional.empty());
  }

  private static OpenedDatabase writable(
      DatabaseAddress.SqliteFileAddress address, Access access, Connecting how) {
    String url = SqliteUrl.of(address.file(), address.parameters());
    int mode = access == Access.CREATE ? READ_WRITE_AND_CREATE : READ_AND_WRITE;
    return new OpenedDatabase(
        how,
        address,
        source(url, openMode(how, mode), how, access),
        url,
        Optional.empty(),
        Optional.empty());
  }

  private static OpenedDatabase readable(
      DatabaseAddress.SqliteFileAddress address, Connecting how) {
    Path file = address.file();
    try {
      ReadMode mode = ReadMode.of(file);
      String stamp = PrivateCopy.stamp(file);
      if (mode == ReadMode.PLAIN
          && ReadMode.sizeBeside(file, "-journal") > 0
          && mustRollBack(source(
              SqliteUrl.of(file, ""),
              openMode(how, ReadMode.PLAIN.openMode()),
              how,
              Access.WRITE))) {
        mode = ReadMode.PRIVATE_COPY;
      }
      Optional<PrivateCopy> copy =
          mode == ReadMode.PRIVATE_COPY ? Optional.of(PrivateCopy.of(file)) : Optional.empty();
      // not the parameters: journal_mode and the like write, and open nothing that reading needs
      String url = SqliteUrl.of(copy.map(PrivateCopy::file).orElse(file), mode.parameter());
      return new OpenedDatabase(
          how,
          address,
          // open_mode says it already, and a copy is written when it is recovered
          source(url, openMode(how, mode.openMode()), how, Access.WRITE),
          url,
          copy,
          Optional.of(new Watch(file, mode, stamp)));
    } catch (IOException e) {
      throw Fault.unavailable(
          "not-readable", file + " cannot be read: " + e, "Check its permissions.", e);
    }
  }

  private static boolean mustRollBack(DataSource source) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeQuery("SELECT 1 FROM sqlite_master LIMIT 1").close();
      return false;
    } catch (SQLException e) {
      return e.getErrorCode() == READONLY;
    }
  }

  private static Properties openMode(Connecting how, int mode) {
    Properties properties = (Properties) how.credentials().clone();
    properties.setProperty("open_mode", Integer.toString(mode));
    // the engine does the waiting, up to --lock-timeout; the driver's own 3 s would overshoot it
    properties.setProperty("busy_timeout", "500");
    return properties;
  }

  private static DriverDataSource source(
      String url, Properties properties, Connecting how, Access access) {
    return new DriverDataSource(
        Drivers.find(url, how.drivers()), url, properties, how.secrets().andThoseIn(url), access);
  }

  /** Connections to it. */
  public DataSource dataSource() {
    return dataSource;
  }

  /** Connections to a copy of it that the engine makes, with the same credentials. */
  public DataSource copy(String copyUrl) {
    return source(copyUrl, how.credentials(), how, Access.WRITE);
  }

  /** Which database it is. */
  public DatabaseAddress address() {
    return address;
  }

  /** What the engine says of the database, with the URL that a person would give. */
  public DatabaseInfo shown(DatabaseInfo seen) {
    return new DatabaseInfo(seen.product(), seen.version(), address.shownUrl(), seen.driver());
  }

  /** The text with the address as the person gave it, in place of what was made of it. */
  public String shown(String text) {
    String shown = text.replace(url, address.shownUrl());
    if (copy.isPresent() && address instanceof DatabaseAddress.SqliteFileAddress sqlite) {
      shown = shown.replace(copy.get().file().toString(), sqlite.file().toString());
    }
    return shown;
  }

  /** Whether what was read meanwhile may be neither old nor new, because somebody wrote. */
  public boolean mustBeReadAgain() {
    return watch.isPresent() && watch.get().isBroken();
  }

  @Override
  public void close() {
    copy.ifPresent(PrivateCopy::close);
  }
}
