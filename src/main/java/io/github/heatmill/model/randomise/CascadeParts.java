package io.github.heatmill.model.randomise;

import io.github.heatmill.model.randomise.ParameterTree.ModuleParameter;
import io.github.heatmill.naming.ClosestNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Cuts a network into the parts that are randomised one after the other, from the output down. */
final class CascadeParts {
  private static final int FEWEST = 4;
  private static final int MOST = 12;
  private static final int SUGGESTIONS = 3;

  private final ParameterTree root;
  private final Set<String> modules;

  /**
   * Prepares to cut a network.
   *
   * @param root the network's parameters
   * @param modules the paths of all modules
   */
  CascadeParts(ParameterTree root, Set<String> modules) {
    this.root = root;
    this.modules = Set.copyOf(modules);
  }

  /** The parameters of these paths, in this order. */
  List<ModuleParameter> parameters(List<String> paths) {
    Map<String, ModuleParameter> byPath =
        root.all().collect(Collectors.toMap(ModuleParameter::path, Function.identity()));
    return paths.stream().map(byPath::get).toList();
  }

  /** Whole modules, grouped to at most twelve steps; the topmost stays alone. */
  List<List<ParameterTree>> steps() {
    if (root.all().findAny().isEmpty()) {
      throw new IllegalArgumentException(
          "Network has no parameters to randomise"
              + " (a frozen one keeps none: save it without torch.jit.freeze)");
    }
    List<ParameterTree> parts = List.of(root);
    Optional<ParameterTree> largest = Optional.of(root);
    while (parts.size() < FEWEST && largest.isPresent()) {
      parts = expanded(parts, largest.get()::equals);
      largest =
          parts.stream()
              .filter(part -> !part.children().isEmpty())
              .max(Comparator.comparingLong(part -> part.modules().count()));
    }
    return grouped(parts);
  }

  private static List<ParameterTree> expanded(
      List<ParameterTree> parts, Predicate<ParameterTree> some) {
    return parts.stream()
        .flatMap(
            part ->
                some.test(part) && !part.children().isEmpty()
                    ? part.expanded().stream()
                    : List.of(part).stream())
        .toList();
  }

  /** Groups differ in size by one at most, and the larger ones are nearest the input. */
  private static List<List<ParameterTree>> grouped(List<ParameterTree> parts) {
    int groups = Math.min(parts.size(), MOST) - 1;
    List<List<ParameterTree>> steps = new ArrayList<>(List.of(parts.subList(0, 1)));
    int rest = parts.size() - 1;
    for (int i = 0; i < groups; i++) {
      int from = 1 + (int) ((long) rest * i / groups);
      int to = 1 + (int) ((long) rest * (i + 1) / groups);
      steps.add(parts.subList(from, to));
    }
    return steps;
  }

  /**
   * A step down to each of some modules, whatever the order in which they are named.
   *
   * @throws IllegalArgumentException naming every module that is unknown or has no parameters
   */
  List<List<ParameterTree>> steps(List<String> named) {
    String problems =
        named.stream()
            .flatMap(module -> problem(module).stream())
            .collect(Collectors.joining("\n"));
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(problems);
    }
    Predicate<ParameterTree> isAboveOne =
        part -> named.stream().anyMatch(m -> part.holds(m) && !part.path().equals(m));
    List<ParameterTree> parts = List.of(root);
    while (parts.stream().anyMatch(isAboveOne)) {
      parts = expanded(parts, isAboveOne);
    }
    TreeSet<Integer> ends = new TreeSet<>();
    for (String module : named) {
      ends.add(end(parts, module));
    }
    List<List<ParameterTree>> steps = new ArrayList<>();
    int from = 0;
    for (int end : ends) {
      steps.add(parts.subList(from, end));
      from = end;
    }
    return steps;
  }

  /** The position after the module's part that is nearest the input. */
  private static int end(List<ParameterTree> parts, String module) {
    int end = 0;
    for (int i = 0; i < parts.size(); i++) {
      end = (parts.get(i).path() + ".").startsWith(module + ".") ? i + 1 : end;
    }
    return end;
  }

  private Optional<String> problem(String module) {
    List<String> known =
        root.modules().map(ParameterTree::path).filter(path -> !path.isEmpty()).toList();
    if (known.contains(module)) {
      return Optional.empty();
    }
    boolean exists = modules.contains(module);
    return Optional.of(
        (exists ? "Module has no parameters that a forward reads: " : "Unknown module: ")
            + module
            + " (closest: "
            + String.join(", ", ClosestNames.of(module, known, SUGGESTIONS))
            + ")");
  }
}
