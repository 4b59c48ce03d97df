package dev.showwise.migrate.runner;

import dev.showwise.migrate.runner.command.Interruption;
import dev.showwise.migrate.runner.command.Program;
import dev.showwise.migrate.runner.output.Surroundings;
import java.util.List;

/** The program without the process around it: everything that it touches is handed in. */
public final class Cli {
  private Cli() {}

  /**
   * Runs the program.
   *
   * @param args the arguments
   * @param surroundings what the process would get
   * @return the exit code
   */
  public static int run(List<String> args, Surroundings surroundings) {
    return run(args, surroundings, new Interruption());
  }

  /**
   * Runs the program in a way that can be stopped.
   *
   * @param args the arguments
   * @param surroundings what the process would get
   * @param interruption for whoever wants to stop it
   * @return the exit code
   */
  public static int run(List<String> args, Surroundings surroundings, Interruption interruption) {
    try {
      return new Program(surroundings, interruption).run(args).number();
    } finally {
      interruption.finish();
    }
  }
}
