package io.github.heatmill.model.randomise;

import io.github.heatmill.model.archive.StoredTensor;
import io.github.heatmill.model.program.FlatProgram;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A module with the parameters in it.
 *
 * @param path of the module; empty for the network itself
 * @param own the parameters outside {@code children}: those of the module itself, and those of
 *     submodules that no forward calls, whose values it may still read
 * @param children the submodules with parameters, in the order of execution
 * @param span when it runs
 */
public record ParameterTree(
    String path, List<ModuleParameter> own, List<ParameterTree> children, Span span) {

  /**
   * When the outputs in a module are computed, counted in statements; negative when unknown.
   *
   * @param first the first output of a submodule with parameters
   * @param last the module's own output
   */
  public record Span(int first, int last) {}

  /**
   * A learned tensor.
   *
   * @param path of the module, and its name there
   * @param tensor empty if the file does not say in a known way where its values lie
   */
  public record ModuleParameter(String path, Optional<StoredTensor> tensor) {}

  public ParameterTree {
    own = List.copyOf(own);
    children = List.copyOf(children);
  }

  /**
   * A module whose children are put in the order of execution. One whose position is unknown
   * follows the module that is registered before it.
   *
   * @param registered the submodules in the order of their registration; those without parameters
   *     are left out
   */
  public static ParameterTree of(
      String path, List<ModuleParameter> own, List<ParameterTree> registered, FlatProgram program) {
    List<ParameterTree> ordered =
        byExecution(registered.stream().filter(tree -> tree.all().findAny().isPresent()).toList());
    return new ParameterTree(path, own, ordered, span(path, ordered, program));
  }

  private static List<ParameterTree> byExecution(List<ParameterTree> registered) {
    Map<ParameterTree, Integer> positions = new HashMap<>();
    int position = -1;
    for (ParameterTree tree : registered) {
      position = tree.span.last >= 0 ? tree.span.last : position;
      positions.put(tree, position);
    }
    return registered.stream().sorted(Comparator.comparing(positions::get)).toList();
  }

  private static Span span(String path, List<ParameterTree> children, FlatProgram program) {
    int output =
        Optional.ofNullable(program.taps().get(path)).map(FlatProgram.Tap::position).orElse(-1);
    int first = children.stream().mapToInt(child -> child.span.first).min().orElse(output);
    int last = children.stream().mapToInt(child -> child.span.last).max().orElse(-1);
    return new Span(first, output >= 0 ? output : last);
  }

  /** All parameters in it, those nearest the output first. */
  public Stream<ModuleParameter> all() {
    List<ModuleParameter> all = new ArrayList<>();
    for (int i = children.size() - 1; i >= 0; i--) {
      children.get(i).all().forEach(all::add);
    }
    all.addAll(own);
    return all.stream();
  }

  /** The modules in it that have parameters, itself included. */
  Stream<ParameterTree> modules() {
    return Stream.concat(Stream.of(this), children.stream().flatMap(ParameterTree::modules));
  }

  /**
   * Its submodules, the one nearest the output first. The module's own parameters join the
   * submodule nearest the input.
   */
  List<ParameterTree> expanded() {
    List<ParameterTree> parts = new ArrayList<>();
    for (ParameterTree child : children) {
      List<ModuleParameter> more = new ArrayList<>(child.own);
      more.addAll(parts.isEmpty() ? own : List.of());
      parts.add(0, new ParameterTree(child.path, more, child.children, child.span));
    }
    return parts;
  }

  /** Whether a module lies within this one, or is this one. */
  boolean holds(String modulePath) {
    return path.isEmpty() || modulePath.equals(path) || modulePath.startsWith(path + ".");
  }
}
