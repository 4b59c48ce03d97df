package dev.showwise.migrate.internal.dialect;

import java.util.Set;
import java.util.regex.Pattern;

/** What scripts of one product have of their own: its tokens, and the commands of its client program. */
enum ScriptGrammar {
  /** SQLite; its shell has commands that begin with a point. */
  SQLITE {
    @Override
    ScriptWindow window(String text) {
      return ScriptWindow.Standard.of(SqliteStatements.RULES, text);
    }

    @Override
    ClientCommand clientCommand(String text, ScriptWindow window, int first) {
      char c = text.charAt(window.start(first));
      return c == '.' || c == '#' ? ClientCommand.OF_LINE : ClientCommand.NONE;
    }

    @Override
    boolean isWithoutEffect(String line, int column) {
      // to the shell, a line that begins with a hash is a comment
      return (column == 1 && line.startsWith("#"))
          || SHELL_OUTPUT.matcher(line.strip()).matches();
    }
  },
  /** PostgreSQL; psql has commands that begin with a backslash. */
  POSTGRESQL {
    @Override
    ScriptWindow window(String text) {
      return ScriptWindow.Standard.of(PostgresStatements.RULES, text);
    }

    @Override
    ClientCommand clientCommand(String text, ScriptWindow window, int first) {
      return text.charAt(window.start(first)) == '\\' ? ClientCommand.OF_LINE : ClientCommand.NONE;
    }

    @Override
    boolean isWithoutEffect(String line, int column) {
      // a backquote runs a program, and a second backslash begins another command
      return PSQL_OUTPUT.matcher(line.strip()).matches();
    }

    @Override
    Backslash backslash(char next) {
      return Backslash.COMMAND;
    }
  },
  /** H2; its shell has no commands in scripts. */
  H2 {
    @Override
    ScriptWindow window(String text) {
      return ScriptWindow.Standard.of(H2Statements.RULES, text);
    }
  },
  /** MariaDB and MySQL; their programs know DELIMITER, SOURCE, and commands that begin with a backslash. */
  MYSQL {
    @Override
    ScriptWindow window(String text) {
      return window(text, ScriptDelimiter.SEMICOLON);
    }

    @Override
    ScriptWindow window(String text, ScriptDelimiter delimiter) {
      return new ScriptWindow.MySql(MySqlTokenizer.read(text, delimiter.text()));
    }

    @Override
    ClientCommand clientCommand(String text, ScriptWindow window, int first) {
      if (window.isQuoted(first)) {
        // in a comment that the server executes, and no client looks into
        return ClientCommand.NONE;
      } else if (window.word(first).equals("DELIMITER")) {
        return ClientCommand.DELIMITER;
      }
      return text.charAt(window.start(first)) == '\\' || MYSQL_COMMANDS.contains(window.word(first))
          ? ClientCommand.UNKNOWN
          : ClientCommand.NONE;
    }

    @Override
    Backslash backslash(char next) {
      return switch (next) {
        case 'g', 'G' -> Backslash.END;
        // NULL, on MariaDB
        case 'N' -> Backslash.VALUE;
        case '\n', '\r' -> Backslash.LINE_END;
        default -> Backslash.COMMAND;
      };
    }

    @Override
    int beginning(String text, int from, int firstToken) {
      int at = from;
      while (at < firstToken) {
        char c = text.charAt(at);
        if (c == '#' || (c == '-' && text.startsWith("--", at))) {
          int line = text.indexOf('\n', at);
          at = line < 0 ? firstToken : line + 1;
        } else if (text.startsWith("/*!", at) || text.startsWith("/*M!", at)) {
          return at;
        } else if (text.startsWith("/*", at)) {
          at = text.indexOf("*/", at + 2) + 2;
        } else {
          at += text.startsWith("*/", at) ? 2 : 1;
        }
      }
      return firstToken;
    }

    @Override
    boolean endsWithLastToken() {
      // the end of a comment that the server executes is no token
      return false;
    }
  };

  /** What a backslash outside of quotes and comments is, in a statement. */
  enum Backslash {
    /** A part of it, or an error of which the product tells. */
    VALUE,
    /** It ends the statement, with the letter after it. */
    END,
    /** The last one of a line, which the client program leaves out. */
    LINE_END,
    /** A command of the client program. */
    COMMAND
  }

  /** What stands in a script where a statement might. */
  enum ClientCommand {
    /** A statement. */
    NONE,
    /** A command, with the rest of its line, which says whether anything needs to be done for it. */
    OF_LINE,
    /** The one that says what ends statements from here on. */
    DELIMITER,
    /** A command that nobody here carries out. */
    UNKNOWN
  }

  /**
   * Commands of SQLite's shell about what it prints, and the one that stops at the first error, as the engine
   * does anyhow.
   */
  private static final Pattern SHELL_OUTPUT =
      Pattern.compile("\\.(bail +(on|yes|1)|(echo|headers?|mode|print|changes|timer)( .*)?)");

  /**
   * The same for psql: without an argument that runs a program, and without a second command. What pg_dump
   * puts around a dump forbids other commands in between.
   */
  private static final Pattern PSQL_OUTPUT = Pattern.compile(
      "\\\\(set +(ON_ERROR_STOP( +(on|true|yes|1))?|(QUIET|ECHO|VERBOSITY|SHOW_CONTEXT)( \\w*)?)"
          + "|(restrict|unrestrict|echo|qecho|warn|timing|pset|x|a|t|l|conninfo|d\\w*[+]?)( [^`\\\\]*)?"
          + "|encoding +'?utf-?8'?)",
      Pattern.CASE_INSENSITIVE);

  /** Words with which the programs of MariaDB and MySQL begin a command, and their servers no statement. */
  private static final Set<String> MYSQL_COMMANDS = Set.of(
      "SOURCE",
      "SYSTEM",
      "CONNECT",
      "CHARSET",
      "TEE",
      "NOTEE",
      "PAGER",
      "NOPAGER",
      "PROMPT",
      "STATUS",
      "WARNINGS",
      "NOWARNING",
      "EDIT",
      "EGO",
      "GO",
      "QUIT",
      "EXIT",
      "REHASH");

  abstract ScriptWindow window(String text);

  /** The same where something else ends statements. */
  ScriptWindow window(String text, ScriptDelimiter delimiter) {
    return window(text);
  }

  /** What begins at a token where a statement may begin. */
  ClientCommand clientCommand(String text, ScriptWindow window, int first) {
    return ClientCommand.NONE;
  }

  /** What to do about a command that nobody here carries out, which a text begins with. */
  final ClientRemedy remedy(String text) {
    return ClientRemedy.of(text, this == POSTGRESQL);
  }

  /** Whether nothing needs to be done for a command, as the rest of its line says, which begins at a column. */
  boolean isWithoutEffect(String line, int column) {
    return false;
  }

  /**
   * A part of a script as the client program sends it, without what is {@link Backslash#LINE_END}.
   *
   * @param first the first token of it, or one before
   */
  final String sent(String text, ScriptWindow window, int first, int start, int end) {
    StringBuilder sent = new StringBuilder();
    int from = start;
    boolean has = text.substring(start, end).indexOf('\\') >= 0;
    for (int i = first; has && i < window.size() && window.start(i) < end; i++) {
      int place = window.start(i);
      boolean isLineEnd = place >= start
          && text.charAt(place) == '\\'
          && !window.isQuoted(i)
          && place + 1 < text.length()
          && backslash(text.charAt(place + 1)) == Backslash.LINE_END;
      if (isLineEnd) {
        sent.append(text, from, place);
        from = place + 1;
      }
    }
    return sent.append(text, from, end).toString();
  }

  /** What a backslash is in a statement, by the character after it. */
  Backslash backslash(char next) {
    return Backslash.VALUE;
  }

  /**
   * Where a statement begins whose first token is known: there, or before it where the product executes what
   * other products take for a comment.
   *
   * @param from where the statement before ended
   */
  int beginning(String text, int from, int firstToken) {
    return firstToken;
  }

  /** Whether the last statement of a script is over with its last token. */
  boolean endsWithLastToken() {
    return true;
  }
}
