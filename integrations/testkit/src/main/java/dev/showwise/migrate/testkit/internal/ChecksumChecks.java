package dev.showwise.migrate.testkit.internal;

import dev.showwise.migrate.Checksum;
import dev.showwise.migrate.Migration;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The checksum is the same in every instance, language, time zone and process. */
public final class ChecksumChecks {
  private static final long SECONDS = 60;

  private final Subject subject;

  /** For a migration; a script is asked as it is on SQLite, since without a product it has no checksum. */
  public ChecksumChecks(Subject subject) {
    this.subject = subject.terms() == Terms.SCRIPT ? subject.on(new SqliteDatabases()) : subject;
  }

  /** Compares. */
  public void run() throws IOException, InterruptedException {
    Optional<Checksum> first = subject.migration().checksum();
    Subject.assume(
        first.isPresent(), "it has no checksum, so a later change of it would go unnoticed");
    Migration again = subject.migration();
    require(first, again.checksum(), "in a second instance");
    require(first, again.checksum(), "asked a second time");
    elsewhere(first);
    Optional<String> inAnotherProcess = inAnotherProcess();
    if (inAnotherProcess.isPresent() && !inAnotherProcess.get().equals(inWords(first))) {
      throw unstable("in another process", inWords(first), inAnotherProcess.get());
    }
  }

  private void elsewhere(Optional<Checksum> first) {
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      // its i has two capitals, and its digits are others where a program formats with them
      for (String tag : List.of("tr-TR", "ar-EG-u-nu-arab", "de-DE")) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        require(first, subject.migration().checksum(), "where the language is " + tag);
      }
      Locale.setDefault(locale);
      TimeZone.setDefault(TimeZone.getTimeZone(ZoneId.of("Pacific/Kiritimati")));
      require(first, subject.migration().checksum(), "in another time zone");
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  private void require(Optional<Checksum> first, Optional<Checksum> other, String where) {
    if (!first.equals(other)) {
      throw unstable(where, inWords(first), inWords(other));
    }
  }

  /** As it is compared. */
  static String inWords(Optional<Checksum> checksum) {
    return checksum.map(Checksum::toString).orElse("none");
  }

  private AssertionError unstable(String where, String first, String other) {
    return Review.of(subject.className() + ": its checksum is not stable")
        .what("It is another one " + where + ":\n" + first + "\n" + other)
        .where("checksum(), or what declaredChanges() gives")
        .toDo(
            "Make it only from what the migration does: no time, no hash code, no Set or Map without an"
                + " order, no format without Locale.ROOT. Else an applied migration counts as changed.")
        .failure();
  }

  /** Empty if it is not found there, which another test tells. */
  private Optional<String> inAnotherProcess() throws IOException, InterruptedException {
    String path = Stream.of("java.class.path", "jdk.module.path", "surefire.test.class.path")
        .map(name -> System.getProperty(name, ""))
        .filter(value -> !value.isEmpty())
        .collect(Collectors.joining(File.pathSeparator));
    Path output = Files.createTempFile("checksum-", ".txt");
    Process process = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            path,
            ChecksumProbe.class.getName(),
            subject
                .family()
                .map(family -> family.getClass().getName())
                .orElseGet(() -> subject.migration().getClass().getName()),
            subject.migration().module(),
            subject.migration().version().toString())
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
    try {
      // read afterwards: whoever reads first waits for as long as the process lives
      boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
      String printed = Files.readString(output);
      int exit = ended ? process.exitValue() : -1;
      if (exit != 0 && exit != ChecksumProbe.NOT_FOUND) {
        throw new IllegalStateException(
            "The checksum could not be asked for in another process, which ended with " + exit
                + ": " + printed);
      }
      // a logger may have said something before
      return exit == 0 ? printed.lines().reduce((first, second) -> second) : Optional.empty();
    } finally {
      process.destroyForcibly();
      Files.delete(output);
    }
  }
}
