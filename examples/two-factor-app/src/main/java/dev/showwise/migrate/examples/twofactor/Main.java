package dev.showwise.migrate.examples.twofactor;

import dev.showwise.migrate.MigrationException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.time.Clock;
import java.util.Map;
import picocli.CommandLine;

/** The program. */
public final class Main {
  private Main() {}

  /** Runs the program and ends the process with its exit code. */
  public static void main(String... arguments) {
    Charset terminal = terminalCharset();
    PrintWriter out = new PrintWriter(System.out, true, terminal);
    PrintWriter err = new PrintWriter(System.err, true, terminal);
    System.exit(run(System.getenv(), Clock.systemUTC(), terminal, out, err, arguments));
  }

  /** Runs the program: 0 is done, 1 a code that was refused, 2 a wrong option, 3 what cannot be done. */
  static int run(
      Map<String, String> environment,
      Clock clock,
      Charset terminal,
      PrintWriter out,
      PrintWriter err,
      String... arguments) {
    return new CommandLine(new Commands(environment, clock, terminal, out, err))
        .setOut(out)
        .setErr(err)
        .setExecutionExceptionHandler((exception, line, parsed) -> {
          if (exception instanceof TwoFactorException || exception instanceof MigrationException) {
            err.println(exception.getMessage());
          } else {
            exception.printStackTrace(err);
          }
          return 3;
        })
        .execute(arguments);
  }

  /** Newer Java knows what standard output takes; Java 17 knows the locale. */
  private static Charset terminalCharset() {
    String native17 = System.getProperty("native.encoding", "US-ASCII");
    return Charset.forName(System.getProperty("stdout.encoding", native17));
  }
}
