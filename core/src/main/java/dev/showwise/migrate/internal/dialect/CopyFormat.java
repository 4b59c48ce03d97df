package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.internal.dialect.Tokenizer.Kind;
import dev.showwise.migrate.internal.dialect.Tokenizer.Token;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What {@code COPY … FROM STDIN} says of the rows that come after it; see the page of COPY in PostgreSQL's
 * manual, the older ways of writing the options included.
 *
 * @param table the table as it is written, schema and all
 * @param columns its columns as they are written, with commas; empty for all
 * @param isCsv whether the rows are CSV, and not PostgreSQL's own format
 * @param hasHeader whether the first row is no row
 * @param delimiter what separates two values
 * @param nothing what stands for NULL
 * @param quote what is around a value of CSV
 * @param escape what stands before a quote in a value of CSV
 */
record CopyFormat(
    String table,
    String columns,
    boolean isCsv,
    boolean hasHeader,
    char delimiter,
    String nothing,
    char quote,
    char escape) {

  /** It has an option that only the database's own client program can carry out. */
  static final class Unknown extends Exception {
    private static final long serialVersionUID = 1;

    /** {@code option} is as it is written. */
    Unknown(String option) {
      super(option);
    }

    /** The option. */
    String option() {
      return String.valueOf(getMessage());
    }
  }

  /**
   * What a statement says.
   *
   * @param sql a COPY from STDIN
   */
  static CopyFormat of(String sql) throws Unknown {
    return new Reading(PostgresTokenizer.tokens(sql)).read();
  }

  /** One reading of a statement. */
  private static final class Reading {
    private static final Set<String> FILLERS = Set.of("WITH", "(", ")", ",");

    private final List<Token> tokens;
    private int at = 1;
    private boolean csv;
    private boolean header;
    private String delimiter = "";
    private String nothing = "";
    private boolean hasNothing;
    private String quote = "\"";
    private String escape = "";

    Reading(List<Token> tokens) {
      this.tokens = tokens;
    }

    CopyFormat read() throws Unknown {
      int name = at;
      while (!isWord("FROM") && tokens.get(at).kind() != Kind.OPEN) {
        at++;
      }
      String table = Tokens.text(tokens.subList(name, at));
      if (tokens.get(name).is("BINARY")
          && at > name + 1
          && !tokens.get(name + 1).is('.')) {
        throw new Unknown("BINARY");
      }
      String columns = "";
      if (tokens.get(at).kind() == Kind.OPEN) {
        int close = Tokens.closing(tokens, at);
        columns = Tokens.text(tokens.subList(at + 1, close));
        at = close + 1;
      }
      // FROM STDIN
      at += 2;
      while (at < tokens.size()) {
        readOption();
      }
      return new CopyFormat(
          table,
          columns,
          csv,
          header,
          one(delimiter.isEmpty() ? (csv ? "," : "\t") : delimiter),
          hasNothing ? nothing : csv ? "" : "\\N",
          one(quote),
          one(escape.isEmpty() ? quote : escape));
    }

    private void readOption() throws Unknown {
      String word = tokens.get(at).text().toUpperCase(Locale.ROOT);
      at++;
      switch (word) {
        case "CSV" -> csv = true;
        case "FORMAT" -> readFormat();
        case "HEADER" -> header = isOn();
        // it changes how rows are stored, and not what they are
        case "FREEZE" -> isOn();
        case "DELIMITER" -> delimiter = text();
        case "NULL" -> {
          nothing = text();
          hasNothing = true;
        }
        case "QUOTE" -> quote = text();
        case "ESCAPE" -> escape = text();
        default -> {
          if (!FILLERS.contains(word)) {
            throw new Unknown(word);
          }
        }
      }
    }

    private void readFormat() throws Unknown {
      Token format = tokens.get(at);
      at++;
      csv = format.folded().equals("csv");
      if (!csv && !format.folded().equals("text")) {
        throw new Unknown("FORMAT " + format.text());
      }
    }

    /** A switch without a value is on. */
    private boolean isOn() throws Unknown {
      if (at >= tokens.size()) {
        return true;
      }
      String value = tokens.get(at).folded();
      return switch (value) {
        case "true", "on", "1" -> {
          at++;
          yield true;
        }
        case "false", "off", "0" -> {
          at++;
          yield false;
        }
        case "match" -> throw new Unknown("HEADER MATCH");
        default -> true;
      };
    }

    private String text() throws Unknown {
      if (isWord("AS")) {
        at++;
      }
      if (at >= tokens.size() || tokens.get(at).kind() != Kind.STRING) {
        throw new Unknown(tokens.get(at - 1).text());
      }
      String text = tokens.get(at).text();
      at++;
      if (text.equalsIgnoreCase("E'\\t'")) {
        return "\t";
      } else if (!text.startsWith("'")) {
        throw new Unknown(text);
      }
      return text.substring(1, text.length() - 1).replace("''", "'");
    }

    private static char one(String text) throws Unknown {
      if (text.length() != 1) {
        throw new Unknown(text);
      }
      return text.charAt(0);
    }

    private boolean isWord(String word) {
      return at < tokens.size() && tokens.get(at).is(word);
    }
  }
}
