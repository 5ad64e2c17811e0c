package io.github.heatmill.udf.request;

import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.metric.scoring.Scorer;
import io.github.heatmill.model.ModelCard;
import io.github.heatmill.model.Probe;
import io.github.heatmill.udf.annotation.AnnotationSources;
import java.io.Serializable;
import java.util.List;

/** The work that the driver sends to executors: a network, and how it explains every image. */
public final class ExecutorRequest implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ModelCard card;
  private final ExplainSpec spec;

  /** Null in a request that needs no network. An Optional cannot be sent to executors. */
  private final SharedModel model;

  /** A request that runs a network. */
  public ExecutorRequest(SharedModel model, ExplainSpec spec) {
    this(model.card(), model, spec);
  }

  private ExecutorRequest(ModelCard card, SharedModel model, ExplainSpec spec) {
    this.card = card;
    this.model = model;
    this.spec = spec;
  }

  /**
   * A request that runs no network, such as one to measure finished maps by their values alone.
   *
   * @param card describes the network that made the maps
   */
  public static ExecutorRequest withoutNetwork(ModelCard card, ExplainSpec spec) {
    return new ExecutorRequest(card, null, spec);
  }

  /** The same request with another specification. */
  public ExecutorRequest with(ExplainSpec otherSpec) {
    return new ExecutorRequest(card, model, otherSpec);
  }

  /** The preprocessing and the class names of the network. */
  public ModelCard card() {
    return card;
  }

  /** How every image is explained. */
  public ExplainSpec spec() {
    return spec;
  }

  /**
   * The network that was sent to executors.
   *
   * @throws IllegalStateException if the request needs none
   */
  public SharedModel model() {
    if (model == null) {
      throw new IllegalStateException("This request was sent without a network");
    }
    return model;
  }

  /** The network on the device of the calling task; loaded if it is not loaded yet. */
  public Probe probe() {
    return model().probe();
  }

  /** How images become the network's input. */
  public Preprocessing preprocessing() {
    return card.preprocessing();
  }

  /** The maps to make. */
  public List<Assignment> assignments() {
    return spec.assignments();
  }

  /** The number of images in one forward pass. */
  public int batchSize() {
    return spec.sizes().batch();
  }

  /** The number of predicted classes to keep for each image. */
  public int topK() {
    return spec.sizes().topK();
  }

  /** The metrics that measure the maps. */
  public Scorer scorer() {
    return spec.scoring().scorer();
  }

  /** The sources of ground truth. */
  public AnnotationSources annotations() {
    return spec.scoring().annotations();
  }
}
