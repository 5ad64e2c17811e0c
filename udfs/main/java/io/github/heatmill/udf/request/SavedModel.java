package io.github.heatmill.udf.request;

import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.method.Methods;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.method.SaliencyMethod.AutoLayers;
import io.github.heatmill.model.ModelCard;
import io.github.heatmill.model.OpenedModel;
import io.github.heatmill.model.OpeningRequest;
import io.github.heatmill.model.djl.LayerCatalog;
import io.github.heatmill.model.torchscript.TorchScriptFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
 * @param script the parsed TorchScript file
 * @param card its preprocessing and class names
 * @param described whether a file beside it describes the preprocessing
 */
public record SavedModel(
    String source,
    String name,
    String sha256,
    TorchScriptFile script,
    ModelCard card,
    boolean described) {
  /** The layer name that stands for {@link #automatic}. */
  public static final String AUTO = "auto";

  private static final int SHOWN_DIGITS = 12;
  private static final String SUFFIX = ".pt";

  /**
   * Reads a network from any of Hadoop's file systems.
   *
   * @param source a file, or a folder with one
   * @param over completes the card that the files beside the network give
   * @throws IllegalArgumentException if there is no such file, or it is not TorchScript
   */
  public static SavedModel of(String source, CardRule over, Configuration hadoop)
      throws IOException {
    return of(source, Optional.empty(), over, hadoop);
  }

  /**
   * Reads a network whose content must have a known hash.
   *
   * @param expected the hash; it is checked before the file is parsed
   */
  public static SavedModel of(
      String source, Optional<Sha256> expected, CardRule over, Configuration hadoop)
      throws IOException {
    org.apache.hadoop.fs.Path place = new org.apache.hadoop.fs.Path(source);
    Path file = onDisk(place, hadoop);
    Sha256 hash = Sha256.of(file);
    if (expected.isPresent()) {
      hash.expect(expected.get(), source);
    }
    String sha256 = hash.hex();
    TorchScriptFile script = TorchScriptFile.read(file);
    String stem = file.getFileName().toString().replaceFirst("\\.pt$", "");
    String name = stem + "@" + sha256.substring(0, SHOWN_DIGITS);
    boolean described = Files.exists(file.resolveSibling("serving.properties"));
    ModelCard card = over.over(ModelCard.beside(file));
    String qualified = place.getFileSystem(hadoop).makeQualified(place).toString();
    return new SavedModel(qualified, name, sha256, script, card, described);
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
              + " (saved by torch.jit.freeze or optimize_for_mobile, or one function without"
              + " modules: save it without these, or choose methods that need no layer: "
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

  /** Completes or replaces the card that the files beside a network give. */
  @FunctionalInterface
  public interface CardRule {
    ModelCard over(ModelCard beside) throws IOException;
  }

  /**
   * Writes a copy of the network on the driver that is open as requested, on the first request. The
   * name identifies the content, so that an executor fetches each copy once.
   */
  public OpenedModel opened(OpeningRequest wanted) throws IOException {
    String all =
        wanted.layers() + " " + new TreeSet<>(wanted.heads()) + new TreeSet<>(wanted.access());
    String asked = Integer.toHexString((all + wanted.gradients()).hashCode());
    String copy = "heatmill-" + sha256.substring(0, SHOWN_DIGITS) + "-" + asked + SUFFIX;
    Path file = DriverFiles.once(copy, draft -> script.writeOpened(wanted, draft));
    return new OpenedModel(file, wanted.layers());
  }

  /** Sends a copy to all executors. */
  public SharedModel sent(OpenedModel opened, JavaSparkContext context) {
    context.addFile(opened.file().toString());
    // Spark 4 gives each query its own folder of files, which tasks do not know.
    Path root = Path.of(SparkFiles.getRootDirectory());
    Path copy = Path.of(SparkFiles.get(opened.file().getFileName().toString()));
    return new SharedModel(root.relativize(copy).toString(), opened.layers(), card);
  }

  /**
   * The reasons why some of these layers cannot be explained, one sentence per layer; empty if all
   * can.
   */
  public List<String> problems(List<String> layers) {
    return layers.stream().flatMap(layer -> script.problem(layer).stream()).toList();
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
    Preprocessing input = card.preprocessing();
    LayerCatalog catalog =
        script.hasModules()
            ? LayerCatalog.of(script, input.height(), input.width())
            : LayerCatalog.empty();
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
    Function<SaliencyMethod, List<String>> layers =
        method ->
            method.autoLayers() == AutoLayers.EVERY_RESOLUTION
                ? catalog.everyResolution()
                : List.of(last);
    return methods.stream().map(m -> new Assignment(layers.apply(m), List.of(m))).toList();
  }

  private static Path onDisk(org.apache.hadoop.fs.Path model, Configuration hadoop)
      throws IOException {
    FileSystem files = model.getFileSystem(hadoop);
    if (!files.exists(model)) {
      throw new IllegalArgumentException(
          "Missing model: " + model + " (must be a .pt file or a folder with one)");
    }
    org.apache.hadoop.fs.Path file =
        files.getFileStatus(model).isDirectory() ? ModelFolder.only(files, model) : model;
    if (files.getScheme().equals("file")) {
      return Path.of(
          org.apache.hadoop.fs.Path.getPathWithoutSchemeAndAuthority(files.makeQualified(file))
              .toString());
    }
    Path folder = DriverFiles.folder();
    for (String neighbour : List.of(file.getName(), "serving.properties", "synset.txt")) {
      org.apache.hadoop.fs.Path source = new org.apache.hadoop.fs.Path(file.getParent(), neighbour);
      if (files.exists(source)) {
        Path copy = folder.resolve(neighbour);
        try (InputStream in = files.open(source)) {
          Files.copy(in, copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        copy.toFile().deleteOnExit();
      }
    }
    return folder.resolve(file.getName());
  }
}
