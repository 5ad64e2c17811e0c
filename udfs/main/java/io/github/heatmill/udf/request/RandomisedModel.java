package io.github.heatmill.udf.request;

import java.io.Serializable;
import java.util.List;

/**
 * One step of a parameter randomisation.
 *
 * @param model the network with the parameters of this step randomised
 * @param earlier those of the steps before, which are used no more
 */
public record RandomisedModel(SharedModel model, List<SharedModel> earlier)
    implements Serializable {

  public RandomisedModel {
    earlier = List.copyOf(earlier);
  }
}
