package io.github.heatmill.job;

import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code heatmill explain}: all of a dataset's images to tables of predictions, explanations and
 * errors.
 */
@Command(
    name = "explain",
    description =
        "Explains all images of a dataset and writes the tables predictions, explanations and errors.",
    sortOptions = false)
final class ExplainCommand implements Callable<Integer> {
  /**
   * Spark 4 would send the files of a session alone to the executors of its queries, and not those
   * of the context, such as the network; earlier ones do not know the setting.
   */
  private static final String ARTIFACT_ISOLATION = "spark.sql.artifact.isolation.enabled";

  @ArgGroup(exclusive = true, multiplicity = "1")
  Input input = new Input();

  @Mixin ModelOptions model = new ModelOptions();

  @Option(
      names = "--layer",
      paramLabel = "L[,L...]",
      defaultValue = "auto",
      description =
          "Where to look; the maps of several are fused. Give the option again for maps of their own. "
              + "auto (default): the last layer with a map, or that of each resolution, fused, for methods that want it. "
              + "heatmill layers lists them.")
  List<String> layers;

  @Option(
      names = "--methods",
      split = ",",
      paramLabel = "ID[:OPTION...]",
      defaultValue = "grad-cam,layer-cam,random",
      description =
          "Methods (default: ${DEFAULT-VALUE}). heatmill methods lists them with their options. "
              + "A part with = but without : goes on with the options of the method before it: "
              + "a:x=1,y=2,b is the method a with two options, and b.")
  List<String> methods;

  @Option(
      names = "--target",
      paramLabel = "CLASS",
      defaultValue = "predicted",
      description = "Explained class: predicted (default), label, or a class's index or name.")
  String target;

  @Option(
      names = "--labels",
      paramLabel = "folder|CSV",
      description =
          "What the images show: the name of their folder, or a CSV file with the columns image and label.")
  String labels;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      defaultValue = "16",
      description = "Images in one forward pass (default: ${DEFAULT-VALUE}).")
  int batchSize;

  @Option(
      names = "--top-k",
      paramLabel = "K",
      defaultValue = "5",
      description = "Predicted classes kept for each image (default: ${DEFAULT-VALUE}).")
  int topK;

  @Option(
      names = "--max-megapixels",
      paramLabel = "N",
      defaultValue = "100",
      description =
          "Larger images are refused before they are decoded (default: ${DEFAULT-VALUE}).")
  int maxMegapixels;

  @Option(
      names = "--statistics-images",
      paramLabel = "N",
      defaultValue = "1000",
      description =
          "Images that say what is usual for a layer, for methods that want to know (default: ${DEFAULT-VALUE}).")
  int statisticsImages;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "URI",
      description = "Folder for the tables.")
  String output;

  @Option(names = "--overwrite", description = "Replace the tables of an earlier run.")
  boolean overwrite;

  /** Where the images are: files or a table. */
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

  @Override
  public Integer call() throws Exception {
    ExplainPlan plan = ExplainPlan.of(this);
    System.err.print(plan.text());
    SparkSession spark =
        SparkSession.builder()
            .appName("heatmill explain " + plan.model().name())
            .config(ARTIFACT_ISOLATION, false)
            .getOrCreate();
    try {
      RunSummary summary = new ExplainJob(spark, plan).run();
      System.out.print(summary.text());
      return Heatmill.DONE;
    } finally {
      spark.stop();
    }
  }
}
