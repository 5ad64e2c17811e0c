package io.github.heatmill.metric;

import io.github.heatmill.image.Channels;
import io.github.heatmill.metric.scoring.Scorer;
import io.github.heatmill.metric.scoring.Scores;
import io.github.heatmill.metric.scoring.ScoringBatch;
import io.github.heatmill.metric.scoring.ScoringSession;
import io.github.heatmill.model.Access;
import io.github.heatmill.model.ComputeDevice;
import io.github.heatmill.model.Head;
import io.github.heatmill.model.OpenedModel;
import io.github.heatmill.model.OpeningRequest;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.alteration.AlteredCopy;
import io.github.heatmill.model.alteration.Masks;
import io.github.heatmill.model.djl.DjlProbes;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.RankedEvidence;
import io.github.heatmill.model.evidence.TargetClasses;
import io.github.heatmill.model.file.NetworkFile;
import io.github.heatmill.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A real network whose probabilities can be computed by hand and which records its calls: for red
 * of -2 and more and no green, class 0 has the probability 1 / (1 + exp(0.5 - mean of red)).
 * Without light, it has 1 / (1 + exp(0.5)).
 */
public final class SummingNetwork implements Probe {
  private static final Path SAVED = Path.of("test/resources/networks/handweighted-traced.pt");
  private static final List<String> LAYERS = List.of("conv");
  private static final Channels HALF = Channels.rgb(0.5f);

  private final Probe network;
  private final List<List<AlteredCopy>> calls = new ArrayList<>();

  private SummingNetwork(Probe network) {
    this.network = network;
  }

  /** Opens the network; {@link DjlProbes#closeAll} frees it. */
  public static SummingNetwork open(Path folder) {
    Path opened = folder.resolve("opened.pt");
    NetworkFile.read(SAVED).writeOpened(OpeningRequest.at(LAYERS, Set.<Access>of()), opened);
    Probe probe = DjlProbes.probe(new OpenedModel(opened, LAYERS), ComputeDevice.cpu());
    return new SummingNetwork(probe);
  }

  /** The probability for a mean of red. */
  public static double probability(double red) {
    return 1 / (1 + Math.exp(0.5 - red));
  }

  /** The images of 4 x 4 pixels, without green, whose class 0 is explained. */
  public ScoringBatch scoringBatch(float[]... reds) {
    Tensor images = Tensor.zeros(reds.length, 3, 4, 4);
    List<Optional<MetricInput.LocatedObjects>> truths = new ArrayList<>();
    for (int i = 0; i < reds.length; i++) {
      System.arraycopy(reds[i], 0, images.values(), i * 48, 16);
      truths.add(Optional.empty());
    }
    Batch batch = new Batch(images, new int[reds.length], HALF, HALF);
    return ScoringBatch.of(this, network.evidence(batch), truths);
  }

  /** The copies of each call so far. */
  public List<List<AlteredCopy>> calls() {
    return calls;
  }

  /** The numbers of one map of one image. */
  public Scores scores(float[] red, Tensor map, String... metrics) {
    List<Metric> all = List.of(metrics).stream().map(Metrics::metric).toList();
    Scorer scorer = new Scorer(all, Scorer.Chance.LEFT_OUT, Scorer.Curves.KEPT);
    Tensor maps = map.reshape(1, map.length(0), map.length(1));
    return new ScoringSession(scorer, scoringBatch(red)).scores(maps, again -> maps).get(0);
  }

  @Override
  public Probe.ClassScores scores(Evidence evidence, Tensor maps, List<AlteredCopy> copies) {
    calls.add(List.copyOf(copies));
    return network.scores(evidence, maps, copies);
  }

  @Override
  public List<String> layers() {
    return network.layers();
  }

  @Override
  public RankedEvidence evidence(Batch batch, TargetClasses classes) {
    return network.evidence(batch, classes);
  }

  @Override
  public Head head(Evidence evidence, String layer) {
    return network.head(evidence, layer);
  }

  @Override
  public Tensor logits(Tensor image, Tensor background, Masks masks) {
    return network.logits(image, background, masks);
  }

  @Override
  public MaskGradients maskGradients(Evidence evidence, Tensor maps) {
    return network.maskGradients(evidence, maps);
  }

  @Override
  public FullGradients fullGradients(Evidence evidence) {
    return network.fullGradients(evidence);
  }
}
