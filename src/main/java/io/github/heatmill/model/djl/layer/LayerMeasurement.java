package io.github.heatmill.model.djl.layer;

import io.github.heatmill.model.ModelFormatException;
import io.github.heatmill.model.ModelRunException;
import io.github.heatmill.model.OpenedModel;
import io.github.heatmill.model.OpeningRequest;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.djl.DjlProbes;
import io.github.heatmill.model.djl.layer.LayerCatalog.Entry;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.LayerEvidence;
import io.github.heatmill.model.file.NetworkFile;
import io.github.heatmill.model.layout.InputSize;
import io.github.heatmill.model.layout.LayerOutput;
import io.github.heatmill.model.layout.Layout;
import io.github.heatmill.model.layout.LayoutFinder;
import io.github.heatmill.model.layout.LayoutOverrides;
import io.github.heatmill.model.layout.Padding;
import io.github.heatmill.model.layout.Reading;
import io.github.heatmill.model.output.NetworkOutput;
import io.github.heatmill.model.output.OutputKind;
import io.github.heatmill.model.program.Layer;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Measures the outputs of a network's layers, on copies of the file that it writes and deletes. */
public final class LayerMeasurement {
  private static final Pattern PADDING = Pattern.compile("Pad[123]d$");

  private final NetworkFile file;
  private final InputSize input;
  private final LayoutOverrides overrides;
  private final NetworkOutput output;

  public LayerMeasurement(
      NetworkFile file, InputSize input, LayoutOverrides overrides, NetworkOutput output) {
    this.file = file;
    this.input = input;
    this.overrides = overrides;
    this.output = output;
  }

  /**
   * All layers.
   *
   * @throws ModelRunException if the network does not run on one image
   */
  LayerCatalog all() {
    Set<String> explainable =
        file.explainable().collect(Collectors.toCollection(LinkedHashSet::new));
    List<LayerOutput> outputs = outputs(explainable);
    Map<String, Entry> entries = entries(outputs, new LayoutFinder(input, outputs).readings());
    Set<String> unused = new HashSet<>(withoutGradient(entries.values()));
    unused.addAll(detached(entries.values()));
    return new LayerCatalog(
        file.layers().stream()
            .map(
                layer ->
                    layer.refusal().isPresent()
                        ? new Entry(layer, List.of(), new Reading(Layout.NONE, ""), false, false)
                        : entries.get(layer.path()).with(!unused.contains(layer.path())))
            .toList());
  }

  /**
   * Some layers, without asking whether the logits depend on their places.
   *
   * @param layers some that can be explained
   * @throws ModelRunException if the network does not run on one image
   */
  public LayerCatalog some(Set<String> layers) {
    List<LayerOutput> outputs = outputs(layers);
    LayoutFinder finder = new LayoutFinder(input, outputs);
    if (!finder.isCertain()) { // Other layers decide.
      outputs = outputs(file.explainable().collect(Collectors.toSet()));
      finder = new LayoutFinder(input, outputs);
    }
    Map<String, Entry> entries = entries(outputs, finder.readings());
    return new LayerCatalog(
        entries.values().stream().filter(entry -> layers.contains(entry.layer().path())).toList());
  }

  private List<LayerOutput> outputs(Set<String> layers) {
    List<String> ordered = file.explainable().filter(layers::contains).toList();
    return TemporaryCopy.of(
        copy -> {
          file.writeForListing(layers, copy);
          try (ListedOutputs listed = new ListedOutputs(copy, ordered, input)) {
            return listed.outputs();
          }
        });
  }

  private Map<String, Entry> entries(List<LayerOutput> outputs, List<Reading> readings) {
    Map<String, Layer> layers =
        file.layers().stream().collect(Collectors.toMap(Layer::path, Function.identity()));
    Map<String, Entry> entries = new LinkedHashMap<>();
    Set<String> padding = Padding.layers(input, outputs, readings);
    for (int i = 0; i < outputs.size(); i++) {
      LayerOutput output = outputs.get(i);
      Reading reading = overrides.over(output, readings.get(i));
      Layer layer = layers.get(output.layer());
      entries.put(
          layer.path(), new Entry(layer, output.shape(), reading, true, isPadding(layer, padding)));
    }
    return entries;
  }

  /** PyTorch's own modules also pad with what is at the border, which changes with the image. */
  private static boolean isPadding(Layer layer, Set<String> measured) {
    return measured.contains(layer.path()) || PADDING.matcher(layer.type()).find();
  }

  /** The maps by which the scores have no gradient, unless there are no others. */
  private Set<String> detached(Collection<Entry> entries) {
    List<String> maps =
        entries.stream().filter(Entry::isSpatial).map(entry -> entry.layer().path()).toList();
    List<String> detached = maps.stream().filter(layer -> !file.hasGradient(layer)).toList();
    return detached.size() == maps.size() ? Set.of() : Set.copyOf(detached);
  }

  /**
   * The layers with a prefix of tokens through which alone the logits depend on them, as after the
   * last attention of a network that classifies by its class token.
   */
  private Set<String> withoutGradient(Collection<Entry> entries) {
    List<Entry> asked =
        entries.stream()
            .filter(entry -> entry.hasFeatures() && entry.reading().layout().prefix() > 0)
            .filter(entry -> file.hasGradient(entry.layer().path()))
            .toList();
    if (asked.isEmpty()) {
      return Set.of();
    }
    Map<String, Layout> layouts =
        asked.stream().collect(Collectors.toMap(e -> e.layer().path(), e -> e.reading().layout()));
    List<String> layers = asked.stream().map(entry -> entry.layer().path()).toList();
    OpeningRequest wanted =
        OpeningRequest.at(layers, Set.of()).withLayouts(layouts).with(numbers());
    return TemporaryCopy.of(copy -> withoutGradient(wanted, copy));
  }

  /** The numbers as the network returns them, of which each may be a score. */
  private NetworkOutput numbers() {
    return output.with(OutputKind.SIGMOID, "whatever they mean");
  }

  private Set<String> withoutGradient(List<String> layers, Probe probe) {
    int[] predicted = {Batch.PREDICTED};
    Evidence evidence = probe.evidence(new Batch(ListedOutputs.images(1, input), predicted));
    Set<String> unused =
        evidence.layers().stream()
            .filter(layer -> isZero(layer.gradients().values()))
            .map(LayerEvidence::layer)
            .collect(Collectors.toSet());
    return unused.size() == layers.size() ? Set.of() : unused;
  }

  private Set<String> withoutGradient(OpeningRequest wanted, Path copy) {
    try {
      file.writeOpened(wanted, copy);
      return DjlProbes.once(
          new OpenedModel(copy, wanted.layers(), wanted.output()),
          probe -> withoutGradient(wanted.layers(), probe));
    } catch (ModelFormatException | ModelRunException e) {
      return Set.of(); // The network gives no logits, which is said when it is explained.
    }
  }

  private static boolean isZero(float[] values) {
    return IntStream.range(0, values.length).allMatch(i -> values[i] == 0);
  }
}
