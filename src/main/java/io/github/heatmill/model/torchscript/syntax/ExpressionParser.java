package io.github.heatmill.model.torchscript.syntax;

import io.github.heatmill.model.program.Expression;
import io.github.heatmill.model.program.Expression.Attribute;
import io.github.heatmill.model.program.Expression.Call;
import io.github.heatmill.model.program.Expression.Choice;
import io.github.heatmill.model.program.Expression.Dictionary;
import io.github.heatmill.model.program.Expression.Keyword;
import io.github.heatmill.model.program.Expression.Literal;
import io.github.heatmill.model.program.Expression.Name;
import io.github.heatmill.model.program.Expression.Operation;
import io.github.heatmill.model.program.Expression.Sequence;
import io.github.heatmill.model.program.Expression.Subscript;
import io.github.heatmill.model.program.UnreadableSourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads expressions by recursive descent over the words of one logical line. */
public final class ExpressionParser {
  /** From loosest to tightest binding, as in Python. */
  private static final List<Set<String>> LEVELS =
      List.of(
          Set.of("or"),
          Set.of("and"),
          Set.of("==", "!=", "<", ">", "<=", ">=", "in", "is", "not"),
          Set.of("|"),
          Set.of("^"),
          Set.of("&"),
          Set.of("<<", ">>"),
          Set.of("+", "-"),
          Set.of("*", "/", "//", "%", "@"));

  /** The level of comparisons. {@code not} binds looser than they do, and also begins one. */
  private static final int COMPARISON = 2;

  private static final Set<String> PREFIXES = Set.of("-", "+", "~");

  private final List<Token> tokens;
  private int position;

  public ExpressionParser(List<Token> tokens) {
    this.tokens = tokens;
  }

  Token next() {
    return tokens.get(position);
  }

  Token take() {
    return tokens.get(position++);
  }

  boolean takeIf(String word) {
    if (!next().is(word)) {
      return false;
    }
    position++;
    return true;
  }

  void expect(String word) {
    if (!takeIf(word)) {
      throw new UnreadableSourceException("expected " + word + " but found " + next().text());
    }
  }

  boolean atEnd() {
    return next().kind() == Token.Kind.END;
  }

  /** One expression, or several with commas between them, which make a tuple. */
  public Expression expressions() {
    Expression first = expression();
    if (!next().is(",")) {
      return first;
    }
    List<Expression> items = new ArrayList<>(List.of(first));
    while (takeIf(",") && !atEnd() && !next().is("=")) {
      items.add(expression());
    }
    return new Sequence(false, items);
  }

  Expression expression() {
    Expression yes = binary(0);
    if (!takeIf("if")) {
      return yes;
    }
    Expression condition = binary(0);
    expect("else");
    return new Choice(condition, yes, expression());
  }

  private Expression binary(int level) {
    if (level == LEVELS.size()) {
      return prefixed();
    }
    if (level == COMPARISON && takeIf("not")) {
      return new Operation("not", List.of(binary(level)));
    }
    Expression left = binary(level + 1);
    while (nextIsOneOf(LEVELS.get(level))) {
      left = new Operation(operator(), List.of(left, binary(level + 1)));
      if (level == COMPARISON && nextIsOneOf(LEVELS.get(level))) {
        throw new UnreadableSourceException("comparisons in a row");
      }
    }
    return left;
  }

  private boolean nextIsOneOf(Set<String> operators) {
    return next().kind() != Token.Kind.STRING && operators.contains(next().text());
  }

  /** An operator of one word, or of two: {@code is not}, {@code not in}. */
  private String operator() {
    String word = take().text();
    if (word.equals("not")) {
      expect("in");
      return "not in";
    }
    return word.equals("is") && takeIf("not") ? "is not" : word;
  }

  private Expression prefixed() {
    if (nextIsOneOf(PREFIXES)) {
      return new Operation(take().text(), List.of(prefixed()));
    }
    Expression base = postfixed(atom());
    return takeIf("**") ? new Operation("**", List.of(base, prefixed())) : base;
  }

  private Expression postfixed(Expression atom) {
    Expression result = atom;
    while (true) {
      if (takeIf(".")) {
        result = new Attribute(result, take().text());
      } else if (takeIf("(")) {
        result = new Call(result, items(")"));
      } else if (takeIf("[")) {
        result = new Subscript(result, items("]"));
      } else {
        return result;
      }
    }
  }

  private Expression atom() {
    Token token = take();
    return switch (token.kind()) {
      case NAME -> new Name(token.text());
      case NUMBER -> new Literal(token.text());
      case STRING -> strings(token);
      case OPERATOR -> bracketed(token);
      case END -> throw new UnreadableSourceException("the line ends too early");
    };
  }

  private Expression strings(Token first) {
    StringBuilder text = new StringBuilder(first.text());
    while (next().kind() == Token.Kind.STRING) {
      text.append(' ').append(take().text());
    }
    return new Literal(text.toString());
  }

  private Expression bracketed(Token open) {
    return switch (open.text()) {
      case "[" -> new Sequence(true, items("]"));
      case "{" -> new Dictionary(entries());
      case "(" -> group();
      default -> throw new UnreadableSourceException("unexpected " + open.text());
    };
  }

  /** Round brackets make a tuple only when there is a comma, or nothing, inside. */
  private Expression group() {
    if (takeIf(")")) {
      return new Sequence(false, List.of());
    }
    Expression first = expression();
    if (takeIf(")")) {
      return first;
    }
    expect(",");
    List<Expression> items = new ArrayList<>(List.of(first));
    items.addAll(items(")"));
    return new Sequence(false, items);
  }

  private List<Expression> items(String close) {
    List<Expression> items = new ArrayList<>();
    while (!takeIf(close)) {
      items.add(argument());
      if (!next().is(close)) {
        expect(",");
      }
    }
    return items;
  }

  private Expression argument() {
    Expression value = expression();
    return value instanceof Name name && takeIf("=")
        ? new Keyword(name.name(), expression())
        : value;
  }

  private List<Expression> entries() {
    List<Expression> entries = new ArrayList<>();
    while (!takeIf("}")) {
      entries.add(expression());
      expect(":");
      entries.add(expression());
      if (!next().is("}")) {
        expect(",");
      }
    }
    return entries;
  }
}
