package dev.showwise.migrate.runner.output;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a process gets from whoever started it.
 *
 * @param stdin where answers come from
 * @param stdout where reports go
 * @param stderr where errors and logs go
 * @param charset what both can show, and how answers are written
 * @param environment the environment's variables
 * @param workingDirectory what relative paths start from
 * @param command what was typed to start the program, for commands that people can copy
 * @param home the folder of the distribution; empty if the program was started without its launcher
 */
public record Surroundings(
    InputStream stdin,
    PrintStream stdout,
    PrintStream stderr,
    Charset charset,
    Map<String, String> environment,
    Path workingDirectory,
    String command,
    Optional<Path> home) {}
