package io.github.heatmill.udf.sql;

import io.github.heatmill.method.Methods;
import io.github.heatmill.udf.function.FunctionInfo;
import io.github.heatmill.udf.function.FunctionInfo.Help;
import io.github.heatmill.udf.function.InputTypes;
import io.github.heatmill.udf.function.ScalaLists;
import io.github.heatmill.udf.request.SavedModel;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.analysis.TypeCheckResult;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ImplicitCastInputTypes;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenContext;
import org.apache.spark.sql.catalyst.expressions.codegen.ExprCode;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * A call of {@code explain(image_bytes, method)} in a query. It is not evaluated row by row: {@link
 * ExtractExplain} moves it into its own operator, which runs the network on whole batches.
 */
public final class ExplainFunction extends Expression
    implements ImplicitCastInputTypes, Serializable {
  private static final long serialVersionUID = 1L;

  /** The name in queries. */
  public static final String NAME = "explain";

  private static final String CALL = NAME + "(image_bytes, method)";

  private final List<Expression> arguments;

  /** A call with these arguments. */
  public ExplainFunction(List<Expression> arguments) {
    this.arguments = List.copyOf(arguments);
  }

  /** The description of the function. */
  public static FunctionInfo info() {
    return new FunctionInfo(
        CALL,
        List.of(
            "image_bytes - a whole image file, as binary",
            "method - the id of a method with its options, as a constant, such as 'grad-cam'"),
        new Help(
            "Runs the network on an image and says where it looked:"
                + " struct<predicted int, probability double, status string, heatmap,"
                + " score double>.",
            "The network is that of the settings "
                + QuerySettings.MODEL
                + " and "
                + QuerySettings.LAYER
                + " (default: "
                + SavedModel.AUTO
                + "); "
                + QuerySettings.BATCH_SIZE
                + " images go through it at once, and "
                + QuerySettings.BITS
                + " is the number of bits that samples wider than 8 bits hold. The map and the score are those of the predicted class, the same"
                + " as in the table explanations. An image that cannot be explained has a status"
                + " that says why, and nothing else; null gives null. Computed once for each row"
                + " where it stands; for use in several places name it in a subquery.",
            "SELECT path, explain(content, 'grad-cam').predicted FROM images;",
            "file:/images/0001.jpg\t7"));
  }

  Expression image() {
    return arguments.get(0);
  }

  /** The id of the method with its options. */
  String method() {
    return String.valueOf(arguments.get(1).eval(null));
  }

  /** The settings of the session that runs the query. */
  static QuerySettings settings() {
    SQLConf settings = SQLConf.get();
    List<String> names = new ArrayList<>();
    settings.getAllConfs().keysIterator().foreach(names::add);
    QuerySettings.expectKnown(names);
    return QuerySettings.of(settings::getConfString);
  }

  @Override
  public String prettyName() {
    return NAME;
  }

  @Override
  public DataType dataType() {
    return Answer.TYPE;
  }

  @Override
  public boolean nullable() {
    return true;
  }

  @Override
  public boolean foldable() {
    return false;
  }

  @Override
  public scala.collection.immutable.Seq<AbstractDataType> inputTypes() {
    return InputTypes.of(List.of(DataTypes.BinaryType, DataTypes.StringType), arguments.size());
  }

  @Override
  public TypeCheckResult checkInputDataTypes() {
    if (arguments.size() != 2) {
      return failure(info().takesNot(arguments.size()));
    }
    TypeCheckResult types = ImplicitCastInputTypes.super.checkInputDataTypes();
    if (types.isFailure()) {
      return types;
    }
    Object method = arguments.get(1).foldable() ? arguments.get(1).eval(null) : null;
    if (method == null) {
      return failure("Invalid method: " + arguments.get(1).sql() + " (must be a constant)");
    }
    try {
      Methods.method(method.toString());
      settings();
      return TypeCheckResult.TypeCheckSuccess$.MODULE$;
    } catch (IllegalArgumentException e) {
      return failure(e.getMessage());
    }
  }

  private static TypeCheckResult failure(String problem) {
    return new TypeCheckResult.TypeCheckFailure(NAME + ": " + problem);
  }

  @Override
  public Object eval(InternalRow input) {
    throw misplaced();
  }

  @Override
  public ExprCode doGenCode(CodegenContext context, ExprCode result) {
    throw misplaced();
  }

  static IllegalArgumentException misplaced() {
    return new IllegalArgumentException(
        NAME + ": cannot be called here (call it in the SELECT list of a subquery over one table)");
  }

  @Override
  public scala.collection.immutable.Seq<Expression> children() {
    return ScalaLists.of(arguments);
  }

  /** Spark calls this in Scala 2.13. */
  public Expression withNewChildrenInternal(
      scala.collection.immutable.IndexedSeq<Expression> children) {
    return new ExplainFunction(ScalaLists.java(children));
  }

  /** Spark calls this in Scala 2.12. */
  public Expression withNewChildrenInternal(scala.collection.IndexedSeq<Expression> children) {
    return new ExplainFunction(ScalaLists.java(children));
  }

  @Override
  public int productArity() {
    return arguments.size();
  }

  @Override
  public Object productElement(int index) {
    return arguments.get(index);
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof ExplainFunction;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ExplainFunction that && arguments.equals(that.arguments);
  }

  @Override
  public int hashCode() {
    return arguments.hashCode();
  }
}
