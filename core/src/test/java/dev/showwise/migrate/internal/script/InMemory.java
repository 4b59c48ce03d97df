package dev.showwise.migrate.internal.script;

import dev.showwise.migrate.spi.ScriptFolder;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;

/** A folder that counts how often its files are opened, and closed. */
public final class InMemory implements ScriptFolder {
  private final TreeMap<String, byte[]> files = new TreeMap<>();
  private int opened;
  private int closed;

  /** A folder of empty files. */
  public static InMemory of(String... names) {
    InMemory folder = new InMemory();
    for (String name : names) {
      folder.with(name, "");
    }
    return folder;
  }

  /** The same with one file more, or another text in it. */
  public InMemory with(String name, String... lines) {
    return with(name, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  /** The same with one file more. */
  public InMemory with(String name, byte[] bytes) {
    files.put(name, bytes.clone());
    return this;
  }

  /** How often a file was opened. */
  public int opened() {
    return opened;
  }

  /** How many files are open. */
  public int open() {
    return opened - closed;
  }

  @Override
  public String description() {
    return "sql";
  }

  @Override
  public List<String> files() {
    return List.copyOf(files.keySet());
  }

  @Override
  public InputStream open(String file) {
    opened++;
    return new FilterInputStream(new ByteArrayInputStream(files.get(file))) {
      @Override
      public void close() throws IOException {
        closed++;
        super.close();
      }
    };
  }
}
