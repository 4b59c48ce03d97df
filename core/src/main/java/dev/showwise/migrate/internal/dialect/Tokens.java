package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.internal.dialect.Tokenizer.Kind;
import dev.showwise.migrate.internal.dialect.Tokenizer.Token;
import java.util.List;
import java.util.stream.Collectors;

/** What can be said of a row of tokens, whatever the product. */
final class Tokens {
  private Tokens() {}

  /** The place of the parenthesis that closes the one at {@code open}; -1 for none. */
  static int closing(List<Token> tokens, int open) {
    int depth = 0;
    for (int i = open; i < tokens.size(); i++) {
      if (tokens.get(i).kind() == Kind.OPEN) {
        depth++;
      } else if (tokens.get(i).kind() == Kind.CLOSE && --depth == 0) {
        return i;
      }
    }
    return -1;
  }

  /** The tokens without the parentheses that are around all of them. */
  static List<Token> withoutParentheses(List<Token> tokens) {
    List<Token> inner = tokens;
    while (inner.size() > 1
        && inner.get(0).kind() == Kind.OPEN
        && closing(inner, 0) == inner.size() - 1) {
      inner = inner.subList(1, inner.size() - 1);
    }
    return inner;
  }

  /** The piece of the text from the first token to the last; at least one. */
  static String text(List<Token> tokens) {
    Token first = tokens.get(0);
    return first.sql().substring(first.start(), tokens.get(tokens.size() - 1).end());
  }

  /** The tokens in the one form that does not depend on blanks, comments and the case of words. */
  static String canonical(List<Token> tokens) {
    return tokens.stream()
        .map(t -> t.kind() == Kind.WORD ? t.folded() : t.text())
        .collect(Collectors.joining(" "));
  }
}
