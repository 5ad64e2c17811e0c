package io.github.heatmill.job.text;

import static java.util.stream.Collectors.joining;

import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.Rgb;
import io.github.heatmill.job.run.MapRun;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.udf.request.Assignment;
import io.github.heatmill.udf.request.SavedModel;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
        "Model    %s, %s%nInput    %d x %d, %s; mean %s, std %s%s%nMaps     %s%nTarget  "
            + " %s%nMetrics  %s%n",
        run.model().name(),
        classes(run.model()),
        input.width(),
        input.height(),
        resized(input),
        text(input.mean()),
        text(input.std()),
        run.model().described() ? "" : " (assumed: no serving.properties beside the model)",
        run.work().assignments().stream()
            .map(each -> ids(each.methods()) + " at " + layers(each, run.model()))
            .collect(joining("\n         ")),
        run.work().target(),
        run.measuring().metrics().isEmpty()
            ? "none"
            : run.measuring().metrics().stream().map(Metric::id).collect(joining(", ")));
  }

  /** The layers, each with its layout where that is not {@code nchw}. */
  private static String layers(Assignment assignment, SavedModel model) {
    Map<String, String> layouts = model.layers().others(assignment.layers());
    return assignment.layers().stream()
            .map(
                layer ->
                    layouts.containsKey(layer) ? layer + " (" + layouts.get(layer) + ")" : layer)
            .collect(joining(","))
        + model.layers().warning(assignment.layers()).map(text -> " (" + text + ")").orElse("");
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
