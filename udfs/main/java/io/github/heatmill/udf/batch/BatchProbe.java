package io.github.heatmill.udf.batch;

import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.RankedEvidence;
import io.github.heatmill.model.evidence.TargetClasses;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.image.ImageFailure;
import io.github.heatmill.udf.image.Stage;
import io.github.heatmill.udf.plugin.ExecutorMetrics;
import io.github.heatmill.udf.plugin.ExecutorMetrics.Step;
import io.github.heatmill.udf.request.ExecutorRequest;
import io.github.heatmill.udf.request.Target;
import java.util.Arrays;
import java.util.List;

/** Sends batches of decoded images through the network, for one task. */
public final class BatchProbe {
  private final Probe probe;
  private final Preprocessing preprocessing;
  private final Target target;
  private final ExecutorMetrics metrics = ExecutorMetrics.ofTask();

  /** Used again for every batch: arrays of this size are expensive to collect. */
  private final Tensor input;

  public BatchProbe(ExecutorRequest request) {
    this.probe = request.probe();
    this.preprocessing = request.preprocessing();
    this.target = request.spec().target();
    this.input =
        Tensor.zeros(
            request.batchSize(),
            preprocessing.channels(),
            preprocessing.height(),
            preprocessing.width());
  }

  /** The network. */
  public Probe probe() {
    return probe;
  }

  /**
   * The evidence of at most one batch of images, for all explained classes of each. It is valid
   * until the next call.
   *
   * @param capacity the size of the batch that the network receives, padding included
   */
  public RankedEvidence evidence(List<DecodedImage> images, int capacity) throws ImageFailure {
    try {
      TargetClasses classes = target.of(images.stream().map(DecodedImage::targets).toList());
      return metrics.time(
          Step.FORWARD, () -> probe.evidence(batch(images, input(capacity)), classes));
    } catch (RuntimeException e) {
      throw new ImageFailure(Stage.INFER, e);
    }
  }

  private Tensor input(int capacity) {
    return capacity == input.length(0)
        ? input
        : Tensor.zeros(
            capacity, preprocessing.channels(), preprocessing.height(), preprocessing.width());
  }

  /** Pads with zeros: an image of an earlier batch could make the network fail again. */
  private Batch batch(List<DecodedImage> decoded, Tensor input) {
    int stride = input.size() / input.length(0);
    for (int i = 0; i < decoded.size(); i++) {
      preprocessing.writeCropped(decoded.get(i).pixels(), input.values(), i * stride);
    }
    Arrays.fill(input.values(), decoded.size() * stride, input.size(), 0);
    return Batch.predicted(input, decoded.size(), preprocessing.encoding());
  }
}
