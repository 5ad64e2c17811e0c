package io.github.heatmill.job.run;

import io.github.heatmill.job.problem.Problems;
import io.github.heatmill.job.trial.InputTrials;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.model.ModelRunException;
import io.github.heatmill.udf.request.Assignment;
import io.github.heatmill.udf.request.SavedModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The methods of a run with their layers.
 *
 * @param assignments methods by layers; each set of layers is there once
 * @param sound whether the model can be opened at all layers
 */
public record LayerChoice(List<Assignment> assignments, boolean sound) {
  /**
   * Reads the values of {@code --layer}; problems are collected.
   *
   * @param model empty if it could not be opened, which is a problem already
   */
  public static LayerChoice of(
      List<String> options,
      List<SaliencyMethod> methods,
      Optional<SavedModel> model,
      Problems problems) {
    List<Assignment> all = new ArrayList<>();
    boolean sound = model.isPresent() && !methods.isEmpty();
    for (String option : options) {
      if (option.equals(SavedModel.AUTO)) {
        Optional<List<Assignment>> found =
            model.flatMap(m -> problems.attempt(() -> automatic(m, methods)));
        found.ifPresent(all::addAll);
        sound &= found.isPresent();
      } else {
        Assignment named = new Assignment(List.of(option.split(",")), methods);
        List<String> wrong = model.map(m -> m.problems(named.layers())).orElse(List.of());
        wrong.forEach(problems::add);
        all.add(named);
        sound &= wrong.isEmpty();
      }
    }
    return new LayerChoice(merged(all), sound);
  }

  private static List<Assignment> automatic(SavedModel model, List<SaliencyMethod> methods) {
    try {
      return model.automatic(methods);
    } catch (ModelRunException e) {
      throw new IllegalArgumentException(InputTrials.problem(model, 1 /* image */, e), e);
    }
  }

  private static List<Assignment> merged(List<Assignment> all) {
    Map<List<String>, Set<SaliencyMethod>> methods = new LinkedHashMap<>();
    for (Assignment each : all) {
      methods.computeIfAbsent(each.layers(), l -> new LinkedHashSet<>()).addAll(each.methods());
    }
    return methods.entrySet().stream()
        .map(entry -> new Assignment(entry.getKey(), List.copyOf(entry.getValue())))
        .toList();
  }
}
