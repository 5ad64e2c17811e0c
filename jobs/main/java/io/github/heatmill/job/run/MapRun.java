package io.github.heatmill.job.run;

import io.github.heatmill.job.input.ImageSource;
import io.github.heatmill.job.output.PieceTables.Origin;
import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.udf.request.ExplainSpec;
import io.github.heatmill.udf.request.SavedModel;
import java.util.List;

/**
 * A run that makes maps, checked as far as that is possible without Spark.
 *
 * @param source the images
 * @param model the network
 * @param work the request to executors
 * @param measuring the measurements of the maps
 * @param output the folder of the tables
 * @param classes the number of classes that the network tells apart
 * @param remarks sentences about what the check has changed
 */
public record MapRun(
    ImageSource source,
    SavedModel model,
    ExplainSpec work,
    Measuring measuring,
    RunOutput output,
    int classes,
    List<String> remarks) {

  public MapRun {
    remarks = List.copyOf(remarks);
  }

  /** The same run with another description of its network. */
  public MapRun with(SavedModel other) {
    return new MapRun(source, other, work, measuring, output, classes, remarks);
  }

  /** The same run with another request. */
  public MapRun with(ExplainSpec other) {
    return new MapRun(source, model, other, measuring, output, classes, remarks);
  }

  /** The network, as each row of the tables names it. */
  public Origin origin() {
    return new Origin(model.name(), model.card().preprocessing());
  }
}
