package dev.showwise.migrate.runner;

import dev.showwise.migrate.runner.command.Interruption;
import dev.showwise.migrate.runner.command.Program;
import dev.showwise.migrate.runner.fault.ExitCode;
import dev.showwise.migrate.runner.output.Surroundings;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The program. */
public final class Main {
  private Main() {}

  /** Runs the program and ends the process with its exit code. */
  public static void main(String[] args) {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(stopping(interruption));
    System.exit(new Program(surroundings(), interruption).run(List.of(args)).number());
  }

  /** What runs when the process is to end. */
  static Thread stopping(Interruption interruption) {
    return new Thread(() -> stop(interruption), "stop at a safe point");
  }

  /** What this process has around it. */
  static Surroundings surroundings() {
    Charset charset = terminalCharset();
    return new Surroundings(
        System.in,
        stream(FileDescriptor.out, charset),
        stream(FileDescriptor.err, charset),
        charset,
        System.getenv(),
        Path.of("").toAbsolutePath(),
        System.getProperty("showwise.migrate.command", "showwise-migrate"),
        Optional.ofNullable(System.getProperty("showwise.migrate.home"))
            .map(home -> Path.of(home).toAbsolutePath().normalize()));
  }

  private static void stop(Interruption interruption) {
    if (interruption.isExitOfMigration()) {
      System.err.println(
          "A migration ended the program with System.exit. It is not applied: what it had done is"
              + " undone when the database is opened next. Let it throw an exception instead.");
      // its own exit code would say that all went well
      Runtime.getRuntime().halt(ExitCode.MIGRATION_FAILED.number());
    }
    interruption.stop();
  }

  private static PrintStream stream(FileDescriptor descriptor, Charset charset) {
    return new PrintStream(new FileOutputStream(descriptor), false, charset);
  }

  /** Newer Java knows what standard output takes; Java 17 knows the locale. */
  private static Charset terminalCharset() {
    for (String property : List.of("stdout.encoding", "sun.stdout.encoding", "native.encoding")) {
      Optional<Charset> found =
          Optional.ofNullable(System.getProperty(property)).flatMap(Main::charset);
      if (found.isPresent()) {
        return found.get();
      }
    }
    return Charset.defaultCharset();
  }

  private static Optional<Charset> charset(String name) {
    try {
      return Optional.of(Charset.forName(name));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Optional.empty();
    }
  }
}
