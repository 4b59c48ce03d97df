package dev.showwise.migrate.runner.support;

import java.util.List;
import java.util.stream.Collectors;

/** The report as a page that can be read in any editor. */
final class Page {
  private final StringBuilder text = new StringBuilder();

  private Page() {}

  static String of(List<Section> sections) {
    Page page = new Page();
    page.text
        .append("# Support report of showwise-migrate\n\n")
        .append(
            "No passwords and no rows of tables are in it. Read it before you hand it on: names of")
        .append(" tables, columns and files are, and definitions of the schema as they stand.\n");
    sections.forEach(page::add);
    return page.text.toString();
  }

  private void add(Section section) {
    text.append("\n## ").append(section.title()).append("\n\n");
    for (Part part : section.parts()) {
      if (part instanceof Part.Note note) {
        text.append(oneLine(note.text())).append("\n\n");
      } else if (part instanceof Part.Facts facts) {
        facts.values().forEach(this::addFact);
        text.append('\n');
      } else if (part instanceof Part.Listing listing) {
        addListing(listing);
      } else if (part instanceof Part.Rows rows) {
        addRows(rows);
      }
    }
  }

  private void addFact(String name, String value) {
    text.append("- ").append(oneLine(name)).append(": ");
    text.append(value.strip().replace("\n", "\n  ")).append('\n');
  }

  private void addListing(Part.Listing listing) {
    String fence = "```";
    while (listing.text().contains(fence)) {
      fence += "`";
    }
    text.append(oneLine(listing.name())).append(":\n\n").append(fence).append('\n');
    text.append(listing.text().stripTrailing()).append('\n').append(fence).append("\n\n");
  }

  private void addRows(Part.Rows rows) {
    if (rows.rows().isEmpty()) {
      text.append("No ").append(oneLine(rows.name())).append(".\n\n");
      return;
    }
    addRow(rows.columns());
    addRow(rows.columns().stream().map(column -> "---").toList());
    rows.rows().forEach(this::addRow);
    text.append('\n');
  }

  private void addRow(List<String> cells) {
    text.append(cells.stream()
        .map(cell -> oneLine(cell).replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |\n")));
  }

  private static String oneLine(String value) {
    return value.strip().replaceAll("\\s*\\n\\s*", " ");
  }
}
