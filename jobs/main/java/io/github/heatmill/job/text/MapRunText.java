package io.github.heatmill.job.text;

import static java.util.stream.Collectors.joining;

import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.Rgb;
import io.github.heatmill.job.run.MapRun;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.model.NetworkOutput;
import io.github.heatmill.udf.request.SavedModel;
import java.util.List;
import java.util.Locale;

/**
 * Describes a run before it starts, so that the user sees wrong preprocessing, which causes no
 * error.
 */
public final class MapRunText {
  private MapRunText() {}

  public static String of(MapRun run) {
    Preprocessing input = run.model().card().preprocessing();
    return String.format(
        Locale.ROOT,
        "Model    %s, %s%s%nOutput   %s%nInput    %d x %d, %s; mean %s, std %s%s%nMaps     %s%nTarget  "
            + " %s%nMetrics  %s%n%s",
        run.model().name(),
        classes(run.model()),
        repairs(run.model().script().repairs()),
        output(run.model().card().output()),
        input.width(),
        input.height(),
        resized(input),
        text(input.mean()),
        text(input.std()),
        run.model().described() ? "" : " (assumed: no serving.properties beside the model)",
        run.work().assignments().stream()
            .map(each -> ids(each.methods()) + place(each.name()))
            .collect(joining("\n         ")),
        run.work().target(),
        run.measuring().metrics().isEmpty()
            ? "none"
            : run.measuring().metrics().stream().map(Metric::id).collect(joining(", ")),
        run.remarks().stream().map("Note     %s%n"::formatted).collect(joining()));
  }

  private static String output(NetworkOutput output) {
    return output.kind().id()
        + (output.path().isEmpty() ? "" : " in part " + output.pathText())
        + ": "
        + output.reason();
  }

  private static String place(String layers) {
    return layers.isEmpty() ? " without a layer" : " at " + layers;
  }

  private static String repairs(List<String> repairs) {
    return repairs.isEmpty()
        ? ""
        : String.format("%n         changed to run: %s", String.join("; ", repairs));
  }

  private static String classes(SavedModel model) {
    int names = model.card().classNames().size();
    return names == 0 ? "without class names" : names + " classes";
  }

  private static String resized(Preprocessing input) {
    return input.resize() > 0
        ? "the centre of the image with its shorter side resized to " + input.resize()
        : "the whole image resized";
  }

  private static String text(Rgb rgb) {
    return rgb.red() + " " + rgb.green() + " " + rgb.blue();
  }

  private static String ids(List<SaliencyMethod> methods) {
    return methods.stream().map(SaliencyMethod::id).collect(joining(", "));
  }
}
