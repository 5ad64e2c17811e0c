package io.github.heatmill.job.option;

import io.github.heatmill.job.input.ImageSettings;
import io.github.heatmill.job.input.listing.FileFilter;
import io.github.heatmill.job.problem.Problems;
import io.github.heatmill.job.run.MapSettings;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of every command that makes maps: images, network, layers, methods and output. */
public final class RunOptions {
  @ArgGroup(exclusive = true, multiplicity = "1")
  Input input = new Input();

  @Mixin FileOptions files = new FileOptions();

  @Mixin public ModelOptions model = new ModelOptions();

  @Option(
      names = "--layer",
      paramLabel = "L[,L...]",
      defaultValue = MapSettings.DEFAULT_LAYER,
      description =
          "Where to look; the maps of several are fused. Give the option again for maps of their"
              + " own. auto (default): the last layer with a map, or that of each resolution,"
              + " fused, for methods that want it. heatmill layers lists them.")
  List<String> layers;

  @Mixin LayoutOptions layout = new LayoutOptions();

  @Option(
      names = "--methods",
      split = ",",
      paramLabel = "ID[:OPTION...]",
      defaultValue = MapSettings.DEFAULT_METHODS,
      description =
          "Methods (default: ${DEFAULT-VALUE}). heatmill methods lists them with their options. "
              + "A part with = but without : goes on with the options of the method before it: "
              + "a:x=1,y=2,b is the method a with two options, and b.")
  List<String> methods;

  @Option(
      names = "--target",
      paramLabel = "CLASS",
      defaultValue = MapSettings.DEFAULT_TARGET,
      description =
          "Explained classes: predicted (default), label, a class's index or name, top:K (the K"
              + " highest scores), above:P (every class with this probability), labels (all labels of"
              + " the image, a|b in a CSV file), contrast:A-B (the difference of two classes). Several"
              + " classes give several rows for each image, with a target_rank.")
  String target;

  @Option(
      names = "--labels",
      paramLabel = "folder|CSV",
      description =
          "What the images show: the name of their folder, or a CSV file with the columns image and"
              + " label. folder:number and folder:text also say in which order the folders are the"
              + " classes of a network without class names.")
  String labels;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      defaultValue = "" + MapSettings.DEFAULT_BATCH_SIZE,
      description = "Images in one forward pass (default: ${DEFAULT-VALUE}).")
  int batchSize;

  @Option(
      names = "--max-megapixels",
      paramLabel = "N",
      defaultValue = "" + MapSettings.DEFAULT_MAX_MEGAPIXELS,
      description =
          "Larger images are refused before they are decoded (default: ${DEFAULT-VALUE}).")
  int maxMegapixels;

  @Option(
      names = "--bits",
      paramLabel = "N",
      description =
          "The number of bits that samples wider than 8 bits hold, such as 12 for a camera whose"
              + " 16-bit files go up to 4095 (default: all that they have).")
  int bits = MapSettings.ALL_BITS;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "URI",
      description = "Folder for the tables.")
  public String output;

  @Option(names = "--overwrite", description = "Replace the tables of an earlier run.")
  public boolean overwrite;

  /** The settings that the options name; problems are collected. */
  public MapSettings settings(Problems problems) {
    return new MapSettings(
        images(problems),
        model.settings(),
        new MapSettings.Explained(methods, layers, target, layout.layouts),
        new MapSettings.Limits(batchSize, maxMegapixels, bits));
  }

  private ImageSettings images(Problems problems) {
    if (input.table == null) {
      return new ImageSettings.Files(input.images, files.filter(), Optional.ofNullable(labels));
    }
    problems.expect(
        files.filter().equals(FileFilter.ALL),
        "Invalid --include or --exclude with --table (they choose files)");
    problems.expect(
        labels == null, "Invalid --labels: " + labels + " with --table (must be --label-column)");
    return new ImageSettings.Table(input.table.choice());
  }

  /** The place of the images: files or a table. */
  static final class Input {
    @Option(
        names = "--images",
        arity = "1..*",
        required = true,
        paramLabel = "URI",
        description = "Folders (searched in depth), files or globs: local, hdfs://, s3a://, ...")
    List<String> images = List.of();

    @ArgGroup(exclusive = false, multiplicity = "1")
    TableOptions table;
  }
}
