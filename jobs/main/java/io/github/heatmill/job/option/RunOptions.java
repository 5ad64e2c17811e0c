package io.github.heatmill.job.option;

import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every job that makes maps must know: which images, network, layers, methods and folder. */
public final class RunOptions {
  @ArgGroup(exclusive = true, multiplicity = "1")
  public Input input = new Input();

  @Mixin public ModelOptions model = new ModelOptions();

  @Option(
      names = "--layer",
      paramLabel = "L[,L...]",
      defaultValue = "auto",
      description =
          "Where to look; the maps of several are fused. Give the option again for maps of their own. "
              + "auto (default): the last layer with a map, or that of each resolution, fused, for methods that want it. "
              + "heatmill layers lists them.")
  public List<String> layers;

  @Option(
      names = "--methods",
      split = ",",
      paramLabel = "ID[:OPTION...]",
      defaultValue = "grad-cam,layer-cam,random",
      description =
          "Methods (default: ${DEFAULT-VALUE}). heatmill methods lists them with their options. "
              + "A part with = but without : goes on with the options of the method before it: "
              + "a:x=1,y=2,b is the method a with two options, and b.")
  public List<String> methods;

  @Option(
      names = "--target",
      paramLabel = "CLASS",
      defaultValue = "predicted",
      description = "Explained class: predicted (default), label, or a class's index or name.")
  public String target;

  @Option(
      names = "--labels",
      paramLabel = "folder|CSV",
      description =
          "What the images show: the name of their folder, or a CSV file with the columns image and label.")
  public String labels;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      defaultValue = "16",
      description = "Images in one forward pass (default: ${DEFAULT-VALUE}).")
  public int batchSize;

  @Option(
      names = "--max-megapixels",
      paramLabel = "N",
      defaultValue = "100",
      description =
          "Larger images are refused before they are decoded (default: ${DEFAULT-VALUE}).")
  public int maxMegapixels;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "URI",
      description = "Folder for the tables.")
  public String output;

  @Option(names = "--overwrite", description = "Replace the tables of an earlier run.")
  public boolean overwrite;

  /** Where the images are: files or a table. */
  public static final class Input {
    @Option(
        names = "--images",
        arity = "1..*",
        required = true,
        paramLabel = "URI",
        description = "Folders (searched in depth), files or globs: local, hdfs://, s3a://, ...")
    public List<String> images = List.of();

    @ArgGroup(exclusive = false, multiplicity = "1")
    public TableOptions table;
  }
}
