package io.github.heatmill.model.torchscript;

import io.github.heatmill.model.ModelFormatException;
import io.github.heatmill.model.OpeningRequest;
import io.github.heatmill.model.OpeningRequest.Gradients;
import io.github.heatmill.model.generate.GeneratedMethods;
import io.github.heatmill.model.generate.ListingText;
import io.github.heatmill.model.generate.OpenedMethods;
import io.github.heatmill.model.generate.PartsText;
import io.github.heatmill.model.output.ProgramHints;
import io.github.heatmill.model.program.FlatProgram;
import io.github.heatmill.model.torchscript.archive.Archive;
import io.github.heatmill.model.torchscript.archive.ModuleNode;
import io.github.heatmill.model.torchscript.inline.Inliner;
import io.github.heatmill.model.torchscript.inline.LastOperator;
import io.github.heatmill.model.torchscript.inline.RandomOperators;
import io.github.heatmill.model.torchscript.randomise.Cascade;
import io.github.heatmill.model.torchscript.repair.Repairs;
import io.github.heatmill.naming.ClosestNames;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A saved TorchScript network, read as text. Lists the layers, and writes copies with methods that
 * give access to some of them. Thread-safe.
 */
public final class TorchScriptFile {
  private static final int SUGGESTIONS = 3;

  private final Archive archive;
  private final List<String> repairs;
  private final FlatProgram allTapped;

  private TorchScriptFile(Repairs repaired) {
    this.archive = repaired.archive();
    this.repairs = repaired.notes();
    this.allTapped = Inliner.flatten(archive, paths(archive));
  }

  /**
   * Reads a saved file.
   *
   * @throws ModelFormatException if it is missing or not TorchScript
   */
  public static TorchScriptFile read(Path file) {
    try {
      return new TorchScriptFile(Repairs.of(Archive.read(file)));
    } catch (ClassCastException
        | NoSuchElementException
        | IndexOutOfBoundsException
        | StackOverflowError e) { // Thrown for damaged code, which no saved network contains.
      throw new ModelFormatException(
          "Unreadable model file: " + file + " (its code contradicts itself; save it again)", e);
    }
  }

  /** Whether it uses operators of quantised networks, which cannot be differentiated. */
  public boolean isQuantised() {
    return archive.isQuantised();
  }

  /**
   * What was changed in the network so that it runs in evaluation mode, in float32 and on any
   * device, for people to read; empty if nothing was.
   */
  public List<String> repairs() {
    return repairs;
  }

  private static Set<String> paths(Archive archive) {
    return archive
        .modules()
        .map(ModuleNode::path)
        .collect(Collectors.toCollection(LinkedHashSet::new));
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
    return archive.modules().map(this::layer).sorted(byExecution).toList();
  }

  /** Whether the network has modules, which are the layers that can be explained. */
  public boolean hasModules() {
    return archive.modules().findAny().isPresent();
  }

  private Layer layer(ModuleNode node) {
    return new Layer(
        node.path(),
        node.type().originalName(),
        Optional.ofNullable(allTapped.refusals().get(node.path())));
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
    FlatProgram program = all ? allTapped : Inliner.flatten(archive, layers);
    archive.writeWithMethods(ListingText.of(archive.root().type().name(), program), target);
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
    return new ProgramHints(LastOperator.of(archive, path), RandomOperators.of(archive));
  }

  /** Writes a copy with the method {@link OpenedMethods#PARTS}. */
  public void writeForParts(Path target) {
    archive.writeWithMethods(
        PartsText.of(archive.root().type().name(), archive.structure(allTapped.outputType())),
        target);
  }

  /** The same for a network that takes one image without an axis of images. */
  public void writeForPartsOfOneImage(Path target) {
    archive.writeWithMethods(
        PartsText.ofOneImage(
            archive.root().type().name(), archive.structure(allTapped.outputType())),
        target);
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
    archive.writeWithMethods(new GeneratedMethods(archive, allTapped, request).methods(), target);
  }

  /**
   * The parameters of the network, in the order in which the parameter randomisation test
   * randomises them.
   */
  public Cascade cascade() {
    return new Cascade(archive, allTapped);
  }

  /**
   * The paths of the layers that can be explained, in the order in which their outputs are
   * computed.
   */
  public Stream<String> explainable() {
    return layers().stream().filter(layer -> layer.refusal().isEmpty()).map(Layer::path);
  }
}
