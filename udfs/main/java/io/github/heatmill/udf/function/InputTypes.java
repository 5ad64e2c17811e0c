package io.github.heatmill.udf.function;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.AnyDataType$;

/** What Spark shall cast arguments to. */
public final class InputTypes {

  private InputTypes() {}

  /**
   * One type for each argument, as Spark counts on it even where too many or too few were given.
   *
   * @param wanted for the arguments that there should be
   * @param given the number of arguments that there are
   */
  public static scala.collection.immutable.Seq<AbstractDataType> of(
      List<? extends AbstractDataType> wanted, int given) {
    List<AbstractDataType> types =
        new ArrayList<>(wanted.subList(0, Math.min(given, wanted.size())));
    while (types.size() < given) {
      types.add(AnyDataType$.MODULE$);
    }
    return ScalaLists.of(types);
  }
}
