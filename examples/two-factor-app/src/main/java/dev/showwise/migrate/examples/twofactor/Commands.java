package dev.showwise.migrate.examples.twofactor;

import dev.showwise.migrate.MigrationReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What can be said on the command line. Each command first brings the database up to date. */
@Command(
    name = "two-factor",
    description = "Two-factor authentication of ShowWise's users.",
    mixinStandardHelpOptions = true)
final class Commands {
  private static final String CODE = "From the app, or a backup code; asked for if it is left out.";

  private final Map<String, String> environment;
  private final Clock clock;
  private final Charset terminal;
  private final PrintWriter out;
  private final PrintWriter err;

  @Option(
      names = "--db",
      paramLabel = "URL|FILE",
      description =
          "PostgreSQL's JDBC URL, or a SQLite file. Default: $SHOWWISE_DB, or theatre.db.")
  private @Nullable String address;

  Commands(
      Map<String, String> environment,
      Clock clock,
      Charset terminal,
      PrintWriter out,
      PrintWriter err) {
    this.environment = environment;
    this.clock = clock;
    this.terminal = terminal;
    this.out = out;
    this.err = err;
  }

  @Command(name = "migrate", description = "Brings the database up to date, and says how.")
  int migrate() {
    MigrationReport report = Database.migrate(database());
    for (MigrationReport.Completed done : report.completed()) {
      out.println(done.migration() + ": " + done.event());
    }
    if (report.outcome() == MigrationReport.Outcome.NOTHING_TO_DO) {
      out.println("The database is up to date.");
    }
    return 0;
  }

  @Command(name = "add-user", description = "Adds a user.")
  int addUser(@Parameters(paramLabel = "NAME") String name) {
    boolean added = new Transactions(migrated()).run(statements -> statements.addUser(name));
    out.println(added ? name + " was added." : "There is a user " + name + " already.");
    return added ? 0 : 3;
  }

  @Command(name = "enrol", description = "Shows what the user's authenticator app needs, once.")
  int enrol(
      @Parameters(paramLabel = "NAME") String name,
      @Option(
              names = "--png",
              paramLabel = "FILE",
              description =
                  "Writes the QR code there, too. Delete it afterwards: it has the secret.")
          @Nullable
          Path png)
      throws IOException {
    Enrolment enrolment = twoFactor().enrol(name);
    QrCode code = QrCode.of(enrolment.uri());
    out.println(terminal.newEncoder().canEncode("█▀▄") ? code.halfBlocks() : code.ascii());
    out.println("Scan it, or type the secret: " + enrolment.secret());
    out.println(enrolment.uri());
    if (png != null) {
      writePrivately(png, code.png());
      out.println("QR code written to " + png);
    }
    out.println("Then: confirm " + name + " with the code that the app shows.");
    return 0;
  }

  @Command(name = "confirm", description = "Turns it on, and shows the backup codes, once.")
  int confirm(
      @Parameters(paramLabel = "NAME") String name,
      @Parameters(paramLabel = "CODE", arity = "0..1", description = CODE) @Nullable String code) {
    return report(twoFactor().confirm(name, asked(code)), "");
  }

  @Command(name = "log-in", description = "Checks a code, as after the password.")
  int logIn(
      @Parameters(paramLabel = "NAME") String name,
      @Parameters(paramLabel = "CODE", arity = "0..1", description = CODE) @Nullable String code) {
    return report(twoFactor().logIn(name, asked(code)), "Welcome, " + name + ".");
  }

  @Command(name = "disable", description = "Turns it off.")
  int disable(
      @Parameters(paramLabel = "NAME") String name,
      @Parameters(paramLabel = "CODE", arity = "0..1", description = CODE) @Nullable String code) {
    return report(
        twoFactor().disable(name, asked(code)),
        name + " has no two-factor authentication any more.");
  }

  @Command(
      name = "rotate",
      description = "Encrypts all secrets with the first key of " + KeyRing.VARIABLE + ".")
  int rotate() {
    Rotation rotation = twoFactor().rotate();
    out.println("Encrypted anew: " + rotation.done());
    if (rotation.left().isEmpty()) {
      return 0;
    }
    err.println("Not encrypted anew, and as before: " + rotation.left().size());
    rotation.left().forEach(user -> err.println("  " + user.username() + ": " + user.reason()));
    err.println("Keep the old key until each of them is dealt with and rotate says nothing more"
        + " than how many it did.");
    return 3;
  }

  private int report(Verdict verdict, String success) {
    if (verdict instanceof Verdict.Accepted) {
      out.println(success);
      return 0;
    }
    if (verdict instanceof Verdict.AcceptedBackupCode used) {
      out.println(success + " Backup codes left: " + used.left());
      return 0;
    }
    if (verdict instanceof Verdict.Confirmed confirmed) {
      out.println(
          "Two-factor authentication is on. Backup codes, each for one use, never shown again:");
      confirmed.backupCodes().forEach(code -> out.println("  " + code));
      return 0;
    }
    out.println(refusal(verdict));
    return 1;
  }

  private static String refusal(Verdict verdict) {
    if (verdict instanceof Verdict.LockedOut lockedOut) {
      return "Too many wrong codes. Try again after " + lockedOut.until() + ".";
    }
    if (verdict instanceof Verdict.Wrong wrong) {
      return "Wrong code. Attempts left: " + wrong.left();
    }
    return "That code was used already. Take the next one.";
  }

  private String asked(@Nullable String code) {
    if (code != null) {
      return code;
    }
    out.print("Code: ");
    out.flush();
    try {
      return Optional.ofNullable(
              new java.io.BufferedReader(new java.io.InputStreamReader(System.in, terminal))
                  .readLine())
          .orElse("");
    } catch (IOException e) {
      throw new TwoFactorException("No code could be read: " + e.getMessage(), e);
    }
  }

  private TwoFactor twoFactor() {
    String keys = environment.getOrDefault(KeyRing.VARIABLE, "");
    return new TwoFactor(migrated(), KeyRing.parse(keys), clock, Policy.DEFAULT);
  }

  private DataSource migrated() {
    DataSource database = database();
    Database.migrate(database);
    return database;
  }

  private DataSource database() {
    return Database.at(
        address != null ? address : environment.getOrDefault("SHOWWISE_DB", "theatre.db"));
  }

  /** For the owner's eyes only, where the file system knows such a thing. */
  private static void writePrivately(Path file, byte[] content) throws IOException {
    Files.deleteIfExists(file);
    boolean posix =
        file.toAbsolutePath().getFileSystem().supportedFileAttributeViews().contains("posix");
    if (posix) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.write(file, content, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }
}
