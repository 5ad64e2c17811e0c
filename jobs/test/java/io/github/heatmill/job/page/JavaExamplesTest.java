package io.github.heatmill.job.page;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The compiler accepts every Java example of the documentation. */
class JavaExamplesTest {
  @TempDir Path classes;

  static List<String> examples() {
    return Stream.of("README.md", "docs/java.md")
        .flatMap(page -> new Page(page).blocks("java").stream())
        .toList();
  }

  @Test
  void thereAreExamples() {
    assertThat(examples()).hasSizeGreaterThan(1);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleCompiles(String example) throws IOException {
    assertThat(messages(example)).isEmpty();
  }

  @Test
  void anUnknownMethodWouldBeNoticed() throws IOException {
    assertThat(messages("spark.explain();")).contains("cannot find symbol");
  }

  /**
   * Compiles the statements of an example, which may use {@code spark}; returns the compiler's
   * messages.
   */
  private String messages(String example) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<String> options =
        List.of(
            "-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
    compiler.getTask(messages, null, null, options, null, List.of(source(example))).call();
    return messages.toString();
  }

  private static JavaFileObject source(String example) {
    Predicate<String> isImport = line -> line.startsWith("import ");
    String imports = example.lines().filter(isImport).collect(joining("\n"));
    String statements = example.lines().filter(isImport.negate()).collect(joining("\n"));
    String text =
        imports
            + "\nclass Example {\n"
            + "  void run(org.apache.spark.sql.SparkSession spark) throws Exception {\n"
            + statements
            + "\n  }\n}\n";
    return new SimpleJavaFileObject(
        URI.create("string:///Example.java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }
}
