package io.github.heatmill.model.exported.graph;

import java.util.List;
import java.util.Optional;

/** A value in a graph: a name of something made before, or a constant. */
public sealed interface GraphValue {

  /** A tensor. */
  record TensorValue(String name) implements GraphValue {}

  /** A list of tensors. */
  record Tensors(List<String> names) implements GraphValue {
    public Tensors {
      names = List.copyOf(names);
    }
  }

  /** A list of tensors in which some may be None. */
  record OptionalTensors(List<Optional<String>> names) implements GraphValue {
    public OptionalTensors {
      names = List.copyOf(names);
    }
  }

  /** Python's None. */
  record None() implements GraphValue {}

  /** A whole number. */
  record Int(long value) implements GraphValue {}

  /** A list of whole numbers. */
  record Ints(List<Long> values) implements GraphValue {
    public Ints {
      values = List.copyOf(values);
    }
  }

  /** A number, which may be infinite or NaN. */
  record Real(double value) implements GraphValue {}

  /** A list of numbers. */
  record Reals(List<Double> values) implements GraphValue {
    public Reals {
      values = List.copyOf(values);
    }
  }

  /** True or false. */
  record Bool(boolean value) implements GraphValue {}

  /** A list of truth values. */
  record Bools(List<Boolean> values) implements GraphValue {
    public Bools {
      values = List.copyOf(values);
    }
  }

  /** A text. */
  record Text(String value) implements GraphValue {}

  /** A list of texts. */
  record Texts(List<String> values) implements GraphValue {
    public Texts {
      values = List.copyOf(values);
    }
  }

  /** A whole number that a call has made, such as the length of an axis. */
  record SymbolicInt(String name) implements GraphValue {}

  /** A list of whole numbers; each is an {@link Int} or a {@link SymbolicInt}. */
  record SymbolicInts(List<GraphValue> values) implements GraphValue {
    public SymbolicInts {
      values = List.copyOf(values);
    }
  }

  /** A number that a call has made. */
  record SymbolicFloat(String name) implements GraphValue {}

  /** A truth value that a call has made. */
  record SymbolicBool(String name) implements GraphValue {}

  /** A type of elements, by the number that {@code torch.export} has for it. */
  record ScalarType(int number) implements GraphValue {}

  /** A layout of tensors, by the number that {@code torch.export} has for it; 7 is strided. */
  record Layout(int number) implements GraphValue {}

  /** An order of axes in memory, by the number that {@code torch.export} has for it. */
  record MemoryFormat(int number) implements GraphValue {}

  /** A device, such as {@code cuda} with the index 0. */
  record Device(String type, Optional<Integer> index) implements GraphValue {}

  /**
   * A graph that an operator runs, such as one branch of {@code cond}, see {@link Graph#blocks}.
   */
  record Subgraph(String name) implements GraphValue {}

  /** A value that is not read, by the name of its kind, such as {@code as_custom_obj}. */
  record Unknown(String kind) implements GraphValue {}
}
