package io.github.heatmill.model.djl;

import io.github.heatmill.model.alteration.AlteredCopy;
import io.github.heatmill.model.alteration.Fill;
import io.github.heatmill.model.alteration.GaussianKernel;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.tensor.Tensor;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Numbers everything that copies of images can show, so that each fill is computed once for all
 * copies.
 */
final class CopyFills {
  /** Standard deviation of the noise on imputed pixels, in the normalised space, as in ROAD. */
  private static final double NOISE = 0.01;

  private final Batch batch;
  private final List<Blur> blurs;
  private final List<GaussianKernel> kernels;
  private final List<Integer> noisy;

  private record Blur(int image, GaussianKernel kernel) {}

  CopyFills(Batch batch, List<AlteredCopy> copies) {
    this.batch = batch;
    this.blurs = copies.stream().flatMap(CopyFills::blurs).distinct().toList();
    this.kernels = blurs.stream().map(Blur::kernel).distinct().toList();
    this.noisy =
        copies.stream().filter(CopyFills::imputed).map(AlteredCopy::image).distinct().toList();
  }

  private static Stream<Fill> fills(AlteredCopy copy) {
    return Stream.of(copy.alteration().inside(), copy.alteration().outside());
  }

  private static Stream<Blur> blurs(AlteredCopy copy) {
    return fills(copy)
        .filter(Fill.Blurred.class::isInstance)
        .map(fill -> new Blur(copy.image(), ((Fill.Blurred) fill).kernel()));
  }

  private static boolean imputed(AlteredCopy copy) {
    return fills(copy).anyMatch(Fill.Imputed.class::isInstance);
  }

  /**
   * The number of a fill of an image.
   *
   * @throws IllegalArgumentException if the fill is computed on the device
   */
  int number(int image, Fill fill) {
    int images = batch.images().length(0);
    if (fill instanceof Fill.Blurred blurred) {
      return images + 2 + blurs.indexOf(new Blur(image, blurred.kernel()));
    }
    if (fill instanceof Fill.Plain plain) {
      return switch (plain) {
        case IMAGE -> image;
        case MEAN -> images;
        case BLACK -> images + 1;
      };
    }
    throw new IllegalArgumentException("Invalid fill: " + fill + " (is made for each copy)");
  }

  int blurCount() {
    return blurs.size();
  }

  /** Adds all kernels, padded to one length, and the image that each of them blurs. */
  Arguments blurs(Arguments arguments) {
    int longest = kernels.stream().mapToInt(CopyFills::length).max().orElse(1);
    // The engine takes no empty arrays: without any blur, one is there that is not used.
    int rows = Math.max(1, kernels.size());
    Tensor weights = Tensor.zeros(rows, longest);
    for (int k = 0; k < kernels.size(); k++) {
      for (int i = 0; i < length(kernels.get(k)); i++) {
        weights.values()[k * longest + i] = kernels.get(k).weights().get(i).floatValue();
      }
    }
    int[] plan = blurs.isEmpty() ? new int[3] : blurs.stream().flatMapToInt(this::row).toArray();
    return arguments.add(weights).add(plan, plan.length / 3, 3);
  }

  private IntStream row(Blur blur) {
    return IntStream.of(blur.image(), kernels.indexOf(blur.kernel()), length(blur.kernel()));
  }

  private static int length(GaussianKernel kernel) {
    return kernel.weights().size();
  }

  /** The number of the noise on a copy's imputed pixels, which depends on its image. */
  int noiseNumber(AlteredCopy copy) {
    return Math.max(0, noisy.indexOf(copy.image()));
  }

  /**
   * Adds the noise of every image that has imputed copies. It is computed here so that it is the
   * same on every device.
   */
  Arguments noise(Arguments arguments) {
    if (noisy.isEmpty()) {
      return arguments.add(Tensor.zeros(1, 1, 1, 1));
    }
    return arguments.add(Tensor.stacked(noisy.stream().map(this::noise).toList()));
  }

  private Tensor noise(int image) {
    Random random = new Random(batch.seed(image));
    Tensor noise = Tensor.zeros(batch.image(image).shape());
    for (int i = 0; i < noise.size(); i++) {
      noise.values()[i] = (float) (NOISE * random.nextGaussian());
    }
    return noise;
  }
}
