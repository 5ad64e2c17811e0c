package io.github.heatmill.model.djl;

import ai.djl.ndarray.NDList;
import io.github.heatmill.image.Channels;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.alteration.AlteredArea;
import io.github.heatmill.model.alteration.AlteredCopy;
import io.github.heatmill.model.alteration.Fill;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.generate.OpenedMethods;
import io.github.heatmill.tensor.Tensor;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Arranges altered copies into forward passes of equal size, across images. The device keeps the
 * order of the pixels of every map, 4 bytes a pixel, and about three times that while it sorts
 * them.
 */
final class CopyPlan {
  private static final int INSIDE = 1;
  private static final int OUTSIDE = 2;
  private static final int SHADE = -1;

  private final Evidence evidence;
  private final Tensor maps;
  private final List<AlteredCopy> copies;
  private final CopyFills fills;
  private final int atOnce;

  /** The copies in the order in which they run: imputed ones together, since they take longer. */
  private final int[] order;

  /**
   * Arranges copies.
   *
   * @param atOnce the copies in one pass. The last pass is padded with its last copy, and the
   *     scores of the padding are dropped, so that a score never depends on the other copies.
   */
  CopyPlan(Evidence evidence, Tensor maps, List<AlteredCopy> copies, int atOnce) {
    this.evidence = evidence;
    this.atOnce = atOnce;
    this.maps = maps;
    this.copies = List.copyOf(copies);
    this.copies.forEach(this::check);
    this.fills = new CopyFills(evidence.batch(), this.copies);
    this.order =
        IntStream.range(0, copies.size())
            .boxed()
            .sorted(Comparator.comparing((Integer i) -> side(copies.get(i)) == 0))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  private void check(AlteredCopy copy) {
    boolean known =
        copy.image() >= 0
            && copy.image() < evidence.size()
            && copy.map() >= 0
            && copy.map() < maps.length(0);
    int height = evidence.batch().images().length(2);
    int width = evidence.batch().images().length(3);
    if (!known || pixels(copy) > height * width) {
      throw new IllegalArgumentException(
          "Invalid copy: %s (there are %d images of %d x %d pixels, and the maps %s)"
              .formatted(copy, evidence.size(), width, height, maps));
    }
  }

  /** The scores of a plan without copies. */
  Probe.ClassScores noScores() {
    return new Probe.ClassScores(new double[0], new double[0]);
  }

  /** The arguments of the method {@link OpenedMethods#COPIES}. */
  Arguments arguments(Arguments arguments) {
    Batch batch = evidence.batch();
    Channels mean = batch.mean();
    float[] black = new float[mean.count()];
    for (int c = 0; c < black.length; c++) {
      black[c] = -mean.channel(c) / batch.std().channel(c);
    }
    fills.blurs(
        arguments.add(batch.images()).add(Tensor.of(black, black.length), 1, black.length, 1, 1));
    arguments.add(maps, maps.length(0), 1, maps.length(1), maps.length(2));
    fills.noise(arguments);
    int rows = (copies.size() + atOnce - 1) / atOnce * atOnce;
    int[] plan =
        IntStream.range(0, rows)
            .mapToObj(row -> copies.get(order[Math.min(row, order.length - 1)]))
            .flatMapToInt(this::row)
            .toArray();
    int[] settings = settings();
    return arguments.add(plan, rows, plan.length / rows).add(settings, settings.length);
  }

  private IntStream row(AlteredCopy copy) {
    Fill inside = copy.alteration().inside();
    Fill outside = copy.alteration().outside();
    int side = side(copy);
    return IntStream.of(
        copy.image(),
        copy.map(),
        pixels(copy),
        // Pixels that are imputed later show the fill of the other side first.
        fills.number(copy.image(), side == INSIDE ? outside : inside),
        fills.number(copy.image(), side == OUTSIDE ? inside : outside),
        side,
        fills.noiseNumber(copy),
        evidence.targets()[copy.image()]);
  }

  private static int side(AlteredCopy copy) {
    if (copy.alteration().inside() instanceof Fill.Imputed) {
      return INSIDE;
    }
    return copy.alteration().outside() instanceof Fill.Imputed ? OUTSIDE : 0;
  }

  private static int pixels(AlteredCopy copy) {
    return copy.alteration().area() instanceof AlteredArea.Highest highest
        ? highest.pixels()
        : SHADE;
  }

  private int[] settings() {
    boolean counted = copies.stream().anyMatch(copy -> pixels(copy) != SHADE);
    boolean shaded = copies.stream().anyMatch(copy -> pixels(copy) == SHADE);
    return new int[] {atOnce, fills.blurCount(), counted ? 1 : 0, shaded ? 1 : 0};
  }

  /** The scores that the method gave, in the order in which the copies were requested. */
  Probe.ClassScores scores(NDList outputs) {
    float[] logits = outputs.get(0).toFloatArray();
    double[] probabilities = outputs.get(1).toDoubleArray();
    Probe.ClassScores scores =
        new Probe.ClassScores(new double[order.length], new double[order.length]);
    for (int i = 0; i < order.length; i++) {
      scores.probabilities()[order[i]] = probabilities[i];
      scores.logits()[order[i]] = logits[i];
    }
    return scores;
  }
}
