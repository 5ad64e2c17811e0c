package io.github.heatmill.model.torchscript.repair.value;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The values that a variable can have.
 *
 * @param known all of them; empty if it may have any
 */
public record Values(Optional<Set<Object>> known) {
  public static final Values ANY = new Values(Optional.empty());

  /** A set of more values than this counts as unknown. */
  private static final int MOST = 16;

  public static Values of(Collection<Object> values) {
    return values.size() > MOST ? ANY : new Values(Optional.of(Set.copyOf(values)));
  }

  public Values or(Values other) {
    if (known.isEmpty() || other.known.isEmpty()) {
      return ANY;
    }
    Set<Object> all = new HashSet<>(known.get());
    all.addAll(other.known.get());
    return of(all);
  }

  /** The one value, if it can have no other. */
  public Optional<Object> only() {
    return known.filter(values -> values.size() == 1).map(values -> values.iterator().next());
  }

  /** The results of a function for every combination of these arguments. */
  public static Values results(
      List<Values> arguments, Function<List<Object>, Optional<Object>> function) {
    Set<List<Object>> combinations = Set.of(List.of());
    for (Values argument : arguments) {
      if (argument.known().isEmpty()) {
        return ANY;
      }
      Set<List<Object>> longer = new HashSet<>();
      for (List<Object> combination : combinations) {
        for (Object value : argument.known().get()) {
          List<Object> next = new java.util.ArrayList<>(combination);
          next.add(value);
          longer.add(next);
        }
      }
      combinations = longer;
    }
    Set<Object> results = new HashSet<>();
    for (List<Object> combination : combinations) {
      Optional<Object> result = function.apply(combination);
      if (result.isEmpty()) {
        return ANY;
      }
      results.add(result.get());
    }
    return of(results);
  }
}
