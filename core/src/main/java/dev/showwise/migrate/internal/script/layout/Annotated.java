package dev.showwise.migrate.internal.script.layout;

import dev.showwise.migrate.spi.ScriptDescription.Ends;
import dev.showwise.migrate.spi.ScriptDescription.Kind;
import dev.showwise.migrate.spi.ScriptDescription.Part;
import dev.showwise.migrate.spi.ScriptDescription.Role;
import dev.showwise.migrate.spi.ScriptDescription.Transaction;
import dev.showwise.migrate.spi.ScriptFolder;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A layout in which a script and its way back are in one file, and comments say which is which. */
abstract class Annotated extends FileLayout {
  /** Compiled when a name comes that may fit. */
  private static final class Names {
    static final Pattern NAME = Pattern.compile("(?<stem>(?<version>\\d+)_(?<title>.+))\\.sql");
  }

  private final Marker marker;

  Annotated(String name, Marker marker) {
    super(name, Depth.FLAT);
    this.marker = marker;
  }

  /** What the comments of one file say. For one reading. */
  static final class Sections {
    private final Draft draft;
    private final String file;
    private int up;
    private int down;
    private String title;
    private Transaction upTransaction = Transaction.WHERE_POSSIBLE;
    private Transaction downTransaction = Transaction.WHERE_POSSIBLE;
    private Ends ends = Ends.OF_PRODUCT;

    Sections(Draft draft, String file, String title) {
      this.draft = draft;
      this.file = file;
      this.title = title;
    }

    boolean hasUp() {
      return up > 0;
    }

    boolean hasDown() {
      return down > 0;
    }

    void up(int line, Transaction transaction) {
      if (hasUp() || hasDown()) {
        fault(line, "begins the part that applies a second time, or after the way back");
        return;
      }
      up = line;
      upTransaction = transaction;
    }

    void down(int line, Transaction transaction) {
      if (hasDown() || !hasUp()) {
        fault(line, "begins the way back a second time, or before the part that applies");
        return;
      }
      down = line;
      downTransaction = transaction;
    }

    void outsideTransaction() {
      upTransaction = Transaction.NEVER;
      downTransaction = Transaction.NEVER;
    }

    /** Comments say where statements end. */
    void endedByComments() {
      ends = Ends.OF_COMMENTS;
    }

    /** What was said of the file as a whole so far. */
    Transaction inherited() {
      return upTransaction;
    }

    /** What it is for, in the author's words. */
    void title(String words) {
      if (!words.isBlank()) {
        title = words;
      }
    }

    void fault(int line, String what) {
      draft.fault(file + ", line " + line, what + ".");
    }
  }

  /** Takes one line. */
  abstract void take(String line, int number, Sections sections);

  /** What the part that applies begins with, for messages. */
  abstract String upMark();

  /** Whether SQL may stand before the first mark. */
  boolean beginsWithUp() {
    return false;
  }

  @Override
  String shape() {
    return "VERSION_NAME.sql, such as 20240101120000_create_seats.sql, with '" + upMark()
        + "' in it";
  }

  @Override
  boolean isDistinctive(String baseName) {
    return FolderFiles.isNumbered(baseName) && Names.NAME.matcher(baseName).matches();
  }

  @Override
  public Optional<String> recognises(ScriptFolder folder) throws IOException {
    Optional<String> first = super.recognises(folder);
    return first.isPresent() && Marker.of(folder, first.get()).equals(Optional.of(marker))
        ? first
        : Optional.empty();
  }

  @Override
  boolean add(Draft draft, ScriptFolder folder, String file) throws IOException {
    Matcher name = Names.NAME.matcher(file);
    if (!name.matches()) {
      return false;
    }
    Sections sections = new Sections(draft, file, name.group("title"));
    if (beginsWithUp()) {
      sections.up(1, Transaction.WHERE_POSSIBLE);
    }
    boolean isLost = false;
    try (Lines lines = Lines.of(folder, file)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        take(line, lines.number(), sections);
        if (!sections.hasUp()
            && !isLost
            && !line.isBlank()
            && !line.stripLeading().startsWith("--")) {
          isLost = true;
          sections.fault(
              lines.number(),
              "stands before '" + upMark() + "', and would not be run. Move it behind");
        }
      }
    }
    if (!sections.hasUp()) {
      draft.fault(file, "has no '" + upMark() + "', which the layout '" + name() + "' wants.");
      return true;
    }
    // what stands before the mark are comments; a header may be among them
    int last = sections.hasDown() ? sections.down - 1 : Integer.MAX_VALUE;
    Part whole = Part.whole(Role.UP, "", file).ending(sections.ends);
    addPart(draft, name, sections, whole.lines(1, last).with(sections.upTransaction));
    if (sections.hasDown()) {
      Part back = Part.whole(Role.DOWN, "", file).ending(sections.ends);
      addPart(
          draft,
          name,
          sections,
          back.lines(sections.down + 1, Integer.MAX_VALUE).with(sections.downTransaction));
    }
    return true;
  }

  private static void addPart(Draft draft, Matcher name, Sections sections, Part part) {
    draft.add(
        draft.version(name.group("version"), part.file()),
        name.group("stem"),
        sections.title,
        Kind.ONCE,
        part);
  }
}
