package io.github.heatmill.job.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** A table {@code explanations}, as far as a summary looks at it. */
public final class Explanations {
  private static final StructType SCHEMA =
      new StructType()
          .add("image", "string")
          .add("target", "int")
          .add("target_name", "string")
          .add("target_probability", "double")
          .add("model", "string")
          .add("layer", "string")
          .add("method", "string")
          .add(
              "metrics",
              new StructType()
                  .add("complexity", "double")
                  .add("deletion", "double")
                  .add("energy", "double"))
          .add("chance", new StructType().add("deletion", "double").add("energy", "double"));

  private final List<Row> rows = new ArrayList<>();

  /** Which map it is. */
  public record Key(String method, String image, int target) {}

  /** What was measured of a map; nulls are undefined. */
  public record Numbers(Double complexity, Double deletion, Double energy) {
    private Row metrics() {
      return RowFactory.create(complexity, deletion, energy);
    }

    private Row chance() {
      return RowFactory.create(deletion, energy);
    }
  }

  /** Adds a map with what was measured of it and of a random one. */
  public Explanations add(Key key, Numbers numbers, Numbers random) {
    return add(key, Optional.of(numbers.metrics()), Optional.of(random.chance()));
  }

  /** Adds a map that was not measured. */
  public Explanations addUnmeasured(Key key) {
    return add(key, Optional.empty(), Optional.empty());
  }

  private Explanations add(Key key, Optional<Row> metrics, Optional<Row> chance) {
    String name = key.target() == 1 ? "fish" : "mug";
    rows.add(
        RowFactory.create(
            key.image(),
            key.target(),
            name,
            0.5,
            "network",
            key.method().equals("fused") ? "features.stem,features.stage1,features" : "features",
            key.method(),
            metrics.orElse(null),
            chance.orElse(null)));
    return this;
  }

  public Dataset<Row> table() {
    return Spark.session().createDataFrame(rows, SCHEMA);
  }
}
