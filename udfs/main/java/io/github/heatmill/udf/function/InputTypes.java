package io.github.heatmill.udf.function;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.AnyDataType$;

/** Makes the list of types to which Spark casts arguments. */
public final class InputTypes {

  private InputTypes() {}

  /**
   * Returns one type per argument. Spark requires this even if the number of arguments is wrong.
   *
   * @param wanted the types of the expected arguments
   * @param given the number of arguments in the query
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
