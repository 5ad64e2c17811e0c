package io.github.heatmill.model.generate;

import io.github.heatmill.model.program.Expression;
import io.github.heatmill.model.program.FlatProgram;
import io.github.heatmill.model.source.SizeLimits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes methods of programs that take a limited number of images at once. */
public final class LimitedText {
  private LimitedText() {}

  /**
   * The network's forward, which takes any number of images.
   *
   * @param tensors what the program returns, each tensor once
   */
  public static String forward(
      String className, FlatProgram program, List<Expression> tensors, SizeLimits batches) {
    Map<Expression, String> returned = new LinkedHashMap<>();
    tensors.forEach(tensor -> returned.put(tensor, "returned[" + returned.size() + "]"));
    Expression value =
        program.output() instanceof Expression.Name
                || program.output() instanceof Expression.Attribute
            ? new Expression.Name(returned.get(program.output()))
            : program
                .output()
                .withParts(
                    part ->
                        returned.containsKey(part)
                            ? new Expression.Name(returned.get(part))
                            : part);
    return SourceTemplate.named("limited_forward")
            .with("network", className)
            .with("statements", program.lines(0, program.statements().size()))
            .with("tensors", String.join(", ", tensors.stream().map(Expression::text).toList()))
            .with("type", program.outputType())
            .with("returned", value.text())
            .methods()
        + inBatches(className, "heatmill_forward", "heatmill_program", batches);
  }

  /** A method that calls another one, which returns tensors, on as many images as it takes. */
  static String inBatches(String className, String method, String inner, SizeLimits batches) {
    return SourceTemplate.named("in_batches")
        .with("network", className)
        .with("method", method)
        .with("inner", inner)
        .with("least", Integer.toString(batches.least()))
        .with("most", Integer.toString(batches.most()))
        .methods();
  }

  /** The method {@link OpenedMethods#BATCHES}. */
  static String batches(String className, SizeLimits batches) {
    return SourceTemplate.named("batches")
        .with("network", className)
        .with("least", Integer.toString(batches.least()))
        .with("most", Integer.toString(batches.most()))
        .methods();
  }
}
