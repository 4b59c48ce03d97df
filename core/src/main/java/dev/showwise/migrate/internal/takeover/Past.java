package dev.showwise.migrate.internal.takeover;

import java.util.Optional;

/** One thing that another tool's history says. */
public sealed interface Past {
  /** How the other tool's user would call it: {@code 1.2 create person}. */
  String theirs();

  /**
   * It was done.
   *
   * @param version its version there; a text that may be no version here
   * @param name its name or description there; may be empty
   * @param checksum what the tool kept of its text; empty if nothing that can be compared
   */
  record Done(String version, String name, Optional<KeptChecksum> checksum) implements Past {
    /** One of whose text the tool kept nothing. */
    Done(String version, String name) {
      this(version, name, Optional.empty());
    }

    @Override
    public String theirs() {
      return (version + " " + name).strip();
    }
  }

  /** Everything up to this version counts as done, this one included. */
  record DoneUpTo(String version) implements Past {
    @Override
    public String theirs() {
      return "everything up to " + version;
    }
  }

  /** It runs whenever its text changes, and did at least once; {@code name} is its name there. */
  record Repeated(String name) implements Past {
    @Override
    public String theirs() {
      return name;
    }
  }

  /** It was begun and failed, or nobody knows what became of it. */
  record Unfinished(String theirs, String why) implements Past {}
}
