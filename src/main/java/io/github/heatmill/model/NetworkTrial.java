package io.github.heatmill.model;

import static java.util.stream.Collectors.joining;

import io.github.heatmill.image.Pixels;
import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.Size;
import io.github.heatmill.model.output.NetworkOutput;
import io.github.heatmill.model.output.OutputKind;
import io.github.heatmill.model.output.OutputRange;
import io.github.heatmill.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/**
 * Runs a network on a few images, to find out what its numbers mean and whether the numbers of an
 * image depend on anything else.
 */
public final class NetworkTrial {
  /** Rounding depends on the size of a batch; anything larger is another number. */
  private static final double TOLERANCE = 1e-4;

  private static final int NOISE_BESIDE_IMAGES = 4;
  private static final int NOISE_ALONE = 16;

  /** Slow networks are not tried on all images; this many seconds are enough. */
  private static final double PATIENCE = 10;

  private static final int FEWEST = 8;

  private final Probe probe;
  private final List<float[]> images;
  private final Preprocessing input;
  private final int batch;

  /**
   * Prepares a trial.
   *
   * @param images the network's inputs, each of shape (channels, height, width)
   * @param input the network's input
   * @param batch the number of images in one forward pass
   */
  private NetworkTrial(Probe probe, List<float[]> images, Preprocessing input, int batch) {
    this.probe = probe;
    this.images = images;
    this.input = input;
    this.batch = batch;
  }

  /**
   * The result of a trial.
   *
   * @param range the numbers that the network returned
   * @param batch the number of images that may go through the network together
   * @param remark why that is not the number that was asked for; empty if it is
   */
  public record Result(OutputRange range, int batch, String remark) {

    /**
     * The output of the network, with the kind that its numbers fit unless that is known.
     *
     * @throws IllegalArgumentException if they fit several kinds
     */
    public NetworkOutput output(NetworkOutput before) {
      NetworkOutput alone = before.alone(!remark.isEmpty());
      if (!before.isAssumed()) {
        return alone;
      }
      List<OutputKind> kinds = range.kinds();
      if (kinds.size() > 1) {
        throw new IllegalArgumentException(
            "Unclear what the network returns: "
                + range.text()
                + " may be "
                + kinds.stream().map(OutputKind::meaning).collect(joining(", or "))
                + " (--output-kind, or outputKind in serving.properties, must say which: "
                + kinds.stream().map(OutputKind::id).collect(joining(" or "))
                + ")");
      }
      return alone.with(kinds.get(0), range.text());
    }
  }

  /**
   * Adds images whose pixels are random, with a fixed seed. All logits of similar photos may lie
   * between 0 and 1; a black image, which comes first, and noise usually have some outside, so that
   * they are not taken for probabilities.
   */
  public static List<float[]> withNoise(List<float[]> images, Preprocessing input) {
    List<float[]> all = new ArrayList<>(images);
    all.addAll(noisy(input, images.isEmpty() ? NOISE_ALONE : NOISE_BESIDE_IMAGES));
    return all;
  }

  /** Some of these images alone, as one tensor of shape (count, channels, height, width). */
  public static Tensor noise(Preprocessing input, int count) {
    return stacked(noisy(input, count), input, count);
  }

  private static List<float[]> noisy(Preprocessing input, int count) {
    List<float[]> all = new ArrayList<>();
    Random random = new Random(1);
    Size size = new Size(input.width(), input.height());
    int channels = input.storedChannels() == 0 ? Pixels.CHANNELS : input.storedChannels();
    for (int i = 0; i < count; i++) {
      byte[] levels = new byte[size.width() * size.height() * channels];
      if (i > 0) {
        random.nextBytes(levels);
      }
      float[] noise = new float[input.values()];
      input.writeCropped(Pixels.wrap(size, channels, levels), noise, 0);
      all.add(noise);
    }
    return all;
  }

  /**
   * Tries a network.
   *
   * @param images at least two
   * @throws ModelRunException if the network fails
   * @throws IllegalArgumentException if its numbers are not the same when it runs again
   */
  public static Result of(Probe probe, List<float[]> images, Preprocessing input, int batch) {
    List<ModelRunException> failures = new ArrayList<>();
    NetworkTrial few = smallest(probe, images, input, batch, failures);
    expectNoRandomness(few.inPaddedBatch(0), few.inPaddedBatch(0));
    int several = few.batch == 1 ? 1 : batch;
    NetworkTrial whole = new NetworkTrial(probe, images, input, several);
    Tensor firstBatch = whole.scores(images.subList(0, Math.min(several, images.size())));
    if (several == 1) {
      String remark =
          batch == 1 ? "" : "it fails on several (" + failures.get(0).getMessage() + ")";
      return new Result(whole.range(firstBatch), 1, remark);
    }
    String remark = few.mixing(firstBatch);
    return remark.isEmpty()
        ? new Result(whole.range(firstBatch), batch, "")
        : new Result(new NetworkTrial(probe, images, input, 1).range(), 1, remark);
  }

  /** The scores of one image in a batch that is filled up with zeros. */
  private float[] inPaddedBatch(int image) {
    return scores(images.subList(image, image + 1)).values();
  }

  /** The scores of one image in a batch of its own, or in a padded one if that does not run. */
  private float[] inBatchOfOne(int image) {
    try {
      return new NetworkTrial(probe, images, input, 1).inPaddedBatch(image);
    } catch (ModelRunException e) {
      return inPaddedBatch(image);
    }
  }

  /**
   * A trial with the smallest batch that shows whether images are independent: two images, or a
   * whole batch where a trace has fixed its size, or else one image.
   */
  private static NetworkTrial smallest(
      Probe probe,
      List<float[]> images,
      Preprocessing input,
      int batch,
      List<ModelRunException> failures) {
    for (int capacity : new int[] {Math.min(2, batch), batch, 1}) {
      NetworkTrial trial = new NetworkTrial(probe, images, input, capacity);
      try {
        trial.scores(images.subList(0, 1));
        return trial;
      } catch (ModelRunException e) {
        failures.add(e);
      }
    }
    throw failures.get(0);
  }

  /**
   * Says that the images of a whole batch have other scores than each of them alone; empty if they
   * have the same.
   *
   * @param together the scores of a whole batch
   */
  private String mixing(Tensor together) {
    int last = together.length(0) - 1;
    for (int image : new int[] {0, 1, Math.min(2, last), last}) {
      Optional<String> difference =
          difference(inBatchOfOne(image), together.slice(image).values(), TOLERANCE);
      if (difference.isPresent()) {
        return "it mixes the images of a batch (a score is " + difference.get() + ")";
      }
    }
    return "";
  }

  /** The same batch gives the same bits again, unless the network draws numbers or has a memory. */
  private static void expectNoRandomness(float[] first, float[] again) {
    Optional<String> difference = difference(first, again, 0);
    if (difference.isPresent()) {
      throw new IllegalArgumentException(
          "Network gives other numbers each time it runs: a score is "
              + difference.get()
              + " for the same image (it has randomness inside, or changes its own buffers; remove"
              + " that, or save the network in eval mode)");
    }
  }

  /**
   * The first pair of scores that differ; empty if none does.
   *
   * @param tolerance the allowed difference, relative to the largest score
   */
  private static Optional<String> difference(float[] some, float[] others, double tolerance) {
    double largest = 1e-3;
    for (float score : some) {
      largest = Float.isFinite(score) ? Math.max(largest, Math.abs(score)) : largest;
    }
    for (int c = 0; c < some.length; c++) {
      boolean same =
          Float.compare(some[c], others[c]) == 0
              || Math.abs(some[c] - others[c]) <= tolerance * largest;
      if (!same) {
        return Optional.of(String.format(Locale.ROOT, "%.9g and then %.9g", some[c], others[c]));
      }
    }
    return Optional.empty();
  }

  private OutputRange range() {
    return range(scores(images.subList(0, Math.min(batch, images.size()))));
  }

  /**
   * The range of the scores of all images.
   *
   * @param firstBatch those of the first batch, which are known already
   */
  private OutputRange range(Tensor firstBatch) {
    long start = System.nanoTime();
    List<Tensor> rows = new ArrayList<>();
    addRows(firstBatch, rows);
    for (int from = batch; from < images.size(); from += batch) {
      if (rows.size() >= FEWEST && (System.nanoTime() - start) / 1e9 > PATIENCE) {
        break;
      }
      addRows(scores(images.subList(from, Math.min(from + batch, images.size()))), rows);
    }
    return OutputRange.of(Tensor.stacked(rows));
  }

  private static void addRows(Tensor scores, List<Tensor> rows) {
    for (int i = 0; i < scores.length(0); i++) {
      rows.add(scores.slice(i));
    }
  }

  /**
   * The first images as one tensor of shape (capacity, channels, height, width). Where there are
   * fewer images, the rest is blank.
   */
  public static Tensor stacked(List<float[]> images, Preprocessing input, int capacity) {
    Tensor stacked = Tensor.zeros(capacity, input.channels(), input.height(), input.width());
    int stride = stacked.size() / capacity;
    for (int i = 0; i < Math.min(capacity, images.size()); i++) {
      System.arraycopy(images.get(i), 0, stacked.values(), i * stride, stride);
    }
    return stacked;
  }

  /** The scores of some images, at most a batch. */
  private Tensor scores(List<float[]> some) {
    Tensor stacked = stacked(some, input, batch);
    int[] targets = new int[some.size()];
    Arrays.fill(targets, Batch.PREDICTED);
    return probe.evidence(new Batch(stacked, targets, input.encoding())).logits();
  }
}
