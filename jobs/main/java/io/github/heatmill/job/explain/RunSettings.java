package io.github.heatmill.job.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.heatmill.job.finished.FinishedRun;
import io.github.heatmill.job.input.ImageSource;
import io.github.heatmill.job.output.JsonRecord;
import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.output.RunOutput.Existing;
import io.github.heatmill.job.output.RunRecord;
import io.github.heatmill.job.run.MapRun;
import io.github.heatmill.job.run.RunDescription;
import io.github.heatmill.model.output.NetworkOutput;
import io.github.heatmill.model.output.OutputKind;
import io.github.heatmill.model.output.ValueScale;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/** The settings that the rows of a run depend on; a run may only go on with the same settings. */
final class RunSettings {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MEASURED = "measured";

  private RunSettings() {}

  /**
   * Checks that a run goes on with the settings with which it began: rows of two settings in one
   * table could not be compared.
   *
   * @throws IllegalArgumentException with every difference
   */
  static MapRun expectSameAsBefore(MapRun run, Configuration hadoop) throws IOException {
    RunOutput output = run.output();
    if (output.existing() != Existing.CONTINUED || !output.hasBegun(hadoop)) {
      return run;
    }
    RunRecord before = before(output, hadoop);
    MapRun continued = withScale(run, before);
    List<String> differences = before.differences(of(continued));
    if (!differences.isEmpty()) {
      throw new IllegalArgumentException(
          "Other settings than those of the run in "
              + output.folder()
              + ": "
              + String.join("; ", differences)
              + " (repeat the run's, name another folder, or add --overwrite)");
    }
    return continued;
  }

  /** The run with the scale of values that it began with, which depends on the images of then. */
  private static MapRun withScale(MapRun run, RunRecord before) {
    NetworkOutput output = run.model().card().output();
    JsonNode recorded = before.settings().at("/model/scale");
    if (output.kind() != OutputKind.REGRESSION || recorded.isMissingNode()) {
      return run;
    }
    ValueScale scale = FinishedRun.scale(output.scale().direction(), recorded);
    return run.with(run.model().with(run.model().card().with(output.with(scale))));
  }

  /** The settings of a run. */
  static RunRecord of(MapRun run) {
    RunDescription description = new RunDescription(run);
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("folder", run.output().folder()); // Its checkpoint names files in it.
    Map<String, Object> model = description.model();
    model.remove("source"); // The same network may be elsewhere by now.
    model.remove("remarks");
    NetworkOutput output = run.model().card().output();
    model.put("output", output.kind().id() + " " + output.pathText());
    if (output.kind() == OutputKind.REGRESSION) {
      model.put("direction", output.scale().direction().id());
      model.put("scale", RunDescription.scale(output.scale()));
    }
    if (!output.references().isEmpty()) {
      model.put("references", output.references().vectors());
    }
    all.put("model", model);
    all.put("data", data(run.source()));
    all.put("settings", settings(run, description));
    all.put(MEASURED, measured(JSON.valueToTree(RunDescription.measured(run.measuring()))));
    return RunRecord.of(all);
  }

  /** The settings of an earlier run; {@code score} may have added metrics since it began. */
  static RunRecord before(RunOutput output, Configuration hadoop) throws IOException {
    RunRecord record = RunRecord.read(output, hadoop);
    if (!output.has(RunOutput.MANIFEST, hadoop)) {
      return record;
    }
    ObjectNode manifest = output.record(RunOutput.MANIFEST, hadoop);
    JsonRecord.expect(output.path(RunOutput.MANIFEST), manifest, List.of("/measured/metrics"));
    return record.with(MEASURED, JSON.valueToTree(measured(manifest.get(MEASURED))));
  }

  private static Map<String, Object> data(ImageSource source) {
    Map<String, Object> data = new LinkedHashMap<>();
    if (source instanceof ImageSource.Files files) {
      data.put("labels", files.labels().description());
    } else if (source instanceof ImageSource.Table table) {
      data.put("table", table.choice().toString());
    }
    return data;
  }

  private static Map<String, Object> settings(MapRun run, RunDescription description) {
    Map<String, Object> settings = description.settings();
    // All batches of more than one image give the same bits.
    settings.put("batch_size", run.work().sizes().batch() == 1 ? "1" : "2 or more");
    settings.remove(
        "maximum_pixels"); // It decides which images fail, and changes no row of another.
    settings.put("statistics_images", run.work().sizes().sample());
    return settings;
  }

  /** The metrics by id, so that their order does not matter. */
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
