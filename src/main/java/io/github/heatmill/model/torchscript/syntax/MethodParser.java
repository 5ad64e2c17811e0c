package io.github.heatmill.model.torchscript.syntax;

import io.github.heatmill.model.program.Expression;
import io.github.heatmill.model.program.Statement;
import io.github.heatmill.model.program.UnreadableSourceException;
import io.github.heatmill.model.torchscript.syntax.Method.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one method of a class, from its {@code def} line to the end of its body. */
public final class MethodParser {
  private final List<Line> lines;
  private int position;

  private record Line(int indent, String text) {}

  private MethodParser(List<Line> lines) {
    this.lines = lines;
  }

  /** Reads a method; {@code source} starts at its {@code def} and holds nothing after its body. */
  public static Method method(String source) {
    try {
      return new MethodParser(logicalLines(source)).method();
    } catch (IndexOutOfBoundsException e) {
      throw new UnreadableSourceException("a method ends too early");
    } catch (StackOverflowError e) { // Caused by deeply nested brackets and very long words.
      throw new UnreadableSourceException("a line is too long or nested too deeply");
    }
  }

  /** Joins the physical lines on which one statement is spread: those inside open brackets. */
  private static List<Line> logicalLines(String source) {
    List<Line> lines = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    int depth = 0;
    for (String line : source.split("\n")) {
      if (line.isBlank()) {
        continue;
      }
      open.append(open.isEmpty() ? "" : " ").append(line);
      depth += depth(line);
      if (depth == 0) {
        String text = open.toString();
        lines.add(new Line(text.length() - text.stripLeading().length(), text.strip()));
        open.setLength(0);
      }
    }
    return lines;
  }

  private static int depth(String line) {
    int depth = 0;
    for (Token token : Token.of(line)) {
      if (token.is("(") || token.is("[") || token.is("{")) {
        depth++;
      } else if (token.is(")") || token.is("]") || token.is("}")) {
        depth--;
      }
    }
    return depth;
  }

  private Method method() {
    Line head = lines.get(position++);
    ExpressionParser parser = new ExpressionParser(Token.of(head.text()));
    parser.expect("def");
    String name = parser.take().text();
    parser.expect("(");
    List<Parameter> parameters = new ArrayList<>();
    while (!parser.takeIf(")")) {
      parameters.add(parameter(parser));
      parser.takeIf(",");
    }
    Optional<Expression> result =
        parser.takeIf("->") ? Optional.of(parser.expression()) : Optional.empty();
    parser.expect(":");
    return new Method(name, List.copyOf(parameters), result, block(head.indent()));
  }

  private static Parameter parameter(ExpressionParser parser) {
    String name = parser.take().text();
    Optional<Expression> type =
        parser.takeIf(":") ? Optional.of(parser.expression()) : Optional.empty();
    Optional<Expression> value =
        parser.takeIf("=") ? Optional.of(parser.expression()) : Optional.empty();
    return new Parameter(name, type, value);
  }

  private List<Statement> block(int indentOfHead) {
    List<Statement> block = new ArrayList<>();
    while (position < lines.size() && lines.get(position).indent() > indentOfHead) {
      block.add(statement());
    }
    return List.copyOf(block);
  }

  private Statement statement() {
    Line line = lines.get(position++);
    ExpressionParser parser = new ExpressionParser(Token.of(line.text()));
    if (parser.takeIf("return")) {
      return new Statement.Return(
          parser.atEnd() ? new Expression.Name("None") : closed(parser, parser.expressions()));
    }
    if (parser.takeIf("pass")) {
      return new Statement.Pass();
    }
    if (parser.takeIf("if")) {
      return condition(parser, line.indent());
    }
    if (parser.takeIf("while")) {
      Expression range = header(parser);
      return new Statement.Loop(Optional.empty(), range, block(line.indent()));
    }
    if (parser.takeIf("with")) {
      return new Statement.With(header(parser), block(line.indent()));
    }
    if (parser.takeIf("for")) {
      return loop(parser, line.indent());
    }
    return simple(parser);
  }

  private Statement condition(ExpressionParser parser, int indent) {
    Expression condition = header(parser);
    List<Statement> yes = block(indent);
    boolean hasElse =
        position < lines.size()
            && lines.get(position).indent() == indent
            && lines.get(position).text().equals("else:");
    if (hasElse) {
      position++;
    }
    return new Statement.If(condition, yes, hasElse ? block(indent) : List.of());
  }

  private Statement loop(ExpressionParser parser, int indent) {
    Expression variable = new Expression.Name(parser.take().text());
    parser.expect("in");
    Expression range = header(parser);
    return new Statement.Loop(Optional.of(variable), range, block(indent));
  }

  private static Expression header(ExpressionParser parser) {
    Expression condition = parser.expressions();
    parser.expect(":");
    return closed(parser, condition);
  }

  private static Statement simple(ExpressionParser parser) {
    Expression first = parser.expressions();
    Optional<Expression> type =
        parser.takeIf(":") ? Optional.of(parser.expression()) : Optional.empty();
    if (parser.takeIf("=")) {
      return new Statement.Assign(first, type, closed(parser, parser.expressions()));
    }
    return new Statement.Evaluate(closed(parser, first));
  }

  private static Expression closed(ExpressionParser parser, Expression expression) {
    if (!parser.atEnd()) {
      throw new UnreadableSourceException("unexpected " + parser.next().text());
    }
    return expression;
  }
}
