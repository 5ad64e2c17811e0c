package io.github.heatmill.model.torchscript.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.model.program.UnreadableSourceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionParserTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          (layer1).forward((stem).forward(x, ), )   | layer1.forward(stem.forward(x))
          (getattr(self, "0")).forward(input, )     | getattr(self, "0").forward(input)
          self.layer.getattr(a.b, "1").c            | self.layer.getattr(a.b, "1").c
          f()                                       | f()
          f(a, b=1, c=[2, 3])                       | f(a, b=1, c=[2, 3])
          annotate(Optional[Tensor], None)          | annotate(Optional[Tensor], None)
          Dict[str, Tuple[Tensor, int]]             | Dict[str, Tuple[Tensor, int]]
          (x)[0][1]                                 | x[0][1]
          """)
  void callsAndNamesArePrintedAsRead(String text, String printed) {
    assertThat(print(text)).isEqualTo(printed);
    assertThat(print(printed)).isEqualTo(printed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a, b              | (a, b)
          (a, b)            | (a, b)
          a,                | (a,)
          (a,)              | (a,)
          (a)               | a
          ()                | ()
          [(a, b), (c,)]    | [(a, b), (c,)]
          []                | []
          [a, ]             | [a]
          {}                | {}
          {"k": x, 1: [2]}  | {"k": x, 1: [2]}
          {"k": x, }        | {"k": x}
          """)
  void bracketsAreThoseOfPython(String text, String printed) {
    assertThat(print(text)).isEqualTo(printed);
    assertThat(print(printed)).isEqualTo(printed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a + b * c             | (a + (b * c))
          (a + b) * c           | ((a + b) * c)
          a - b - c             | ((a - b) - c)
          a // b % c @ d        | (((a // b) % c) @ d)
          -a ** -b              | (- (a ** (- b)))
          a ** b ** c           | (a ** (b ** c))
          -1                    | (- 1)
          [-1, - 2.5]           | [(- 1), (- 2.5)]
          a or b and not c      | (a or (b and (not c)))
          not a == b            | (not (a == b))
          not not a             | (not (not a))
          a is None             | (a is None)
          a is not None         | (a is not None)
          a in b                | (a in b)
          a not in b            | (a not in b)
          a + b < ~c            | ((a + b) < (~ c))
          a if b else c         | (a if b else c)
          a if b else c if d else e | (a if b else (c if d else e))
          f(a if not b else -c) | f((a if (not b) else (- c)))
          """)
  void operatorsBindAsInPython(String text, String printed) {
    assertThat(print(text)).isEqualTo(printed);
    assertThat(print(printed)).isEqualTo(printed);
  }

  @Test
  void bitsBindTighterThanComparisonsAndLooserThanShifts() {
    assertThat(print("a | b ^ c & d << 1 == e")).isEqualTo("((a | (b ^ (c & (d << 1)))) == e)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "1.",
        ".5",
        "1e-05",
        "1000000000.",
        "2.5E+3",
        "2.j",
        "CONSTANTS.c0",
        "\"\"",
        "\"a\\\"b\"",
        "'it\\'s ([{'",
        "\"Expected {} (got [1\\n])\"",
        "\"tab\\t\" \"\\\\\"",
        "(\"{}: {}\").format(a, b)",
        "\"é\\012\""
      })
  void literalsAreKeptAsWritten(String text) {
    assertThat(print(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"text\" in x", "x in \"or\"", "f(\"(\", \")\")", "{\"not\": \"if\"}"})
  void wordsInsideStringsAreNotSyntax(String text) {
    String printed = print(text);
    assertThat(print(printed)).isEqualTo(printed);
    assertThat(printed.replaceAll("[()]", "")).isEqualTo(text.replaceAll("[()]", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a < b < c      | comparisons in a row
          f(*args)       | unexpected *
          x[1:2]         | expected , but found :
          a if b         | expected else but found ``
          [a b]          | expected , but found b
          (a             | expected , but found ``
          a +            | the line ends too early
          a ? b          | cannot read  ? b
          "open          | cannot read "open
          """)
  void unknownSyntaxIsRefusedAndNeverGuessed(String text, String problem) {
    assertThatThrownBy(() -> print(text))
        .isInstanceOf(UnreadableSourceException.class)
        .hasMessage(problem.replace("``", ""));
  }

  private static String print(String text) {
    return new ExpressionParser(Token.of(text)).expressions().text();
  }
}
