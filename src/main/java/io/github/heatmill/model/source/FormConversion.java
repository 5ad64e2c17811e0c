package io.github.heatmill.model.source;

import io.github.heatmill.image.Encoding.Form;
import io.github.heatmill.model.program.Expression;
import io.github.heatmill.model.program.Expression.Attribute;
import io.github.heatmill.model.program.Expression.Call;
import io.github.heatmill.model.program.Expression.Literal;
import io.github.heatmill.model.program.Expression.Name;
import io.github.heatmill.model.program.Expression.Sequence;
import java.util.List;
import java.util.stream.Stream;

/** Converts images of shape (N, channels, H, W) in float32 to what a network takes. */
public final class FormConversion {
  private static final String BYTES = "0";

  private FormConversion() {}

  /** The converted images. */
  public static Expression of(Expression images, Form form) {
    Expression ordered =
        form.isChannelsLast()
            ? call("contiguous", call("permute", images, numbers("0", "2", "3", "1")))
            : images;
    return form.isBytes()
        ? call(
            "to",
            call("clamp", call("round", ordered), new Literal("0"), new Literal("255")),
            new Literal(BYTES))
        : ordered;
  }

  private static Expression call(String operator, Expression... arguments) {
    return new Call(new Attribute(new Name("torch"), operator), List.of(arguments));
  }

  private static Expression numbers(String... numbers) {
    return new Sequence(true, Stream.of(numbers).<Expression>map(Literal::new).toList());
  }
}
