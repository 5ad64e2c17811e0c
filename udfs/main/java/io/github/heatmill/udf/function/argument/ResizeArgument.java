package io.github.heatmill.udf.function.argument;

import io.github.heatmill.image.Resizing;
import io.github.heatmill.udf.table.InputFrame;
import java.util.Optional;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;

/** How images were resized: a number, or a text as {@code --resize} reads it. */
public record ResizeArgument(String name) implements InputArgument {

  @Override
  public String text() {
    return "how the image was resized: " + Resizing.SYNTAX + "; may be left out";
  }

  @Override
  public AbstractDataType type() {
    return DataTypes.StringType; // To which Spark casts numbers.
  }

  @Override
  public Object read(Object value, DataType given) {
    return Resizing.parse(value.toString());
  }

  @Override
  public Optional<Object> in(Metadata metadata) {
    if (metadata.contains(InputFrame.RESIZING)) {
      return Optional.of(metadata.getString(InputFrame.RESIZING));
    }
    return metadata.contains(InputFrame.RESIZE)
        ? Optional.of(Long.toString(metadata.getLong(InputFrame.RESIZE)))
        : Optional.empty();
  }

  @Override
  public Optional<Object> otherwise() {
    return Optional.of(Resizing.stretch().toString());
  }
}
