package io.github.heatmill.udf.request;

import io.github.heatmill.image.Encoding.Form;
import io.github.heatmill.method.Methods;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.method.SaliencyMethod.AutoLayers;
import io.github.heatmill.model.ModelCard;
import io.github.heatmill.model.ModelFormatException;
import io.github.heatmill.model.NetworkTrial;
import io.github.heatmill.model.OpenedModel;
import io.github.heatmill.model.OpeningRequest;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.card.CardFiles;
import io.github.heatmill.model.card.ModelDescription;
import io.github.heatmill.model.djl.layer.LayerCatalog;
import io.github.heatmill.model.djl.layer.ListedParts;
import io.github.heatmill.model.djl.layer.MapLayers;
import io.github.heatmill.model.file.NetworkFile;
import io.github.heatmill.model.layout.InputSize;
import io.github.heatmill.model.layout.LayoutOverrides;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.SparkFiles;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * A saved network on the driver's disk.
 *
 * @param source the URI from which it was read
 * @param name the name of its file with the first digits of the hash of its content, such as {@code
 *     resnet18@1a2b3c4d5e6f}
 * @param sha256 the hash of the file's content
 * @param script the parsed file
 * @param card its preprocessing and class names
 * @param description what the files beside it or inside it say, before options replaced some of it
 * @param layers its layers, and how their outputs become maps
 */
public record SavedModel(
    String source,
    String name,
    String sha256,
    NetworkFile script,
    ModelCard card,
    ModelDescription description,
    MapLayers layers) {
  /** The layer name that stands for {@link #automatic}. */
  public static final String AUTO = "auto";

  private static final int SHOWN_DIGITS = 12;
  private static final String SUFFIX = ".pt";

  /**
   * Reads a network from any of Hadoop's file systems.
   *
   * @param source a file, or a folder with one, see {@link ModelPlace}
   * @param over completes the card that the files beside the network give
   * @throws IllegalArgumentException if there is no such file, or it cannot be opened
   */
  public static SavedModel of(String source, CardRule over, Configuration hadoop)
      throws IOException {
    return of(source, ModelCheck.ANY, over, hadoop);
  }

  /**
   * As {@link #of(String, CardRule, Configuration)}.
   *
   * @param check what is checked; the hash before the file is parsed
   */
  public static SavedModel of(String source, ModelCheck check, CardRule over, Configuration hadoop)
      throws IOException {
    ModelPlace place = ModelPlace.of(source, hadoop);
    DriverFiles.Copy copy = copied(place.file(), hadoop);
    if (check.sha256().isPresent()) {
      copy.hash().expect(check.sha256().get(), source);
    }
    try {
      return of(place, copy, check, over, hadoop);
    } catch (ModelFormatException e) { // Names the copy, of which the user does not know.
      String shown = org.apache.hadoop.fs.Path.getPathWithoutSchemeAndAuthority(place.file()) + "";
      throw new ModelFormatException(e.getMessage().replace(copy.file().toString(), shown), e);
    }
  }

  private static SavedModel of(
      ModelPlace place,
      DriverFiles.Copy copy,
      ModelCheck check,
      CardRule over,
      Configuration hadoop)
      throws IOException {
    ModelDescription description =
        ModelDescription.of(beside(place.file(), hadoop), CardFiles.inside(copy.file()));
    Form form = over.over(description.card()).preprocessing().encoding().form();
    NetworkFile script = NetworkFile.read(copy.file(), form, place.modelName(), check.trust());
    ModelDescription sized = description.sizedFor(script.limits()).with(check.notes());
    ModelCard card = over.over(sized.card());
    script.limits().expect(card.preprocessing());
    InputSize input = InputSize.of(card.preprocessing());
    MapLayers layers = new MapLayers(script, input, LayoutOverrides.none()).with(card.output());
    String hash = copy.hash().hex();
    String name = place.name() + "@" + hash.substring(0, SHOWN_DIGITS);
    return new SavedModel(place.uri(), name, hash, script, card, sized, layers);
  }

  /** The same network, read with layouts that replace those that are found. */
  public SavedModel with(LayoutOverrides layouts) {
    return new SavedModel(source, name, sha256, script, card, description, layers.with(layouts));
  }

  /**
   * Checks that the network has layers.
   *
   * @throws IllegalArgumentException naming the methods that explain networks without
   */
  public void expectLayers() {
    if (!script.hasModules()) {
      throw new IllegalArgumentException(
          "Network has no layers: "
              + name
              + " (saved by torch.jit.freeze or optimize_for_mobile, one function without modules, or"
              + " a program that does not say which module ran a call: save it without these, or"
              + " choose methods that need no layer: "
              + withoutLayers()
              + ")");
    }
  }

  private static String withoutLayers() {
    return Methods.all().stream()
        .filter(method -> !method.needsLayer())
        .map(SaliencyMethod::name)
        .collect(Collectors.joining(", "));
  }

  /**
   * The same network with names for its classes.
   *
   * @param notes sentences for the user that say why
   */
  public SavedModel named(List<String> classNames, List<String> notes) {
    ModelCard named = new ModelCard(card.preprocessing(), classNames);
    return new SavedModel(source, name, sha256, script, named, description.with(notes), layers);
  }

  /** Completes or replaces the card that the files beside a network give. */
  @FunctionalInterface
  public interface CardRule {
    ModelCard over(ModelCard beside) throws IOException;
  }

  /** The same network with another description. */
  public SavedModel with(ModelCard other) {
    return new SavedModel(
        source, name, sha256, script, other, description, layers.with(other.output()));
  }

  /**
   * Writes a copy of the network on the driver that is open as requested, on the first request. The
   * name identifies the content, so that an executor fetches each copy once.
   */
  public OpenedModel opened(OpeningRequest wanted) throws IOException {
    OpeningRequest complete = layers.complete(wanted);
    String all =
        wanted.layers()
            + " "
            + new TreeSet<>(wanted.heads())
            + new TreeSet<>(wanted.access())
            + wanted.gradients()
            + new TreeMap<>(complete.layouts())
            + name
            + card.output().path()
            + card.output().kind()
            + card.output().scale()
            + card.output().references().hashCode()
            + card.output().contrast()
            + card.preprocessing().encoding().form().id();
    String asked = Integer.toHexString(all.hashCode());
    // The name of the network comes first, as messages of the engine name the copy.
    String copy =
        name.replaceFirst("@[0-9a-f]*$", "")
                .replaceAll("[^A-Za-z0-9._-]+", "-")
                .replaceFirst("^(.{0,60}).*", "$1")
            + "-"
            + sha256.substring(0, SHOWN_DIGITS)
            + "-"
            + asked
            + SUFFIX;
    Path file =
        DriverFiles.once(copy, draft -> script.writeOpened(complete.with(card.output()), draft));
    return new OpenedModel(file, wanted.layers(), card.output());
  }

  /**
   * The same network with the part of its output that holds the class scores, where it returns
   * several parts and nobody has named one.
   *
   * @throws IllegalArgumentException if several parts, or none, can be meant, or there is none of
   *     the name that was given
   */
  public SavedModel located() {
    return with(card.with(ListedParts.located(script, card)));
  }

  /** The network as one that is tried: an open copy, its input and what its program shows. */
  public NetworkTrial.Subject tried(Probe probe) {
    return new NetworkTrial.Subject(
        probe, card.preprocessing(), card.output().kind(), script.hints(card.output().path()));
  }

  /**
   * The same network with the output that a trial has found.
   *
   * @throws IllegalArgumentException if it is unclear what the network returns
   */
  public SavedModel with(NetworkTrial.Result tried) {
    script.expectIndependent(tried);
    return with(card.with(tried.output(card.output())));
  }

  /** Sends a copy to all executors, which check that they have got it unchanged. */
  public SharedModel sent(OpenedModel opened, JavaSparkContext context) throws IOException {
    context.addFile(opened.file().toString());
    // Spark 4 gives each query its own folder of files, which tasks do not know.
    Path root = Path.of(SparkFiles.getRootDirectory());
    Path copy = Path.of(SparkFiles.get(opened.file().getFileName().toString()));
    Sha256 hash = Sha256.of(opened.file());
    return new SharedModel(root.relativize(copy).toString(), hash, opened.layers(), card);
  }

  /**
   * The reasons why some of these layers cannot be explained or have no map, one sentence per
   * layer; empty if all can.
   */
  public List<String> problems(List<String> paths) {
    return layers.problems(paths);
  }

  /**
   * The layers that methods explain if the user names none: the last layer with a map, or the last
   * layer of each resolution for methods whose authors fuse several; none if no layer has a map and
   * no method needs one.
   *
   * @throws IllegalArgumentException if no layer has a map
   */
  public List<Assignment> automatic(List<SaliencyMethod> methods) {
    boolean withoutLayers = methods.stream().noneMatch(SaliencyMethod::needsLayer);
    if (!withoutLayers) {
      expectLayers();
    }
    LayerCatalog catalog = script.hasModules() ? layers.all() : LayerCatalog.empty();
    if (withoutLayers && catalog.auto().isEmpty()) {
      return List.of(new Assignment(List.of(), methods));
    }
    String last =
        catalog
            .auto()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "No layer with a map: "
                            + name
                            + " (name one, which heatmill layers lists, or choose methods that need"
                            + " none: "
                            + withoutLayers()
                            + ")"));
    Function<SaliencyMethod, List<String>> chosen =
        method ->
            method.autoLayers() == AutoLayers.EVERY_RESOLUTION
                ? catalog.everyResolution()
                : List.of(last);
    return methods.stream().map(m -> new Assignment(chosen.apply(m), List.of(m))).toList();
  }

  /** The copy is what runs: the original may change after its hash was checked. */
  private static DriverFiles.Copy copied(org.apache.hadoop.fs.Path file, Configuration hadoop)
      throws IOException {
    try (InputStream in = file.getFileSystem(hadoop).open(file)) {
      return DriverFiles.copy(in, file.getName());
    }
  }

  private static CardFiles beside(org.apache.hadoop.fs.Path file, Configuration hadoop) {
    return name -> {
      FileSystem files = file.getFileSystem(hadoop);
      org.apache.hadoop.fs.Path neighbour = new org.apache.hadoop.fs.Path(file.getParent(), name);
      if (!files.exists(neighbour)) {
        return Optional.empty();
      }
      try (InputStream in = files.open(neighbour)) {
        return Optional.of(CardFiles.bounded(in, name));
      }
    };
  }
}
