package io.github.heatmill.udf.function;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.analysis.TypeCheckResult;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ImplicitCastInputTypes;
import org.apache.spark.sql.catalyst.expressions.codegen.CodeGenerator$;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenContext;
import org.apache.spark.sql.catalyst.expressions.codegen.ExprCode;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;

/**
 * A call of a {@link SqlFunction} in a query. Spark checks the number of arguments, their types and
 * constants while it analyses the query. The result is null if an argument is null. The call takes
 * part in code generation.
 *
 * <p>It is an expression, not a {@code UserDefinedFunction}: queries with the latter measure 10 to
 * 15 % slower, since they copy each map into a {@code Row} first, and they cannot check constants.
 */
public final class FunctionExpression extends Expression
    implements ImplicitCastInputTypes, Serializable {
  private static final long serialVersionUID = 1L;

  private final SqlFunction function;
  private final FunctionCard card;
  private final List<Expression> arguments;

  /**
   * Whether the call was valid before. Its constants are then not checked again, because Spark
   * reports an error after the analysis as an internal one.
   */
  private final boolean checked;

  private transient FunctionCall call;

  FunctionExpression(SqlFunction function, List<Expression> arguments) {
    this(function, arguments, false);
  }

  private FunctionExpression(SqlFunction function, List<Expression> arguments, boolean checked) {
    this.checked = checked;
    this.function = function;
    this.card = function.card();
    this.arguments = List.copyOf(arguments);
  }

  @Override
  public String prettyName() {
    return card.name();
  }

  @Override
  public DataType dataType() {
    return card.result().type();
  }

  @Override
  public boolean nullable() {
    return true;
  }

  @Override
  public boolean foldable() {
    return arguments.stream().allMatch(Expression::foldable);
  }

  @Override
  public scala.collection.immutable.Seq<AbstractDataType> inputTypes() {
    List<AbstractDataType> wanted = new ArrayList<>();
    for (int i = 0; i < Math.min(arguments.size(), card.arguments().size()); i++) {
      wanted.add(card.arguments().get(i).type(arguments.get(i).dataType()));
    }
    return InputTypes.of(wanted, arguments.size());
  }

  @Override
  public TypeCheckResult checkInputDataTypes() {
    Optional<String> problem = CallCheck.shape(card, arguments.size());
    if (problem.isPresent()) {
      return failure(problem.get());
    }
    TypeCheckResult types = ImplicitCastInputTypes.super.checkInputDataTypes();
    if (types.isFailure()) {
      return types;
    }
    return CallCheck.types(card, arguments)
        .or(
            () ->
                checked
                    ? Optional.empty()
                    : CallCheck.values(function, new ConstantArguments(card, arguments)))
        .map(this::failure)
        .orElse(TypeCheckResult.TypeCheckSuccess$.MODULE$);
  }

  private TypeCheckResult failure(String text) {
    return new TypeCheckResult.TypeCheckFailure(card.name() + ": " + text);
  }

  private FunctionCall call() {
    if (call == null) {
      call = FunctionCall.of(function, arguments);
    }
    return call;
  }

  @Override
  public Object eval(InternalRow input) {
    Object[] values = new Object[arguments.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = arguments.get(i).eval(input);
      if (values[i] == null) {
        return null;
      }
    }
    return call().value(values);
  }

  @Override
  public ExprCode doGenCode(CodegenContext context, ExprCode result) {
    String called =
        context.addReferenceObj(card.name(), call(), FunctionCall.class.getCanonicalName());
    String type = CodeGenerator$.MODULE$.javaType(dataType());
    String none = CodeGenerator$.MODULE$.defaultValue(dataType(), false);
    String values = context.freshName("values");
    String found = context.freshName("found");
    GeneratedCode code = new GeneratedCode();
    code.add("boolean ", result.isNull(), " = true;\n");
    code.add(type, " ", result.value(), " = ", none, ";\n");
    code.add("Object[] ", values, " = new Object[", arguments.size(), "];\n");
    for (int i = 0; i < arguments.size(); i++) {
      ExprCode argument = arguments.get(i).genCode(context);
      code.add(argument.code(), "\nif (!", argument.isNull(), ") {\n");
      String boxed = CodeGenerator$.MODULE$.boxedType(arguments.get(i).dataType());
      code.add(values, "[", i, "] = (", boxed, ") ", argument.value(), ";\n");
    }
    String boxed = CodeGenerator$.MODULE$.boxedType(dataType());
    code.add("Object ", found, " = ", called, ".value(", values, ");\n");
    code.add("if (", found, " != null) {\n", result.isNull(), " = false;\n");
    code.add(result.value(), " = (", boxed, ") ", found, ";\n}\n");
    code.add("}\n".repeat(arguments.size()));
    return result.copy(code.block(), result.isNull(), result.value());
  }

  @Override
  public scala.collection.immutable.Seq<Expression> children() {
    return ScalaLists.of(arguments);
  }

  /** Spark calls this in Scala 2.13. */
  public Expression withNewChildrenInternal(
      scala.collection.immutable.IndexedSeq<Expression> children) {
    return with(ScalaLists.java(children));
  }

  /** Spark calls this in Scala 2.12. */
  public Expression withNewChildrenInternal(scala.collection.IndexedSeq<Expression> children) {
    return with(ScalaLists.java(children));
  }

  private FunctionExpression with(List<Expression> children) {
    return new FunctionExpression(function, children, checked || resolved());
  }

  @Override
  public int productArity() {
    return 1 + arguments.size();
  }

  @Override
  public Object productElement(int index) {
    return index == 0 ? card.name() : arguments.get(index - 1);
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof FunctionExpression;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FunctionExpression that
        && card.name().equals(that.card.name())
        && arguments.equals(that.arguments);
  }

  @Override
  public int hashCode() {
    return IntStream.range(0, productArity()).mapToObj(this::productElement).toList().hashCode();
  }
}
