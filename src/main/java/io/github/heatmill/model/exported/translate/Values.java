package io.github.heatmill.model.exported.translate;

import io.github.heatmill.model.ModelFormatException;
import io.github.heatmill.model.exported.graph.ElementType;
import io.github.heatmill.model.exported.graph.GraphValue;
import io.github.heatmill.model.exported.graph.GraphValue.Bool;
import io.github.heatmill.model.exported.graph.GraphValue.Bools;
import io.github.heatmill.model.exported.graph.GraphValue.Device;
import io.github.heatmill.model.exported.graph.GraphValue.Int;
import io.github.heatmill.model.exported.graph.GraphValue.Ints;
import io.github.heatmill.model.exported.graph.GraphValue.Layout;
import io.github.heatmill.model.exported.graph.GraphValue.MemoryFormat;
import io.github.heatmill.model.exported.graph.GraphValue.None;
import io.github.heatmill.model.exported.graph.GraphValue.OptionalTensors;
import io.github.heatmill.model.exported.graph.GraphValue.Real;
import io.github.heatmill.model.exported.graph.GraphValue.Reals;
import io.github.heatmill.model.exported.graph.GraphValue.ScalarType;
import io.github.heatmill.model.exported.graph.GraphValue.SymbolicInts;
import io.github.heatmill.model.exported.graph.GraphValue.Tensors;
import io.github.heatmill.model.exported.graph.GraphValue.Text;
import io.github.heatmill.model.exported.layer.TranslatedGraph;
import io.github.heatmill.model.program.Expression;
import io.github.heatmill.model.program.Expression.Attribute;
import io.github.heatmill.model.program.Expression.Call;
import io.github.heatmill.model.program.Expression.Literal;
import io.github.heatmill.model.program.Expression.Name;
import io.github.heatmill.model.program.Expression.Sequence;
import io.github.heatmill.model.program.Expression.Subscript;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The expressions for the values of a graph. Names of the file never become source text: each value
 * has a variable of its own, or an attribute of the network.
 */
final class Values {
  /** Texts that operators take, such as {@code same}, {@code floor} and {@code bij,bjk->bik}. */
  private static final Pattern TEXT = Pattern.compile("[A-Za-z0-9_ ,.>+-]{0,200}");

  private static final int STRIDED = 7;

  /** libtorch's numbers of torch.export's memory formats 1 to 4. */
  private static final List<String> MEMORY_FORMATS = List.of("0", "2", "3", "1");

  private final Map<String, Expression> known = new HashMap<>();
  private final Precision precision;
  private final Expression device;

  /**
   * No value is known.
   *
   * @param device the device on which the network works
   */
  Values(Precision precision, Expression device) {
    this.precision = precision;
    this.device = device;
  }

  /** Gives a value an expression. */
  void put(String name, Expression value) {
    if (known.putIfAbsent(name, value) != null) {
      throw new ModelFormatException(
          "Broken exported program: two values have the name "
              + shown(name)
              + " (export it again)");
    }
  }

  /** The expression for a value that was made before. */
  Expression named(String name) {
    Expression value = known.get(name);
    if (value == null) {
      throw new ModelFormatException(
          "Broken exported program: the value "
              + shown(name)
              + " is read before it is made (export it again)");
    }
    return value;
  }

  /** A name as messages show it. */
  static String shown(String name) {
    String printable = name.replaceAll("[^ -~]", "?");
    return printable.length() > 60 ? printable.substring(0, 60) + "..." : printable;
  }

  /**
   * The expression for an argument.
   *
   * @param operator the operator that takes it, for messages
   */
  Expression of(GraphValue value, String operator) {
    Optional<String> name = TranslatedGraph.name(value);
    if (name.isPresent()) {
      return named(name.get());
    }
    return list(value, operator).orElseGet(() -> constant(value, operator));
  }

  private Optional<Expression> list(GraphValue value, String operator) {
    if (value instanceof Ints several) {
      return Optional.of(list(several.values().stream().map(Values::number), "int"));
    }
    if (value instanceof SymbolicInts several) {
      return Optional.of(list(several.values().stream().map(v -> of(v, operator)), "int"));
    }
    if (value instanceof Reals several) {
      return Optional.of(list(several.values().stream().map(Values::number), "float"));
    }
    if (value instanceof Bools several) {
      return Optional.of(list(several.values().stream().map(Values::truth), "bool"));
    }
    if (value instanceof Tensors several) {
      return Optional.of(list(several.names().stream().map(this::named), "Tensor"));
    }
    if (value instanceof OptionalTensors several) {
      Expression items =
          new Sequence(
              true,
              several.names().stream()
                  .map(each -> each.map(this::named).orElse(new Name("None")))
                  .toList());
      return Optional.of(annotated("Optional[Tensor]", items));
    }
    return Optional.empty();
  }

  private static Expression list(Stream<? extends Expression> items, String type) {
    Sequence list = new Sequence(true, items.map(Expression.class::cast).toList());
    return list.items().isEmpty() ? annotated(type, list) : list;
  }

  private static Expression annotated(String type, Expression list) {
    Expression listType = new Subscript(new Name("List"), List.of(typeName(type)));
    return new Call(new Name("annotate"), List.of(listType, list));
  }

  private static Expression typeName(String type) {
    return type.startsWith("Optional[")
        ? new Subscript(new Name("Optional"), List.of(new Name("Tensor")))
        : new Name(type);
  }

  private Expression constant(GraphValue value, String operator) {
    if (value instanceof None) {
      return new Name("None");
    }
    if (value instanceof Int number) {
      return number(number.value());
    }
    if (value instanceof Real number) {
      return number(number.value());
    }
    if (value instanceof Bool truth) {
      return truth(truth.value());
    }
    if (value instanceof Text text && TEXT.matcher(text.value()).matches()) {
      return new Literal('"' + text.value() + '"');
    }
    if (value instanceof Device) {
      return device;
    }
    return numbered(value)
        .orElseThrow(
            () ->
                new ModelFormatException(
                    "Exported program cannot be opened: an argument of "
                        + operator
                        + " is "
                        + described(value)
                        + " (must be a tensor, a number, a list of these, a type or a device)"));
  }

  /** What an argument is that has no expression. */
  private static String described(GraphValue value) {
    if (value instanceof GraphValue.Unknown unknown) {
      return "of the kind " + shown(unknown.kind());
    }
    if (value instanceof Layout) {
      return "a layout other than strided";
    }
    return "a " + value.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** Types, layouts and memory formats, which TorchScript knows by number. */
  private Optional<Expression> numbered(GraphValue value) {
    if (value instanceof ScalarType type) {
      return ElementType.ofNumber(type.number())
          .map(precision::inCode)
          .map(known -> number(known.libtorchNumber()));
    }
    if (value instanceof Layout layout) {
      return layout.number() == STRIDED ? Optional.of(number(0)) : Optional.empty();
    }
    if (value instanceof MemoryFormat format
        && format.number() >= 1
        && format.number() <= MEMORY_FORMATS.size()) {
      return Optional.of(new Literal(MEMORY_FORMATS.get(format.number() - 1)));
    }
    return Optional.empty();
  }

  private static Literal number(long value) {
    return new Literal(Long.toString(value));
  }

  private static Expression number(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      String name = Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
      return new Call(new Name("float"), List.of(new Literal('"' + name + '"')));
    }
    return new Literal(Double.toString(value).replace('E', 'e'));
  }

  private static Name truth(boolean value) {
    return new Name(value ? "True" : "False");
  }

  /** The device of a tensor. */
  static Expression deviceOf(Expression tensor) {
    return new Call(
        new Attribute(new Attribute(new Name("ops"), "prim"), "device"), List.of(tensor));
  }
}
