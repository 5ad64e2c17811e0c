package io.github.heatmill.job.text;

import static java.util.stream.Collectors.joining;

import io.github.heatmill.image.Channels;
import io.github.heatmill.image.Encoding;
import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.ResizeFilter;
import io.github.heatmill.image.Resizing;
import io.github.heatmill.image.Resizing.Fit;
import io.github.heatmill.job.input.ImageSource;
import io.github.heatmill.job.input.match.RowMatches;
import io.github.heatmill.job.run.MapRun;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.model.output.NetworkOutput;
import io.github.heatmill.model.output.OutputKind;
import io.github.heatmill.model.output.ValueScale;
import io.github.heatmill.udf.request.Assignment;
import io.github.heatmill.udf.request.SavedModel;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

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
        "Model    %s, %s%s%nOutput   %s%nInput    %d x %d, %s; %s%s%n%sMaps     %s%nTarget   %s%nMetrics  %s%n%s%s",
        run.model().name(),
        classes(run.model()),
        repairs(run.model().script().repairs()),
        output(run.model().card().output(), run.classes()),
        input.width(),
        input.height(),
        resized(input.resizing()),
        encoded(input.encoding()),
        described(run.model()),
        run.model().description().notes().stream()
            .map(note -> "Note     " + note + "\n")
            .collect(joining()),
        run.work().assignments().stream()
            .map(each -> ids(each.methods()) + place(layers(each, run.model())))
            .collect(joining("\n         ")),
        run.work().target(),
        run.measuring().metrics().isEmpty()
            ? "none"
            : run.measuring().metrics().stream().map(Metric::id).collect(joining(", ")),
        matches(run),
        run.remarks().stream().map("Note     %s%n"::formatted).collect(joining()));
  }

  /** How the rows of files of labels and annotations met the images. */
  private static String matches(MapRun run) {
    Stream<RowMatches> labels =
        run.source() instanceof ImageSource.Files files ? files.named().stream() : Stream.empty();
    return labels.map("Labels   %s%n"::formatted).collect(joining())
        + run.measuring().annotations().matches().stream()
            .map("Truth    %s%n"::formatted)
            .collect(joining());
  }

  private static String output(NetworkOutput output, int classes) {
    return output.kind().id()
        + ", "
        + counted(classes, output.kind() == OutputKind.REGRESSION ? "value" : "class")
        + (output.path().isEmpty() ? "" : " in part " + output.pathText())
        + ": "
        + output.reason()
        + more(output);
  }

  private static String counted(int number, String noun) {
    String plural = noun.endsWith("s") ? noun + "es" : noun + "s";
    return number + " " + (number == 1 ? noun : plural);
  }

  /** What else is known of the output. */
  private static String more(NetworkOutput output) {
    if (output.kind() == OutputKind.REGRESSION) {
      ValueScale scale = output.scale();
      return "; " + scale.direction().shown() + spread(scale);
    }
    return output.references().isEmpty()
        ? ""
        : "; compared with " + String.join(", ", output.references().names());
  }

  private static String spread(ValueScale scale) {
    return scale.means().isEmpty()
        ? ""
        : String.format(
            Locale.ROOT,
            "; metrics measure %s, mean %s and spread %s",
            ValueScale.MEASURED,
            scale.means().stream().map(MapRunText::short4).collect(joining(", ")),
            scale.spreads().stream().map(MapRunText::short4).collect(joining(", ")));
  }

  private static String short4(double number) {
    return String.format(Locale.ROOT, "%.4g", number);
  }

  private static String place(String layers) {
    return layers.isEmpty() ? " without a layer" : " at " + layers;
  }

  private static String repairs(List<String> repairs) {
    return repairs.isEmpty()
        ? ""
        : String.format("%n         changed to run: %s", String.join("; ", repairs));
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

  private static String described(SavedModel model) {
    return model
        .description()
        .file()
        .map(file -> " (" + file + ")")
        .orElse(" (assumed: no serving.properties beside the model)");
  }

  /** What becomes of an image, in words. */
  private static String resized(Resizing resizing) {
    String filter = resizing.filter() == ResizeFilter.BILINEAR ? "" : ", " + resizing.filter().id();
    return fitted(resizing.fit()) + filter;
  }

  private static String fitted(Fit fit) {
    String centre = "the centre of the image ";
    if (fit instanceof Fit.Shorter shorter) {
      return centre + "with its shorter side resized to " + shorter.side();
    }
    if (fit instanceof Fit.Stretch stretch) {
      return stretch.width() == 0
          ? "the whole image resized"
          : centre + "resized to " + stretch.width() + " x " + stretch.height();
    }
    if (fit instanceof Fit.Square) {
      return "the whole image, made square by a border and resized";
    }
    if (fit instanceof Fit.Inside) {
      return "the whole image resized with its shape, within a border";
    }
    return fit instanceof Fit.None
        ? centre + "as it is"
        : centre + "resized with its shape to cover the input";
  }

  private static String encoded(Encoding encoding) {
    String colours =
        encoding.colours() == Encoding.Colours.RGB ? "" : encoding.colours().id() + ", ";
    String form = encoding.form() == Encoding.Form.NCHW ? "" : encoding.form().id() + ", ";
    return colours + form + "mean " + text(encoding.mean()) + ", std " + text(encoding.std());
  }

  private static String text(Channels channels) {
    StringBuilder text = new StringBuilder();
    for (float value : channels.values()) {
      text.append(text.length() == 0 ? "" : " ").append(value);
    }
    return text.toString();
  }

  private static String ids(List<SaliencyMethod> methods) {
    return methods.stream().map(SaliencyMethod::id).collect(joining(", "));
  }
}
