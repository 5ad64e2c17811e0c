package io.github.heatmill.model.evidence;

import io.github.heatmill.image.Channels;
import io.github.heatmill.image.Encoding;
import io.github.heatmill.tensor.Tensor;
import java.util.Arrays;

/**
 * Images that go through a network together, and the classes to explain.
 *
 * <p>The tensor may hold more images than there are targets: the rest is padding. A network's last
 * bits depend on the size of the batch, so a job keeps that size fixed to make its results
 * independent of how the data was split.
 *
 * @param images preprocessed, shape (capacity, channels, height, width)
 * @param targets one class index for each image, or {@link #PREDICTED}
 * @param encoding how pixels became the numbers of the images
 */
public record Batch(Tensor images, int[] targets, Encoding encoding) {
  /** Stands for the class with the highest logit. */
  public static final int PREDICTED = -1;

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  public Batch {
    if (images.rank() != 4 || targets.length == 0 || targets.length > images.length(0)) {
      throw new IllegalArgumentException(
          "Invalid batch: "
              + images
              + " with "
              + targets.length
              + " targets"
              + " (needs (N, channels, height, width) and between 1 and N targets)");
    }
    targets = targets.clone();
  }

  /** Images of red, green and blue as numbers. */
  public Batch(Tensor images, int[] targets, Channels mean, Channels std) {
    this(images, targets, Encoding.rgb(mean, std));
  }

  /** Images whose values are still those of the pixels, 0..1. */
  public Batch(Tensor images, int[] targets) {
    this(images, targets, unscaled(images.rank() == 4 ? images.length(1) : 1));
  }

  private static Encoding unscaled(int channels) {
    return Encoding.rgb(Channels.all(channels, 0), Channels.all(channels, 1));
  }

  /** The value that was subtracted from the channels, on a scale of 0 to 1. */
  public Channels mean() {
    return encoding.mean();
  }

  /** The value that the channels were divided by, on a scale of 0 to 1. */
  public Channels std() {
    return encoding.std();
  }

  /**
   * Images whose predicted classes are explained.
   *
   * @param count the number of images; the rest of the tensor is padding
   */
  public static Batch predicted(Tensor images, int count, Encoding encoding) {
    int[] targets = new int[count];
    Arrays.fill(targets, PREDICTED);
    return new Batch(images, targets, encoding);
  }

  /**
   * The first images of this batch with other classes to explain. The others become padding.
   *
   * @param classes one for each of the first images
   */
  public Batch first(int[] classes) {
    return new Batch(images, classes, encoding);
  }

  /** One image as the network reads it, shape (channels, H, W). A copy. */
  public Tensor image(int index) {
    return images.slice(index);
  }

  /** The number of images, without the padding. */
  public int size() {
    return targets.length;
  }

  /** One class index for each image, or {@link #PREDICTED}. A copy. */
  @Override
  public int[] targets() {
    return targets.clone();
  }

  /**
   * A seed that depends on the pixels of an image alone (FNV-1a over the bits of its values):
   * random numbers for an image are the same wherever, and however often, it is explained.
   */
  public long seed(int index) {
    int stride = images.size() / images.length(0);
    long hash = FNV_OFFSET;
    for (int i = index * stride; i < (index + 1) * stride; i++) {
      hash = (hash ^ Float.floatToIntBits(images.values()[i])) * FNV_PRIME;
    }
    return hash;
  }
}
