package io.github.heatmill.model.exported.graph;

import java.util.List;
import java.util.Optional;

/** A value in a graph: a name of something made before, or a constant. */
public sealed interface Argument {

  /** A tensor. */
  record TensorValue(String name) implements Argument {}

  /** A list of tensors. */
  record Tensors(List<String> names) implements Argument {
    public Tensors {
      names = List.copyOf(names);
    }
  }

  /** A list of tensors in which some may be None. */
  record OptionalTensors(List<Optional<String>> names) implements Argument {
    public OptionalTensors {
      names = List.copyOf(names);
    }
  }

  /** Python's None. */
  record None() implements Argument {}

  /** A whole number. */
  record Int(long value) implements Argument {}

  /** A list of whole numbers. */
  record Ints(List<Long> values) implements Argument {
    public Ints {
      values = List.copyOf(values);
    }
  }

  /** A number, which may be infinite or NaN. */
  record Real(double value) implements Argument {}

  /** A list of numbers. */
  record Reals(List<Double> values) implements Argument {
    public Reals {
      values = List.copyOf(values);
    }
  }

  /** True or false. */
  record Bool(boolean value) implements Argument {}

  /** A list of truth values. */
  record Bools(List<Boolean> values) implements Argument {
    public Bools {
      values = List.copyOf(values);
    }
  }

  /** A text. */
  record Text(String value) implements Argument {}

  /** A list of texts. */
  record Texts(List<String> values) implements Argument {
    public Texts {
      values = List.copyOf(values);
    }
  }

  /** A whole number that a call has made, such as the length of an axis. */
  record SymbolicInt(String name) implements Argument {}

  /** A list of whole numbers; each is an {@link Int} or a {@link SymbolicInt}. */
  record SymbolicInts(List<Argument> values) implements Argument {
    public SymbolicInts {
      values = List.copyOf(values);
    }
  }

  /** A number that a call has made. */
  record SymbolicFloat(String name) implements Argument {}

  /** A truth value that a call has made. */
  record SymbolicBool(String name) implements Argument {}

  /** A type of elements, by the number that {@code torch.export} has for it. */
  record ScalarType(int number) implements Argument {}

  /** A layout of tensors, by the number that {@code torch.export} has for it; 7 is strided. */
  record Layout(int number) implements Argument {}

  /** An order of axes in memory, by the number that {@code torch.export} has for it. */
  record MemoryFormat(int number) implements Argument {}

  /** A device, such as {@code cuda} with the index 0. */
  record Device(String type, Optional<Integer> index) implements Argument {}

  /** A graph that an operator runs, such as one branch of {@code cond}. */
  record Subgraph(String name, Graph graph) implements Argument {}

  /** A value that is not read, by the name of its kind, such as {@code as_custom_obj}. */
  record Unknown(String kind) implements Argument {}
}
