package io.github.heatmill.job.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.heatmill.job.input.ImageFiles;
import io.github.heatmill.job.input.ImageRows;
import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.output.RunOutput.Existing;
import io.github.heatmill.job.output.RunRecord;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;

/** What the rows of a run depend on, so that a run goes on with nothing else. */
final class RunSettings {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MEASURED = "measured";

  private RunSettings() {}

  /**
   * Makes sure that a plan goes on with nothing but what its run was asked for: rows of two
   * settings in one table could not be compared.
   *
   * @throws IllegalArgumentException with every difference
   */
  static ExplainPlan expectSameAsBefore(ExplainPlan plan) throws IOException {
    RunOutput output = plan.output();
    Configuration hadoop = SparkHadoopUtil.get().newConfiguration(new SparkConf());
    if (output.existing() != Existing.CONTINUED || !output.hasBegun(hadoop)) {
      return plan;
    }
    List<String> differences = before(output, hadoop).differences(of(plan));
    if (!differences.isEmpty()) {
      throw new IllegalArgumentException(
          "Other settings than those of the run in "
              + output.folder()
              + ": "
              + String.join("; ", differences)
              + " (repeat the run's, name another folder, or add --overwrite)");
    }
    return plan;
  }

  /** Those of a plan. */
  static RunRecord of(ExplainPlan plan) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("folder", plan.output().folder()); // Its checkpoint names files in it.
    Map<String, Object> model = Manifest.model(plan);
    model.remove("source"); // The same network may lie elsewhere by now.
    all.put("model", model);
    all.put("data", data(plan));
    all.put("settings", settings(plan));
    all.put(MEASURED, measured(JSON.valueToTree(Manifest.measured(plan.measuring()))));
    return RunRecord.of(all);
  }

  /** Those of an earlier run; heatmill score may have measured more since it began. */
  static RunRecord before(RunOutput output, Configuration hadoop) throws IOException {
    RunRecord record = RunRecord.read(output, hadoop);
    if (!output.has(RunOutput.MANIFEST, hadoop)) {
      return record;
    }
    JsonNode manifest = JSON.readTree(output.read(RunOutput.MANIFEST, hadoop));
    return record.with(MEASURED, JSON.valueToTree(measured(manifest.get(MEASURED))));
  }

  private static Map<String, Object> data(ExplainPlan plan) {
    Map<String, Object> data = new LinkedHashMap<>();
    if (plan.source() instanceof ImageFiles files) {
      data.put("labels", files.labels().description());
    } else if (plan.source() instanceof ImageRows rows) {
      data.put("table", rows.table().toString());
    }
    return data;
  }

  private static Map<String, Object> settings(ExplainPlan plan) {
    Map<String, Object> settings = Manifest.settings(plan);
    // More than one image at once gives the same bits, whatever their number.
    settings.put("batch_size", plan.work().sizes().batch() == 1 ? "1" : "2 or more");
    settings.remove("maximum_pixels"); // It says what fails, and nothing about what does not.
    settings.put("statistics_images", plan.work().sizes().sample());
    return settings;
  }

  /** Metrics by what they are called, in no order. */
  private static Map<String, Object> measured(JsonNode measured) {
    Map<String, Object> metrics = new TreeMap<>();
    for (JsonNode metric : measured.get("metrics")) {
      boolean chance = metric.get("chance").asBoolean();
      metrics.put(metric.get("id").asText(), chance ? "beside chance" : "alone");
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("metrics", metrics);
    all.put("curves", measured.get("curves").asBoolean());
    all.put("annotations", measured.get("annotations"));
    return all;
  }
}
