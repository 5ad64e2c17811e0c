package io.github.heatmill.model.file;

import io.github.heatmill.image.Encoding.Form;
import io.github.heatmill.model.ModelFormatException;
import io.github.heatmill.model.NetworkTrial;
import io.github.heatmill.model.OpeningRequest;
import io.github.heatmill.model.OpeningRequest.Gradients;
import io.github.heatmill.model.exported.ExportedSource;
import io.github.heatmill.model.generate.GeneratedMethods;
import io.github.heatmill.model.generate.ListingText;
import io.github.heatmill.model.generate.OpenedMethods;
import io.github.heatmill.model.generate.PartsText;
import io.github.heatmill.model.operator.Trust;
import io.github.heatmill.model.output.ProgramHints;
import io.github.heatmill.model.program.FlatProgram;
import io.github.heatmill.model.program.Layer;
import io.github.heatmill.model.randomise.Cascade;
import io.github.heatmill.model.source.InputLimits;
import io.github.heatmill.model.source.NetworkSource;
import io.github.heatmill.model.source.SizeLimits;
import io.github.heatmill.model.torchscript.TorchScriptSource;
import io.github.heatmill.naming.ClosestNames;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A saved network of any format, read as text. Lists the layers, and writes copies with methods
 * that give access to some of them. Thread-safe.
 */
public final class NetworkFile {
  private static final int SUGGESTIONS = 3;

  private static final String UNREADABLE = "Unreadable network: ";

  /** The number of letters of a message about a file. */
  private static final int LONGEST = 4_000;

  private final NetworkSource source;
  private final Map<String, String> modules;
  private final FlatProgram allTapped;

  private NetworkFile(NetworkSource source) {
    this.source = source;
    this.modules = source.modules();
    this.allTapped = source.program(modules.keySet());
  }

  /**
   * Reads a saved file whose network takes numbers of (N, channels, height, width).
   *
   * @throws ModelFormatException if it is missing or no network that can be opened
   */
  public static NetworkFile read(Path file) {
    return read(file, Form.NCHW);
  }

  /**
   * Reads a saved file.
   *
   * @param form the shape and the type that the network itself takes; that which is read takes
   *     numbers of (N, channels, height, width)
   * @throws ModelFormatException if it is missing or no network that can be opened
   */
  public static NetworkFile read(Path file, Form form) {
    return read(file, form, Optional.empty(), Trust.CHECKED);
  }

  /**
   * Reads a saved file that may hold several networks.
   *
   * @param modelName which of them; a file with only one needs no name
   * @param trust whether the network may do more than compute
   */
  public static NetworkFile read(Path file, Form form, Optional<String> modelName, Trust trust) {
    try {
      return new NetworkFile(
          ExportedSource.isExported(file)
              ? ExportedSource.read(file, form, modelName, trust)
              : TorchScriptSource.read(file, form, trust));
    } catch (ModelFormatException e) {
      throw new ModelFormatException(shown(String.valueOf(e.getMessage()), file), e);
    }
  }

  /**
   * Names and texts of the file may stand in a message: shortened, and on its one line, since a
   * line break in one must not begin another message.
   */
  private static String shown(String message, Path file) {
    String line = message.replaceAll("\\p{Cntrl}+", " ");
    String shortened = line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    return shortened.startsWith(UNREADABLE) && !shortened.contains(file.toString())
        ? UNREADABLE + file + ": " + shortened.substring(UNREADABLE.length())
        : shortened;
  }

  /**
   * Refuses a network that must get images one by one, and whose program takes several at once.
   *
   * @throws IllegalArgumentException naming what is wrong
   */
  public void expectIndependent(NetworkTrial.Result tried) {
    SizeLimits batches = limits().batches();
    if (tried.batch() < batches.least() && !tried.remark().isEmpty()) {
      throw new IllegalArgumentException(
          "Network cannot get images one by one: "
              + tried.remark()
              + ", and its program takes "
              + batches.imagesAtOnce()
              + " (export it for one image)");
    }
  }

  /** Whether it uses operators of quantised networks, which cannot be differentiated. */
  public boolean isQuantised() {
    return source.isQuantised();
  }

  /**
   * What was changed in the network so that it runs in evaluation mode, in float32 and on any
   * device, for people to read; empty if nothing was.
   */
  public List<String> repairs() {
    return source.repairs();
  }

  /** The images that the network takes, as far as the file says. */
  public InputLimits limits() {
    return source.limits();
  }

  /**
   * All modules: first those that can be explained, in the order in which their outputs are
   * computed.
   */
  public List<Layer> layers() {
    Comparator<Layer> byExecution =
        Comparator.comparingInt(
            layer ->
                Optional.ofNullable(allTapped.taps().get(layer.path()))
                    .map(FlatProgram.Tap::position)
                    .orElse(Integer.MAX_VALUE));
    return modules.entrySet().stream()
        .map(module -> layer(module.getKey(), module.getValue()))
        .sorted(byExecution)
        .toList();
  }

  /**
   * The shapes of the outputs of layers, as far as the file states them; the network does not run.
   * Axes are numbers, or symbols that the input decides.
   */
  public Map<String, List<String>> shapes() {
    return source.shapes();
  }

  /** Whether the network has modules, which are the layers that can be explained. */
  public boolean hasModules() {
    return !modules.isEmpty();
  }

  private Layer layer(String path, String type) {
    return new Layer(path, type, Optional.ofNullable(allTapped.refusals().get(path)));
  }

  /** The reason why a layer cannot be explained, with alternatives; empty if it can. */
  public Optional<String> problem(String path) {
    if (allTapped.taps().containsKey(path)) {
      return Optional.empty();
    }
    String refusal = allTapped.refusals().get(path);
    if (refusal == null) {
      List<String> closest = ClosestNames.of(path, allTapped.taps().keySet(), SUGGESTIONS);
      return Optional.of("Unknown layer: " + path + remedy("closest", closest));
    }
    return Optional.of(
        "Layer cannot be explained: "
            + path
            + ", because "
            + refusal
            + remedy("nearest that can", nearest(path)));
  }

  private static String remedy(String kind, List<String> layers) {
    return layers.isEmpty()
        ? " (the network has no layers that can be explained;"
            + " a frozen one keeps none: save it without torch.jit.freeze)"
        : " (" + kind + ": " + String.join(", ", layers) + ")";
  }

  /** The layers that share most of the path come first: parents, then siblings. */
  private List<String> nearest(String path) {
    Comparator<String> bySharedPath =
        Comparator.comparingInt(candidate -> -sharedNames(path, candidate));
    return allTapped.taps().keySet().stream()
        .sorted(bySharedPath.thenComparing(candidate -> candidate.split("\\.").length))
        .limit(SUGGESTIONS)
        .toList();
  }

  private static int sharedNames(String a, String b) {
    String[] left = a.split("\\.");
    String[] right = b.split("\\.");
    int shared = 0;
    while (shared < Math.min(left.length, right.length) && left[shared].equals(right[shared])) {
      shared++;
    }
    return shared;
  }

  /**
   * Writes a copy with the method {@link OpenedMethods#OUTPUTS}.
   *
   * @param layers some of those that can be explained
   */
  public void writeForListing(Set<String> layers, Path target) {
    boolean all = layers.equals(allTapped.taps().keySet());
    FlatProgram program = all ? allTapped : source.program(layers);
    source.write(ListingText.of(source.className(), program, source.limits().batches()), target);
  }

  /** Whether the network returns several values, such as a tuple or a dictionary. */
  public boolean returnsParts() {
    return !allTapped.outputType().equals("Tensor");
  }

  /**
   * What the program text shows of an output before the network runs.
   *
   * @param path the steps to the class scores in what the network returns
   */
  public ProgramHints hints(List<String> path) {
    return source.hints(path);
  }

  /** Writes a copy with the method {@link OpenedMethods#PARTS}. */
  public void writeForParts(Path target) {
    source.write(
        PartsText.of(source.className(), source.structure(allTapped.outputType())), target);
  }

  /** The same for a network that takes one image without an axis of images. */
  public void writeForPartsOfOneImage(Path target) {
    source.write(
        PartsText.ofOneImage(source.className(), source.structure(allTapped.outputType())), target);
  }

  /**
   * As {@link #writeOpened(OpeningRequest, Path)}, for methods that need evidence and masks alone.
   */
  public void writeOpened(List<String> layers, Path target) {
    writeOpened(OpeningRequest.at(layers, Set.of()), target);
  }

  /**
   * Writes a copy with the methods of {@link OpenedMethods} for evidence, for masks and for the
   * requested access.
   *
   * @throws IllegalArgumentException naming every layer that cannot be explained, or the reason why
   *     the requested access is impossible; without layers, unless gradients are unused
   * @throws ModelFormatException if the network does not return logits
   */
  public void writeOpened(OpeningRequest request, Path target) {
    if (request.layers().isEmpty() && request.gradients() == Gradients.USED) {
      throw new IllegalArgumentException("Missing layer (at least one must be given)");
    }
    String problems =
        request.layers().stream()
            .map(this::problem)
            .flatMap(Optional::stream)
            .collect(Collectors.joining("\n"));
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(problems);
    }
    if (request.gradients() == Gradients.USED) {
      expectGradients(request.layers());
    }
    source.write(new GeneratedMethods(source, allTapped, request).methods(), target);
  }

  private void expectGradients(List<String> layers) {
    String problems =
        layers.stream()
            .filter(allTapped.withoutGradient()::containsKey)
            .map(
                layer ->
                    "Layer has no gradients: "
                        + layer
                        + ", because "
                        + allTapped.withoutGradient().get(layer)
                        + " (name a later layer, or choose methods that use no gradients)")
            .collect(Collectors.joining("\n"));
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(problems);
    }
  }

  /** Whether the scores have a gradient with respect to a layer that can be explained. */
  public boolean hasGradient(String layer) {
    return !allTapped.withoutGradient().containsKey(layer);
  }

  /**
   * The parameters of the network, in the order in which the parameter randomisation test
   * randomises them.
   */
  public Cascade cascade() {
    return new Cascade(source.parameters(), modules.keySet(), allTapped);
  }

  /**
   * The paths of the layers that can be explained, in the order in which their outputs are
   * computed.
   */
  public Stream<String> explainable() {
    return layers().stream().filter(layer -> layer.refusal().isEmpty()).map(Layer::path);
  }
}
