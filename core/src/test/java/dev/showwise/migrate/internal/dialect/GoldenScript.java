package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.spi.ScriptStatement;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A script of {@code statements.txt}.
 *
 * @param title the product, or ALL, and what it shows
 * @param statements what it is cut into, as {@link #texts} writes it
 * @param refusal where it is refused, and how that message begins; empty if it is not
 */
record GoldenScript(String title, String script, List<String> statements, String refusal) {

  static List<GoldenScript> all() throws IOException {
    try (InputStream in = GoldenScript.class.getResourceAsStream("statements.txt")) {
      String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(all.split("(?m)^#### "))
          .skip(1)
          .map(GoldenScript::of)
          .toList();
    }
  }

  private static GoldenScript of(String text) {
    String title = text.lines().findFirst().orElseThrow();
    String body = text.substring(title.length() + 1);
    int refused = body.indexOf("!!!! ");
    String refusal = refused < 0 ? "" : body.substring(refused + 5).strip();
    String[] parts = (refused < 0 ? body : body.substring(0, refused)).split("(?m)^----\n");
    return new GoldenScript(
        title, parts[0], Arrays.stream(parts).skip(1).map(String::strip).toList(), refusal);
  }

  /** Those that cut it so. */
  List<ScriptGrammar> grammars() {
    String product = title.substring(0, title.indexOf(':')).toUpperCase(Locale.ROOT);
    return Arrays.stream(ScriptGrammar.values())
        .filter(grammar -> product.equals("ALL") || product.equals(grammar.name()))
        .toList();
  }

  /** Each statement, and its data behind a mark. */
  static List<String> texts(ScriptCutter cutter) throws IOException {
    List<String> found = new ArrayList<>();
    for (Optional<ScriptStatement> next = cutter.next(); next.isPresent(); next = cutter.next()) {
      StringWriter data = new StringWriter();
      if (next.get().data().isPresent()) {
        next.get().data().get().transferTo(data);
      }
      found.add(next.get().sql()
          + (data.toString().isEmpty() ? "" : "\n>>>>\n" + data.toString().stripTrailing()));
    }
    return found;
  }
}
