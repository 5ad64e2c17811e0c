package io.github.heatmill.model.randomise;

import io.github.heatmill.model.archive.ArchiveCopy;
import io.github.heatmill.model.program.FlatProgram;
import io.github.heatmill.model.randomise.ParameterTree.ModuleParameter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The steps of a cascading parameter randomisation: the first step randomises the module nearest
 * the output, and each further step also the next modules towards the input.
 *
 * <p>Parameters are the learned tensors of all modules: weights and biases of convolutions, linear
 * layers and normalisations, embeddings, and the like. Buffers, such as the running mean and
 * variance of a batch normalisation, stay as they are. The values of each parameter are shuffled
 * among themselves, by a seed that depends on the parameter's name alone: so each keeps its
 * distribution and loses its structure, a later step keeps the changes of earlier ones, and the
 * activations stay finite in any architecture. A parameter whose values are all the same, such as
 * an untrained bias, stays as it is. A parameter that two modules share changes with the one nearer
 * the output.
 *
 * <p>Adebayo et al., <a href="https://arxiv.org/abs/1810.03292">Sanity Checks for Saliency
 * Maps</a>, 2018.
 *
 * <p>Differs from the paper: there parameters are drawn anew from the network's initialiser; here
 * they are drawn, without replacement, from their own trained values, because a saved file does not
 * say how it was initialised.
 */
public final class Cascade {
  private static final String NETWORK = "(network)";

  private final FlatProgram program;
  private final CascadeParts parts;

  /**
   * The cascade of a network.
   *
   * @param root the network's parameters
   * @param modules the paths of all modules
   * @param program with a tap at every layer that can be reached
   */
  public Cascade(ParameterTree root, Set<String> modules, FlatProgram program) {
    this.program = program;
    this.parts = new CascadeParts(root, modules);
  }

  /**
   * One step.
   *
   * @param number from 1, the step nearest the output
   * @param from the module nearest the input whose parameters are randomised
   * @param first the first output of such a module, counted in statements; negative when unknown
   * @param parameters the paths of all that are randomised, such as {@code fc.weight}, those
   *     nearest the output first
   */
  public record Level(int number, String from, int first, List<String> parameters) {
    public Level {
      parameters = List.copyOf(parameters);
    }
  }

  /**
   * The standard steps: the submodules of the network, in the order of execution. While there are
   * fewer than 4, the one with the most modules is replaced by its own submodules; where there are
   * more than 12, neighbours share a step, and only the topmost stays alone. Parameters outside all
   * submodules belong to the step nearest the input.
   *
   * @throws IllegalArgumentException if the network has no parameters, or naming some that cannot
   *     be randomised
   */
  public List<Level> levels() {
    return levelsOf(parts.steps());
  }

  /**
   * A step for each of some modules: it randomises everything from that module on to the output.
   *
   * @param modules in any order
   * @throws IllegalArgumentException naming every module that is unknown or has no parameters, or
   *     some parameters that cannot be randomised
   */
  public List<Level> levels(List<String> modules) {
    return levelsOf(parts.steps(modules));
  }

  private List<Level> levelsOf(List<List<ParameterTree>> steps) {
    List<Level> levels = new ArrayList<>();
    List<String> parameters = new ArrayList<>();
    int first = Integer.MAX_VALUE;
    for (List<ParameterTree> step : steps) {
      for (ParameterTree part : step) {
        part.all().map(ModuleParameter::path).forEach(parameters::add);
        first = Math.min(first, part.span().first());
      }
      String from = step.get(step.size() - 1).path();
      levels.add(new Level(levels.size() + 1, from.isEmpty() ? NETWORK : from, first, parameters));
    }
    ShuffledStorage.changes(parts.parameters(parameters));
    return levels;
  }

  /**
   * Whether a step changes nothing that a layer's output is computed from; false where that is
   * uncertain.
   */
  public boolean isAbove(Level level, String layer) {
    return Optional.ofNullable(program.taps().get(layer))
        .map(tap -> level.first() > tap.position())
        .orElse(false);
  }

  /**
   * Writes a randomised copy.
   *
   * @param file this network as it was saved, or an opened copy of it
   */
  public void write(Level level, Path file, Path target) {
    ArchiveCopy.write(file, ShuffledStorage.changes(parts.parameters(level.parameters())), target);
  }
}
