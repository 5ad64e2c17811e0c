package io.github.heatmill;

import io.github.heatmill.image.Encoding.Form;
import io.github.heatmill.image.Overlay;
import io.github.heatmill.image.Pixels;
import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.decode.ImageDecoder;
import io.github.heatmill.image.decode.UndecodableException;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.scoring.Scorer;
import io.github.heatmill.metric.scoring.Scorer.Chance;
import io.github.heatmill.metric.scoring.Scorer.Curves;
import io.github.heatmill.metric.scoring.Scores;
import io.github.heatmill.metric.scoring.ScoringBatch;
import io.github.heatmill.metric.scoring.ScoringSession;
import io.github.heatmill.model.Access;
import io.github.heatmill.model.ComputeDevice;
import io.github.heatmill.model.ModelCard;
import io.github.heatmill.model.NetworkTrial;
import io.github.heatmill.model.OpenedModel;
import io.github.heatmill.model.OpeningRequest;
import io.github.heatmill.model.OpeningRequest.Gradients;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.card.ModelDescription;
import io.github.heatmill.model.djl.DjlProbes;
import io.github.heatmill.model.djl.layer.ListedParts;
import io.github.heatmill.model.djl.layer.MapLayers;
import io.github.heatmill.model.djl.layer.TemporaryCopy;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.file.NetworkFile;
import io.github.heatmill.model.file.NetworkPlace;
import io.github.heatmill.model.layout.InputSize;
import io.github.heatmill.model.layout.LayoutOverrides;
import io.github.heatmill.model.operator.Trust;
import io.github.heatmill.model.output.NetworkOutput;
import io.github.heatmill.tensor.Heatmap;
import io.github.heatmill.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Explains single images on this machine, without Spark. Safe for use by several threads at once.
 *
 * <pre>{@code
 * ImageExplainer explainer = ImageExplainer.open(Path.of("model.pt"), "layer4");
 * var explained = explainer.explain(Files.readAllBytes(Path.of("photo.jpg")), new GradCam());
 * System.out.println(explained.className() + " " + explained.probability());
 * Files.write(Path.of("overlay.png"), explained.overlay().png());
 * }</pre>
 */
public final class ImageExplainer implements AutoCloseable {
  private static final double OVERLAY_STRENGTH = 0.6;

  private final NetworkFile file;
  private final List<String> layers;
  private final ModelCard card;
  private final MapLayers maps;
  private final ImageDecoder decoder;

  /** Methods ask for different access, and not every network allows all of it. */
  private final Map<OpeningRequest, OpenedModel> opened;

  private ImageExplainer(NetworkFile file, List<String> layers, ModelCard card, MapLayers maps) {
    this(file, layers, card, maps, new ImageDecoder(), new ConcurrentHashMap<>());
  }

  private ImageExplainer(
      NetworkFile file,
      List<String> layers,
      ModelCard card,
      MapLayers maps,
      ImageDecoder decoder,
      Map<OpeningRequest, OpenedModel> opened) {
    this.decoder = decoder;
    this.opened = opened;
    this.file = file;
    this.layers = layers;
    this.card = card;
    this.maps = maps;
  }

  /**
   * The explanation of an image.
   *
   * @param seen the picture as the network saw it: resized and cropped
   * @param predicted the class with the highest logit, which is the one explained
   * @param className its name, or its index where names are unknown
   * @param probability its probability, 0..1; NaN if the network returns a value
   * @param score its score: a logit, the logarithm of a probability, a value or a similarity
   * @param heatmap raw, at the resolution of the layer
   */
  public record Explained(
      Pixels seen,
      int predicted,
      String className,
      double probability,
      double score,
      Heatmap heatmap) {

    /** The picture with the map drawn over it. */
    public Pixels overlay() {
      return Overlay.draw(seen, heatmap.values(), OVERLAY_STRENGTH);
    }
  }

  /**
   * Opens a saved network, a {@code .pt} of TorchScript or a {@code .pt2} of torch.export; {@code
   * serving.properties} and {@code synset.txt} are read from its folder. The network runs on noise,
   * to find out what its numbers mean.
   *
   * @param model the file; after {@code #} the name of one of several networks in it
   * @param layers the layers to explain; the maps of several are fused
   * @throws IllegalArgumentException if the file cannot be opened, a layer cannot be explained, or
   *     it is unclear what the network returns
   */
  public static ImageExplainer open(Path model, String... layers) {
    return open(model, Trust.CHECKED, layers);
  }

  /**
   * As {@link #open(Path, String...)}.
   *
   * @param trust whether the network may call what is not known to only compute
   */
  public static ImageExplainer open(Path model, Trust trust, String... layers) {
    NetworkPlace place = NetworkPlace.of(model.toString(), Files.exists(model));
    Path saved = Path.of(place.file());
    ModelDescription description = ModelDescription.of(saved);
    Form form = description.card().preprocessing().encoding().form();
    NetworkFile file = NetworkFile.read(saved, form, place.modelName(), trust);
    ModelCard card = description.sizedFor(file.limits()).card();
    file.limits().expect(card.preprocessing());
    Preprocessing input = card.preprocessing();
    List<float[]> noise = NetworkTrial.withNoise(List.of(), input);
    NetworkOutput output = ListedParts.located(file, card);
    MapLayers maps = new MapLayers(file, InputSize.of(input), LayoutOverrides.none()).with(output);
    ImageExplainer assumed = new ImageExplainer(file, List.of(layers), card.with(output), maps);
    List<String> problems = maps.problems(assumed.layers);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
    try {
      NetworkTrial.Subject network =
          new NetworkTrial.Subject(
              assumed.probe(Set.of(), Gradients.UNUSED),
              input,
              output.kind(),
              file.hints(output.path()));
      int batch = file.limits().batches().nearest(1);
      NetworkTrial.Result tried = NetworkTrial.of(network, noise, batch);
      file.expectIndependent(tried);
      NetworkOutput known = tried.output(output);
      known.link().expectPrediction(tried.range().classes());
      if (known.kind() == output.kind()) {
        return assumed;
      }
      assumed.close();
      return new ImageExplainer(file, assumed.layers, card.with(known), maps);
    } catch (RuntimeException e) {
      assumed.close();
      throw e;
    }
  }

  /**
   * The same network for images with samples wider than 8 bits that do not use all of their bits,
   * as in many medical images. Closing either closes both.
   *
   * @param bits the number of bits that the samples use, 8 to 32; the highest 8 of these are kept
   */
  public ImageExplainer withBits(int bits) {
    return new ImageExplainer(file, layers, card, maps, decoder.holding(bits), opened);
  }

  private Probe probe(SaliencyMethod method) {
    return probe(method.access(), method.gradients());
  }

  private Probe probe(Set<Access> access, Gradients gradients) {
    // Other networks give gradients always.
    OpeningRequest wanted =
        OpeningRequest.at(layers, access)
            .with(file.isQuantised() ? gradients : Gradients.USED)
            .with(card.output());
    return DjlProbes.probe(opened.computeIfAbsent(wanted, this::opened), ComputeDevice.cpu());
  }

  private OpenedModel opened(OpeningRequest wanted) {
    return TemporaryCopy.of(
        copy -> {
          OpenedModel model = new OpenedModel(copy, layers, card.output());
          file.writeOpened(maps.complete(wanted), copy);
          DjlProbes.probe(model, ComputeDevice.cpu());
          return model;
        });
  }

  /**
   * Explains the predicted class of one image.
   *
   * @param encoded the whole image file
   * @throws UndecodableException if it is not a picture that can be decoded
   * @throws IllegalArgumentException if the network does not allow the access that the method needs
   */
  public Explained explain(byte[] encoded, SaliencyMethod method) {
    if (method.seesProbabilities()) {
      card.output().link().expectProbabilities(method.id());
    }
    Pixels seen = seen(encoded);
    Probe probe = probe(method);
    Evidence evidence = probe.evidence(batch(seen));
    Heatmap heatmap = Heatmap.of(method.explain(probe, evidence).slice(0));
    int predicted = evidence.targets()[0];
    boolean known = card.output().kind().hasProbabilities();
    return new Explained(
        seen,
        predicted,
        card.className(predicted),
        known ? evidence.probability(0) : Double.NaN,
        card.output().scale().value(evidence.scores(0)[predicted]),
        heatmap);
  }

  /**
   * Measures a method's map of one image, for the predicted class, and compares it with a random
   * map. There is no ground truth: metrics that need it give no numbers.
   *
   * @param encoded the whole image file
   * @return nothing if the map is constant or not finite
   * @throws UndecodableException if it is not a picture that can be decoded
   * @throws IllegalArgumentException if the network does not allow the access that the method
   *     needs, or a metric needs the probability of a value
   */
  public Scores measure(byte[] encoded, SaliencyMethod method, List<Metric> metrics) {
    Scorer scorer = new Scorer(metrics, Chance.MEASURED, Curves.KEPT);
    if (scorer.asksNetwork()) {
      card.output()
          .link()
          .expectProbabilities(metrics.stream().map(Metric::id).collect(Collectors.joining(", ")));
    }
    Probe probe = probe(method);
    Evidence evidence = probe.evidence(batch(seen(encoded)));
    return new ScoringSession(scorer, ScoringBatch.of(probe, evidence, List.of(Optional.empty())))
        .scores(method.explain(probe, evidence), again -> method.explain(probe, again))
        .get(0);
  }

  private Pixels seen(byte[] encoded) {
    return card.preprocessing()
        .resizeAndCrop(decoder.reading(card.preprocessing()).decode(encoded));
  }

  private Batch batch(Pixels seen) {
    Tensor images = Tensor.zeros(1, card.preprocessing().channels(), seen.height(), seen.width());
    card.preprocessing().writeCropped(seen, images.values(), 0);
    int[] targets = {Batch.PREDICTED};
    return new Batch(images, targets, card.preprocessing().encoding());
  }

  /** Frees the network. */
  @Override
  public void close() {
    opened.values().forEach(model -> DjlProbes.close(model, ComputeDevice.cpu()));
    opened.clear();
  }
}
