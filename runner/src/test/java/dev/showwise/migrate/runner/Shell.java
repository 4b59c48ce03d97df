package dev.showwise.migrate.runner;

import dev.showwise.migrate.runner.command.Interruption;
import dev.showwise.migrate.runner.command.Program;
import dev.showwise.migrate.runner.output.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs the program inside the test, as a shell would run it in a folder. */
public final class Shell {
  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private final Interruption interruption = new Interruption();
  private Charset charset = StandardCharsets.UTF_8;
  private String input = "";
  private Optional<Path> home = Optional.empty();

  /** A shell in this folder. */
  public Shell(Path folder) {
    this.folder = folder;
  }

  /** What came of a run. */
  public record Result(int exit, String out, String err) {}

  /** Types this at the questions. */
  public Shell typing(String text) {
    input = text;
    return this;
  }

  /** Sets a variable. */
  public Shell with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Shows only these signs. */
  public Shell showing(Charset shown) {
    charset = shown;
    return this;
  }

  /** Has the distribution in this folder. */
  public Shell withHome(Path distribution) {
    home = Optional.of(distribution);
    return this;
  }

  /** For a test that stops the program. */
  public Interruption interruption() {
    return interruption;
  }

  /** Runs the program. */
  public Result run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings surroundings = new Surroundings(
        new ByteArrayInputStream(input.getBytes(charset)),
        new PrintStream(out, true, charset),
        new PrintStream(err, true, charset),
        charset,
        environment,
        folder,
        "showwise-migrate",
        home);
    int exit = new Program(surroundings, interruption).run(List.of(args)).number();
    return new Result(exit, out.toString(charset), err.toString(charset));
  }
}
