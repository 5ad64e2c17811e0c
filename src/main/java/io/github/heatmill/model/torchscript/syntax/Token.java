package io.github.heatmill.model.torchscript.syntax;

import io.github.heatmill.model.program.UnreadableSourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One word of TorchScript source text. */
public record Token(Kind kind, String text) {

  enum Kind {
    NAME,
    NUMBER,
    STRING,
    OPERATOR,
    END
  }

  private static final Pattern WORD =
      Pattern.compile(
          "\\s*(?:(?<number>(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?j?)"
              + "|(?<name>[A-Za-z_$][\\w$]*)"
              + "|(?<string>\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*')"
              + "|(?<operator>->|\\*\\*|//|<<|>>|[=!<>]=|[-+*/%@&|^~<>=()\\[\\]{},:.]))",
          Pattern.DOTALL);

  /** The words of one logical line, closed by a token of kind {@link Kind#END}. */
  public static List<Token> of(String line) {
    List<Token> tokens = new ArrayList<>();
    String text = line.stripTrailing();
    Matcher matcher = WORD.matcher(text);
    int position = 0;
    while (position < text.length()) {
      if (!matcher.find(position) || matcher.start() != position) {
        throw new UnreadableSourceException("cannot read " + text.substring(position));
      }
      tokens.add(new Token(kind(matcher), matcher.group().strip()));
      position = matcher.end();
    }
    tokens.add(new Token(Kind.END, ""));
    return tokens;
  }

  boolean is(String operatorOrKeyword) {
    return kind != Kind.STRING && text.equals(operatorOrKeyword);
  }

  private static Kind kind(Matcher matcher) {
    if (matcher.group("number") != null) {
      return Kind.NUMBER;
    }
    if (matcher.group("name") != null) {
      return Kind.NAME;
    }
    return matcher.group("string") != null ? Kind.STRING : Kind.OPERATOR;
  }
}
