package io.github.heatmill.job.shortcuts;

import io.github.heatmill.job.option.MovedImages;
import io.github.heatmill.job.session.Session;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code heatmill shortcuts}: classes that are recognised by something else than the object. */
@Command(
    name = "shortcuts",
    description =
        "Groups the maps of each class by where their evidence lies, ranks the groups by how much that looks like"
            + " a wrong reason, and masks the places of the first ones to see what they are worth to the network:"
            + " writes the tables clusters and members, and shortcuts.html.",
    sortOptions = false)
public final class ShortcutsCommand implements Callable<Integer> {
  @Option(
      names = "--input",
      required = true,
      paramLabel = "URI",
      description = "The output of heatmill explain.")
  String input;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "URI",
      description = "Folder for the tables and the page.")
  String output;

  @Option(names = "--overwrite", description = "Replace what an earlier run wrote there.")
  boolean overwrite;

  @ArgGroup(exclusive = true, multiplicity = "0..1")
  MovedImages images;

  @Option(
      names = "--model",
      paramLabel = "DIR-OR-PT",
      description = "Where the network is now (default: where the run found it).")
  String model;

  @Option(
      names = "--method",
      paramLabel = "ID",
      description = "Whose maps are grouped (default: the run's first method that is not random).")
  String method;

  @Option(
      names = "--layer",
      paramLabel = "LAYER",
      description = "Of which layer (default: the first that the method explained).")
  String layer;

  @Mixin Thresholds.Options thresholds = new Thresholds.Options();

  @Override
  public Integer call() throws Exception {
    ShortcutsPlan plan = ShortcutsPlan.of(this);
    System.err.print(plan.text());
    try (Session session = Session.open("heatmill shortcuts " + plan.run().modelName())) {
      SparkSession spark = session.spark();
      System.out.print(new ShortcutsJob(spark, plan).run());
      return ExitCode.OK;
    }
  }
}
