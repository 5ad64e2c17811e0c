package io.github.heatmill.model.djl;

import io.github.heatmill.model.Altered;
import io.github.heatmill.model.ClassScores;
import io.github.heatmill.model.Evidence;
import io.github.heatmill.tensor.Tensor;
import java.util.List;

/** How altered copies go through the network. Follows in the next commit. */
record CopyPlan(Evidence evidence, Tensor maps, List<Altered> copies) {

  ClassScores scores(DjlProbe probe) {
    throw new UnsupportedOperationException();
  }
}
