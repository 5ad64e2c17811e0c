package io.github.heatmill.job.option;

import io.github.heatmill.job.problem.Problems;
import io.github.heatmill.method.Methods;
import io.github.heatmill.method.SaliencyMethod;
import java.util.List;

/** The methods that {@code --methods} names. */
public final class MethodChoice {

  private MethodChoice() {}

  /** As {@link RegistryChoice#of}. */
  public static List<SaliencyMethod> of(List<String> parts, Problems problems) {
    return new RegistryChoice<>(Methods.REGISTRY).of(parts, problems);
  }
}
