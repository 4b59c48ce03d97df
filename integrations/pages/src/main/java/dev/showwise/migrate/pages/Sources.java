package dev.showwise.migrate.pages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Files that the build compiles or a test runs, of which pages show pieces. Read once; immutable. */
public final class Sources {
  private final Map<Path, List<String>> files;

  private Sources(Map<Path, List<String>> files) {
    this.files = Collections.unmodifiableMap(files);
  }

  /** The files below some folders whose names end so. */
  public static Sources in(String ending, Path... folders) throws IOException {
    Map<Path, List<String>> read = new LinkedHashMap<>();
    for (Path folder : folders) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path file :
            all.filter(one -> one.toString().endsWith(ending)).sorted().toList()) {
          read.put(file, CodeBlock.plain(Files.readAllLines(file)));
        }
      }
    }
    return new Sources(read);
  }

  /** Those that have a block in them, line for line; indentation and blank lines do not count. */
  public List<Path> with(CodeBlock block) {
    return files.entrySet().stream()
        .filter(file -> Collections.indexOfSubList(file.getValue(), block.lines()) >= 0)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Those that are a block, with nothing before or behind it. */
  public List<Path> thatAre(CodeBlock block) {
    return files.entrySet().stream()
        .filter(file -> file.getValue().equals(block.lines()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Whether one of them has a word in it. */
  public boolean name(String word) {
    return files.values().stream()
        .flatMap(List::stream)
        .anyMatch(line -> line.matches(".*\\b" + word + "\\b.*"));
  }

  /** The folder of the whole project, from wherever a test is started. */
  public static Path project() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("docs/embedding.md"))) {
      Path above = folder.getParent();
      if (above == null) {
        throw new IllegalStateException(
            "no folder above " + Path.of("").toAbsolutePath() + " has docs/embedding.md");
      }
      folder = above;
    }
    return folder;
  }
}
