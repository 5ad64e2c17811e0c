package io.github.heatmill.udf.function.argument;

import java.util.Optional;
import org.apache.spark.sql.types.Metadata;

/**
 * An argument that describes the network's input. A query may leave it out, because the metadata of
 * a column gives it.
 */
public interface InputArgument extends Argument {

  /** Its value in the metadata of a column: an {@link Integer} or a {@link String}. */
  Optional<Object> in(Metadata metadata);

  /** Its value if neither the query nor a column gives it; empty if one of them must. */
  Optional<Object> otherwise();
}
