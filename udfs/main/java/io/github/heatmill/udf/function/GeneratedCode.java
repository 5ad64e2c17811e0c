package io.github.heatmill.udf.function;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.codegen.Block;
import org.apache.spark.sql.catalyst.expressions.codegen.CodeBlock;
import org.apache.spark.sql.catalyst.expressions.codegen.JavaCode;

/** Builds Java code for Spark's compiler. Variables and blocks in it stay known to Spark. */
final class GeneratedCode {
  private final List<String> texts = new ArrayList<>();
  private final List<JavaCode> codes = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  /** Adds pieces: a {@link JavaCode} is added as it is, anything else as text. */
  GeneratedCode add(Object... pieces) {
    for (Object piece : pieces) {
      if (piece instanceof JavaCode code) {
        texts.add(text.toString());
        text.setLength(0);
        codes.add(code);
      } else {
        text.append(piece);
      }
    }
    return this;
  }

  Block block() {
    List<String> all = new ArrayList<>(texts);
    all.add(text.toString());
    return new CodeBlock(ScalaLists.of(all), ScalaLists.of(codes));
  }
}
