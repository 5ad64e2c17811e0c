package io.github.heatmill.model;

import io.github.heatmill.image.Pixels;
import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.Size;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.output.KindChoice;
import io.github.heatmill.model.output.NetworkOutput;
import io.github.heatmill.model.output.OutputKind;
import io.github.heatmill.model.output.OutputRange;
import io.github.heatmill.model.output.ProgramEnd;
import io.github.heatmill.model.output.ProgramHints;
import io.github.heatmill.model.output.ScoreLink;
import io.github.heatmill.tensor.Tensor;
import java.util.ArrayList;
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

  /** The same batch may differ in its last bits, since the places of its values in memory count. */
  private static final double ROUNDING = 1e-6;

  private static final int NOISE_BESIDE_IMAGES = 4;
  private static final int NOISE_ALONE = 16;

  /** Slow networks are not tried on all images; this many seconds are enough. */
  private static final double PATIENCE = 10;

  private static final int FEWEST = 8;

  /** The comparisons of a network whose program has random operators. */
  private static final int COMPARISONS = 4;

  /** Seconds after which no further comparison begins. */
  private static final double COMPARING = 2;

  private final Subject network;
  private final List<float[]> images;
  private final int batch;

  /**
   * Prepares a trial.
   *
   * @param images the network's inputs, each of shape (channels, height, width)
   * @param batch the number of images in one forward pass
   */
  private NetworkTrial(Subject network, List<float[]> images, int batch) {
    this.network = network;
    this.images = images;
    this.batch = batch;
  }

  /**
   * A network that is tried.
   *
   * @param input the network's input
   * @param kind what its numbers are taken for
   * @param program what its program text shows
   */
  public record Subject(Probe probe, Preprocessing input, OutputKind kind, ProgramHints program) {}

  /**
   * The result of a trial.
   *
   * @param range the numbers that the network returned
   * @param program what its program text shows
   * @param batch the number of images that may go through the network together
   * @param remark why that is not the number that was asked for; empty if it is
   */
  public record Result(OutputRange range, ProgramHints program, int batch, String remark) {

    /** The kinds that the numbers may have. */
    public KindChoice choice() {
      return KindChoice.of(range, program.end());
    }

    /**
     * The output of the network, with the kind that was found unless it is known.
     *
     * @throws IllegalArgumentException if several are possible, or none, or no number is finite
     */
    public NetworkOutput output(NetworkOutput before) {
      if (range.images() == 0) {
        throw new IllegalArgumentException(
            "Network gives NaN or infinite numbers for every image of the trial (check --normalize,"
                + " and whether its weights are finite)");
      }
      NetworkOutput alone = before.alone(!remark.isEmpty());
      return before.isAssumed() ? alone.with(choice().only(), choice().evidence()) : alone;
    }

    /**
     * Sentences about what may spoil maps and scores of this network.
     *
     * @param kind what its numbers mean
     */
    public List<String> warnings(OutputKind kind) {
      List<String> warnings = new ArrayList<>();
      if (!program.random().isEmpty()) {
        warnings.add(
            "The program calls "
                + String.join(", ", program.random())
                + ", which gives random numbers; on the images that were tried they changed no score"
                + " (save the network without it if maps differ between runs)");
      }
      if (kind == OutputKind.BINARY && program.end().is(ProgramEnd.Last.SIGMOID)) {
        warnings.add(
            "The output is taken for a logit as asked, but "
                + program.end().text()
                + " (--output-kind binary-probability takes it for a probability)");
      }
      if (kind.isProbability() && range.isSaturated()) {
        warnings.add(
            String.format(
                Locale.ROOT,
                "The highest probability is exactly 0 or 1 on %d of %d images, where its gradient is"
                    + " 0 (save the network without its last %s)",
                range.sums().saturated(),
                range.images(),
                kind.isExclusive() && !kind.isBinary() ? "softmax" : "sigmoid"));
      }
      return warnings;
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
  public static Result of(Subject network, List<float[]> images, int batch) {
    List<ModelRunException> failures = new ArrayList<>();
    NetworkTrial few = smallest(network, images, batch, failures);
    float[] first = few.inPaddedBatch(0);
    few.expectNoRandomness(first);
    Result result = of(network, images, batch, few, failures);
    few.expectSame(first, few.inPaddedBatch(0)); // A memory shows after many runs.
    return result;
  }

  /**
   * As above.
   *
   * @param few a trial with the smallest batch
   * @param failures why it is no smaller one
   */
  private static Result of(
      Subject network,
      List<float[]> images,
      int batch,
      NetworkTrial few,
      List<ModelRunException> failures) {
    int several = few.batch == 1 ? 1 : batch;
    NetworkTrial whole = new NetworkTrial(network, images, several);
    Tensor firstBatch = whole.scores(images.subList(0, Math.min(several, images.size())));
    if (several == 1) {
      String remark =
          batch == 1 ? "" : "it fails on several (" + failures.get(0).getMessage() + ")";
      return whole.result(whole.range(firstBatch), remark);
    }
    String remark = few.mixing(firstBatch);
    NetworkTrial alone = new NetworkTrial(network, images, 1);
    return remark.isEmpty()
        ? whole.result(whole.range(firstBatch), "")
        : alone.result(alone.range(), remark);
  }

  private Result result(OutputRange range, String remark) {
    return new Result(range, network.program(), batch, remark);
  }

  /** The scores of one image in a batch that is filled up with zeros. */
  private float[] inPaddedBatch(int image) {
    return scores(images.subList(image, image + 1)).values();
  }

  /** The scores of one image in a batch of its own, or in a padded one if that does not run. */
  private float[] inBatchOfOne(int image) {
    try {
      return new NetworkTrial(network, images, 1).inPaddedBatch(image);
    } catch (ModelRunException e) {
      return inPaddedBatch(image);
    }
  }

  /**
   * A trial with the smallest batch that shows whether images are independent: two images, or a
   * whole batch where a trace has fixed its size, or else one image.
   */
  private static NetworkTrial smallest(
      Subject network, List<float[]> images, int batch, List<ModelRunException> failures) {
    for (int capacity : new int[] {Math.min(2, batch), batch, 1}) {
      NetworkTrial trial = new NetworkTrial(network, images, capacity);
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

  /**
   * Runs the network on the same image again: more than once, while that is quick, if its program
   * has random operators. Those may change a score rarely, and none of a black image.
   */
  private void expectNoRandomness(float[] ofImage) {
    expectSame(ofImage, inPaddedBatch(0));
    if (!network.program().random().isEmpty()) {
      long start = System.nanoTime();
      int last = images.size() - 1;
      float[] first = inPaddedBatch(last);
      for (int i = 0; i < COMPARISONS && seconds(start) < COMPARING; i++) {
        expectSame(first, inPaddedBatch(last));
      }
    }
  }

  private void expectSame(float[] first, float[] again) {
    Optional<String> difference = difference(first, again, ROUNDING);
    if (difference.isPresent()) {
      String operators = String.join(", ", network.program().random());
      throw new IllegalArgumentException(
          "Network gives other numbers each time it runs: a score is "
              + difference.get()
              + " for the same image (it has randomness inside"
              + (operators.isEmpty()
                  ? ", or changes its own buffers; remove that"
                  : ", by " + operators + "; remove it")
              + ", or save the network in eval mode)");
    }
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
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
      if (rows.size() >= FEWEST && seconds(start) > PATIENCE) {
        break;
      }
      addRows(scores(images.subList(from, Math.min(from + batch, images.size()))), rows);
    }
    return OutputRange.of(Tensor.stacked(rows.stream().map(this::returned).toList()));
  }

  /** The numbers of an image as the network returned them, which are probabilities or scores. */
  private Tensor returned(Tensor scores) {
    OutputKind kind = network.kind();
    if (!kind.isProbability()) {
      return scores;
    }
    double[] probabilities = ScoreLink.of(kind).probabilities(scores.values());
    float[] numbers = new float[probabilities.length];
    for (int c = 0; c < numbers.length; c++) {
      numbers[c] = (float) probabilities[c];
    }
    return Tensor.of(numbers, numbers.length);
  }

  /** The scores of all images, shape (N, classes). */
  public static Tensor scores(Subject network, List<float[]> images, int batch) {
    NetworkTrial trial = new NetworkTrial(network, images, batch);
    List<Tensor> rows = new ArrayList<>();
    for (int from = 0; from < images.size(); from += batch) {
      addRows(trial.scores(images.subList(from, Math.min(from + batch, images.size()))), rows);
    }
    return Tensor.stacked(rows);
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
    Tensor stacked = stacked(some, network.input(), batch);
    Batch all = Batch.predicted(stacked, some.size(), network.input().encoding());
    return network.probe().evidence(all).logits();
  }
}
