package io.github.heatmill.method.head;

import io.github.heatmill.model.alteration.Gates;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Opens and closes the channels of each image at random, and records the predictions. */
final class ChannelDraws implements GateRuns.Maker, GateRuns.Listener {
  private final int channels;
  private final Tensor fill;
  private final Evidence evidence;
  private final int[] targets;
  private final List<Random> randoms = new ArrayList<>();
  private final List<ChannelInformation> images = new ArrayList<>();
  private Tensor keep;
  private int first;

  /**
   * The random gates are seeded by the image.
   *
   * @param fill the replacement of a closed channel, shape (N or 1, K, h or 1, w or 1)
   */
  ChannelDraws(Evidence evidence, Tensor fill) {
    this.channels = fill.length(1);
    this.fill = fill;
    this.keep = Tensor.zeros(0, evidence.size(), channels, 1, 1);
    this.evidence = evidence;
    this.targets = evidence.targets();
    for (int i = 0; i < evidence.size(); i++) {
      randoms.add(new Random(evidence.batch().seed(i)));
      ChannelInformation.Outcomes outcomes =
          evidence.output().isExclusive()
              ? ChannelInformation.Outcomes.of(evidence.scores(i), targets[i])
              : ChannelInformation.Outcomes.PRESENCE;
      images.add(new ChannelInformation(channels, outcomes));
    }
  }

  @Override
  public Gates gates(int from, int to) {
    first = from;
    keep = Tensor.zeros(to - from, randoms.size(), channels, 1, 1);
    for (int cell = 0; cell < keep.size(); cell++) {
      Random random = randoms.get(cell / channels % randoms.size());
      keep.values()[cell] = random.nextBoolean() ? 1 : 0;
    }
    return new Gates(keep, fill);
  }

  @Override
  public void logits(int gate, int image, float[] logits) {
    int start = ((gate - first) * images.size() + image) * channels;
    images.get(image).add(keep.values(), start, outcomes(logits, image));
  }

  private double[] outcomes(float[] logits, int image) {
    return evidence.output().outcomes(logits, targets[image]);
  }

  /** The channel information of each image. */
  List<ChannelInformation> images() {
    return images;
  }
}
