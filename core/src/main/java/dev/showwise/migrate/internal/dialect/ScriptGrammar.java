package dev.showwise.migrate.internal.dialect;

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
      return text.charAt(window.start(first)) == '.' ? ClientCommand.UNKNOWN : ClientCommand.NONE;
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
      if (text.charAt(window.start(first)) != '\\') {
        return ClientCommand.NONE;
      }
      String name = first + 1 < window.size() ? window.word(first + 1) : "";
      // pg_dump puts them around a dump, so that psql runs no other command in between
      return name.equals("RESTRICT") || name.equals("UNRESTRICT")
          ? ClientCommand.WITHOUT_EFFECT
          : ClientCommand.UNKNOWN;
    }

    @Override
    boolean readsData(ScriptWindow window, int first, int end) {
      if (!window.word(first).equals("COPY")) {
        return false;
      }
      for (int i = first + 1; i + 1 < end; i++) {
        if (window.word(i).equals("FROM")) {
          return window.word(i + 1).equals("STDIN");
        }
      }
      return false;
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
      return new ScriptWindow.MySql(MySqlTokenizer.read(text));
    }

    @Override
    ClientCommand clientCommand(String text, ScriptWindow window, int first) {
      if (window.isQuoted(first)) {
        // in a comment that the server executes, and no client looks into
        return ClientCommand.NONE;
      } else if (window.word(first).equals("DELIMITER")) {
        return ClientCommand.DELIMITER;
      }
      return text.charAt(window.start(first)) == '\\' || window.word(first).equals("SOURCE")
          ? ClientCommand.UNKNOWN
          : ClientCommand.NONE;
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

  /** What stands in a script where a statement might. */
  enum ClientCommand {
    /** A statement. */
    NONE,
    /** A command for which nothing needs to be done; it ends with its line. */
    WITHOUT_EFFECT,
    /** The one that says what ends statements from here on. */
    DELIMITER,
    /** A command that nobody here carries out. */
    UNKNOWN
  }

  abstract ScriptWindow window(String text);

  /** What begins at a token where a statement may begin. */
  ClientCommand clientCommand(String text, ScriptWindow window, int first) {
    return ClientCommand.NONE;
  }

  /** Whether a statement reads what comes after it in the script. */
  boolean readsData(ScriptWindow window, int first, int end) {
    return false;
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
