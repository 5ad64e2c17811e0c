package io.github.heatmill.model.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.github.heatmill.model.Access;
import io.github.heatmill.model.ComputeDevice;
import io.github.heatmill.model.Head;
import io.github.heatmill.model.ModelRunException;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.UnsuitableModelException;
import io.github.heatmill.model.alteration.AlteredCopy;
import io.github.heatmill.model.alteration.Masks;
import io.github.heatmill.model.evidence.AllTargets;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.LayerEvidence;
import io.github.heatmill.model.evidence.RankedEvidence;
import io.github.heatmill.model.evidence.ResultCache;
import io.github.heatmill.model.evidence.TargetClasses;
import io.github.heatmill.model.generate.OpenedMethods;
import io.github.heatmill.model.output.NetworkOutput;
import io.github.heatmill.model.source.SizeLimits;
import io.github.heatmill.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A network that was opened by {@link io.github.heatmill.model.file.NetworkFile#writeOpened}. */
final class DjlProbe implements Probe, AutoCloseable {
  /** Logits and classes come before the layers. */
  private static final int FIRST_LAYER = 2;

  /**
   * Enough to keep a CPU's vector units busy. Fixed, because a network's last bits depend on the
   * size of its batch.
   */
  static final int COPIES_AT_ONCE = 16;

  private final OpenedNetwork network;
  private final NetworkOutput output;
  private final SizeLimits batches;

  DjlProbe(DjlNetwork network, List<String> layers) {
    this(network, layers, NetworkOutput.LOGITS);
  }

  DjlProbe(DjlNetwork network, List<String> layers, NetworkOutput output) {
    this(network, layers, output, DeviceTurn.of(ComputeDevice.cpu()));
  }

  DjlProbe(DjlNetwork network, List<String> layers, NetworkOutput output, DeviceTurn turn) {
    this.output = output;
    this.network = new OpenedNetwork(network, layers, turn);
    this.batches = this.network.batches();
  }

  /** The network whose methods this probe calls. */
  OpenedNetwork network() {
    return network;
  }

  @Override
  public List<String> layers() {
    return network.layers();
  }

  @Override
  public RankedEvidence evidence(Batch given, TargetClasses classes) {
    Batch batch = filled(given);
    int capacity = batch.images().length(0);
    return network.call(
        OpenedMethods.EVIDENCE,
        arguments ->
            arguments
                .add(batch.images())
                .add(classes.table(capacity), capacity, classes.ranks())
                .add(above(classes)),
        outputs -> evidence(batch, classes, outputs));
  }

  /** With as much padding as the network needs to take the batch. */
  private Batch filled(Batch batch) {
    int capacity = batch.images().length(0);
    int needed = Math.max(batches.least(), Math.min(capacity, batches.most()));
    if (batch.size() > needed) {
      throw new ModelRunException(
          "Network takes "
              + batches.imagesAtOnce()
              + ", as it was exported, and not "
              + batch.size()
              + " (--batch-size must be within that)");
    }
    Tensor images =
        needed > capacity
            ? Padding.filled(batch.images(), capacity, needed)
            : batch.images().first(needed);
    return needed == capacity ? batch : new Batch(images, batch.targets(), batch.encoding());
  }

  /** A float32 just below the threshold, so that no class is lost to its rounding. */
  private static Tensor above(TargetClasses classes) {
    boolean used = classes.isByProbability();
    return Tensor.of(
        new float[] {
          used ? Math.nextDown((float) classes.least()) : 0,
          used ? classes.images() : 0,
          TargetClasses.MOST_ABOVE
        },
        3);
  }

  private RankedEvidence evidence(Batch batch, TargetClasses classes, NDList outputs) {
    int size = batch.size();
    Tensor logits = OpenedNetwork.tensor(outputs.get(0)).first(size);
    long[] chosen = outputs.get(1).toLongArray();
    int ranks = Math.toIntExact(outputs.get(1).getShape().get(1));
    int[] counts = new int[size];
    for (int i = 0; i < size; i++) {
      counts[i] = count(classes, logits.slice(i).values(), i, ranks);
    }
    List<Tensor> activations = new ArrayList<>();
    for (int l = 0; l < layers().size(); l++) {
      NDArray array = outputs.get(FIRST_LAYER + l);
      refuseWithoutImages(layers().get(l), array, batch);
      activations.add(OpenedNetwork.tensor(array).first(size));
    }
    List<List<Tensor>> carried =
        carried(outputs, FIRST_LAYER + layers().size() + ranks * layers().size());
    AllTargets targetsOfImages = allTargets(chosen, counts, ranks);
    List<Evidence> all = new ArrayList<>();
    for (int r = 0; r < ranks; r++) {
      int images = size;
      while (r > 0 && images > 0 && counts[images - 1] <= r) {
        images--;
      }
      if (images > 0) {
        int[] targets = new int[images];
        for (int i = 0; i < images; i++) {
          targets[i] = Math.toIntExact(chosen[i * ranks + (r < counts[i] ? r : 0)]);
        }
        int gradients = FIRST_LAYER + (1 + r) * layers().size();
        all.add(evidence(batch.first(targets), logits, activations, outputs, gradients, carried));
      }
    }
    return new RankedEvidence(all, counts);
  }

  private static AllTargets allTargets(long[] chosen, int[] counts, int ranks) {
    List<int[]> classes = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      classes.add(
          Arrays.stream(chosen, i * ranks, i * ranks + Math.max(1, counts[i]))
              .mapToInt(Math::toIntExact)
              .distinct()
              .toArray());
    }
    return new AllTargets(classes, new ResultCache());
  }

  /** The number of explained classes of one image. */
  private int count(TargetClasses classes, float[] scores, int image, int ranks) {
    int known = output.link().classes(scores.length);
    if (!classes.isByProbability()) {
      int[] listed = classes.listed().get(image);
      return (int)
          Arrays.stream(listed)
              .filter(target -> target >= 0 || Batch.PREDICTED - target < known)
              .count();
    }
    double[] probabilities = output.link().probabilities(scores);
    return (int)
        Math.min(
            ranks,
            Arrays.stream(probabilities, 0, known).filter(p -> p >= classes.least()).count());
  }

  /** The evidence for one class of each image; of those of the batch, the first images. */
  private Evidence evidence(
      Batch batch,
      Tensor logits,
      List<Tensor> activations,
      NDList outputs,
      int gradients,
      List<List<Tensor>> carried) {
    int size = batch.size();
    List<LayerEvidence> evidence = new ArrayList<>();
    for (int l = 0; l < layers().size(); l++) {
      evidence.add(
          new LayerEvidence(
              layers().get(l),
              activations.get(l).first(size),
              gradients(outputs.get(gradients + l), size),
              carried.get(l)));
    }
    return new Evidence(batch, logits.first(size), output.link(), batch.targets(), evidence);
  }

  private static Tensor gradients(NDArray array, int size) {
    Tensor gradients = OpenedNetwork.tensor(array);
    return gradients.size() == 0 ? gradients : gradients.first(size);
  }

  /** The values that heads read, by layer: empty lists if the network was not opened for them. */
  private List<List<Tensor>> carried(NDList outputs, int first) {
    int at = first;
    List<List<Tensor>> carried = new ArrayList<>();
    for (int i = 0; i < layers().size(); i++) {
      int count = at < outputs.size() ? (int) outputs.get(at++).getLong() : 0;
      carried.add(outputs.subNDList(at).stream().limit(count).map(OpenedNetwork::tensor).toList());
      at += count;
    }
    return carried;
  }

  private static void refuseWithoutImages(String layer, NDArray activations, Batch batch) {
    Shape shape = activations.getShape();
    int images = batch.images().length(0);
    if (shape.dimension() == 0 || shape.get(0) != images) {
      throw new UnsuitableModelException(
          String.format(
              "Layer cannot be explained: %s, because it gives the shape %s for %d images"
                  + " (must be (images, ...))",
              layer, shape, images));
    }
  }

  @Override
  public Head head(Evidence evidence, String layer) {
    int index = layers().indexOf(layer);
    network.require(OpenedMethods.of(OpenedMethods.HEAD, index), Access.HEAD);
    LayerEvidence of = evidence.only(List.of(layer)).layers().get(0);
    return new DjlHead(network, evidence, of);
  }

  @Override
  public Tensor logits(Tensor image, Tensor background, Masks masks) {
    return network.call(
        OpenedMethods.MASKED,
        arguments -> new MaskPlan(image, masks, atOnce()).arguments(arguments, background),
        outputs -> OpenedNetwork.tensor(outputs.get(0)));
  }

  @Override
  public Probe.ClassScores scores(Evidence evidence, Tensor maps, List<AlteredCopy> copies) {
    CopyPlan plan = new CopyPlan(evidence, maps, copies, atOnce());
    return copies.isEmpty()
        ? plan.noScores()
        : network.call(OpenedMethods.COPIES, plan::arguments, plan::scores);
  }

  /** The altered copies of an image that go through the network together. */
  private int atOnce() {
    return output.alone() ? 1 : batches.nearest(COPIES_AT_ONCE);
  }

  @Override
  public MaskGradients maskGradients(Evidence evidence, Tensor maps) {
    Tensor images = evidence.batch().images();
    int capacity = images.length(0);
    Tensor filled = Padding.filled(maps, evidence.size(), capacity);
    int[] targets = Padding.filled(evidence.targets(), capacity);
    return network.call(
        OpenedMethods.MASK_GRADIENTS,
        arguments ->
            arguments
                .add(images)
                .add(filled, capacity, 1, maps.length(1), maps.length(2))
                .add(targets, capacity),
        outputs -> {
          Tensor gradients = OpenedNetwork.tensor(outputs.get(1)).reshape(filled.shape());
          return new MaskGradients(
              OpenedNetwork.tensor(outputs.get(0)).first(evidence.size()),
              gradients.first(evidence.size()));
        });
  }

  @Override
  public FullGradients fullGradients(Evidence evidence) {
    network.require(OpenedMethods.FULL_GRADIENTS, Access.BIASES);
    Tensor images = evidence.batch().images();
    int capacity = images.length(0);
    int[] targets = Padding.filled(evidence.targets(), capacity);
    return network.call(
        OpenedMethods.FULL_GRADIENTS,
        arguments -> arguments.add(images).add(targets, capacity),
        outputs -> {
          Tensor map = OpenedNetwork.tensor(outputs.get(0));
          Tensor explained = OpenedNetwork.tensor(outputs.get(1));
          return new FullGradients(
              map.reshape(capacity, map.length(2), map.length(3)).first(evidence.size()),
              IntStream.range(0, evidence.size())
                  .mapToDouble(i -> explained.values()[i])
                  .toArray());
        });
  }

  @Override
  public void close() {
    network.close();
  }
}
