package io.github.heatmill.method.masking;

import io.github.heatmill.model.Head;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.alteration.AlteredCopy;
import io.github.heatmill.model.alteration.Masks;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.LayerEvidence;
import io.github.heatmill.model.evidence.RankedEvidence;
import io.github.heatmill.model.evidence.TargetClasses;
import io.github.heatmill.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * A network whose numbers can be computed by hand: channel k of its one layer mixes the colours,
 * A_k = sum over r of F_kr X_r, as a mean over each cell of pixels; and class c has the logit y_c =
 * sum over k of V_ck mean(A_k). So dy_c/dA_k = V_ck / (h w) at every place. A black image has the
 * logit 0 for every class.
 */
final class PixelNetwork implements Probe {
  private final float[][] channels;
  private final float[][] classes;
  private final int cell;
  private int runs;
  private int mostAtOnce;

  /**
   * A network that has not run yet.
   *
   * @param channels F, shape (K, 3)
   * @param classes V, shape (classes, K)
   * @param cell so many pixels along each axis make one place of the layer
   */
  PixelNetwork(float[][] channels, float[][] classes, int cell) {
    this.channels = channels;
    this.classes = classes;
    this.cell = cell;
  }

  /** How many images have run through the whole network, evidence apart. */
  int runs() {
    return runs;
  }

  /** The largest number of masks in one call. */
  int mostAtOnce() {
    return mostAtOnce;
  }

  @Override
  public List<String> layers() {
    return List.of("layer");
  }

  @Override
  public RankedEvidence evidence(Batch batch, TargetClasses classes) {
    int[] one = new int[batch.size()];
    Arrays.fill(one, 1);
    return new RankedEvidence(List.of(evidence(batch)), one);
  }

  @Override
  public Evidence evidence(Batch batch) {
    int images = batch.size();
    int height = batch.images().length(2) / cell;
    int width = batch.images().length(3) / cell;
    Tensor activations = Tensor.zeros(images, channels.length, height, width);
    Tensor gradients = Tensor.zeros(activations.shape());
    Tensor logits = Tensor.zeros(images, classes.length);
    int stride = channels.length * height * width;
    for (int i = 0; i < images; i++) {
      Tensor image = batch.image(i);
      System.arraycopy(run(image), 0, logits.values(), i * classes.length, classes.length);
      for (int j = 0; j < stride; j++) {
        int k = j / (height * width);
        int corner = j / width % height * cell * image.length(2) + j % width * cell;
        activations.values()[i * stride + j] = cellMean(image, k, corner);
        gradients.values()[i * stride + j] = classes[batch.targets()[i]][k] / (height * width);
      }
    }
    LayerEvidence layer = new LayerEvidence("layer", activations, gradients);
    return new Evidence(batch, logits, batch.targets(), List.of(layer));
  }

  private float cellMean(Tensor image, int channel, int corner) {
    double sum = 0;
    for (int j = 0; j < 3 * cell * cell; j++) {
      int colour = j / (cell * cell);
      int pixel = corner + j / cell % cell * image.length(2) + j % cell;
      int plane = image.length(1) * image.length(2);
      sum += channels[channel][colour] * image.values()[colour * plane + pixel];
    }
    return (float) (sum / (cell * cell));
  }

  @Override
  public Tensor logits(Tensor image, Tensor background, Masks masks) {
    runs += masks.size();
    mostAtOnce = Math.max(mostAtOnce, masks.size());
    Tensor logits = Tensor.zeros(masks.size(), classes.length);
    for (int m = 0; m < masks.size(); m++) {
      float[] mask = MaskPixels.of(masks, m, image.length(1), image.length(2));
      Tensor seen = Tensor.zeros(image.shape());
      for (int i = 0; i < seen.size(); i++) {
        float open = mask[i % mask.length];
        seen.values()[i] = image.values()[i] * open + background.values()[i] * (1 - open);
      }
      System.arraycopy(run(seen), 0, logits.values(), m * classes.length, classes.length);
    }
    return logits;
  }

  private float[] run(Tensor image) {
    float[] logits = new float[classes.length];
    int pixels = image.length(1) * image.length(2);
    for (int c = 0; c < logits.length; c++) {
      double sum = 0;
      for (int i = 0; i < image.size(); i++) {
        sum += weight(c, i / pixels) * image.values()[i];
      }
      logits[c] = (float) (sum / pixels);
    }
    return logits;
  }

  /** How much a colour counts for a class: sum over k of V_ck F_kr. */
  private double weight(int target, int colour) {
    double sum = 0;
    for (int k = 0; k < channels.length; k++) {
      sum += (double) classes[target][k] * channels[k][colour];
    }
    return sum;
  }

  @Override
  public MaskGradients maskGradients(Evidence evidence, Tensor maps) {
    Tensor logits = Tensor.zeros(evidence.size(), classes.length);
    Tensor gradients = Tensor.zeros(maps.shape());
    int stride = maps.length(1) * maps.length(2);
    for (int i = 0; i < evidence.size(); i++) {
      Tensor image = evidence.batch().image(i);
      Tensor map = maps.slice(i).reshape(1, maps.length(1), maps.length(2));
      Tensor seen = logits(image, Tensor.zeros(image.shape()), Masks.minMaxScaled(map));
      System.arraycopy(seen.values(), 0, logits.values(), i * classes.length, classes.length);
      MaskPixels up = new MaskPixels(map, image.length(1), image.length(2));
      double[] slope = up.backward(slope(image, evidence.targets()[i]));
      for (int j = 0; j < stride; j++) {
        gradients.values()[i * stride + j] = (float) slope[j];
      }
    }
    return new MaskGradients(logits, gradients);
  }

  /** dy/dn for the scaled mask n at each pixel: the weight of the pixel's colours for the class. */
  private double[] slope(Tensor image, int target) {
    int pixels = image.length(1) * image.length(2);
    double[] slope = new double[pixels];
    for (int i = 0; i < 3 * pixels; i++) {
      slope[i % pixels] += weight(target, i / pixels) * image.values()[i] / pixels;
    }
    return slope;
  }

  @Override
  public Probe.ClassScores scores(Evidence evidence, Tensor maps, List<AlteredCopy> copies) {
    throw new UnsupportedOperationException("Methods that mask images need no altered copies");
  }

  @Override
  public Head head(Evidence evidence, String layer) {
    throw new UnsupportedOperationException("Methods that mask images need no head");
  }

  @Override
  public FullGradients fullGradients(Evidence evidence) {
    throw new UnsupportedOperationException("Methods that mask images need no biases");
  }
}
