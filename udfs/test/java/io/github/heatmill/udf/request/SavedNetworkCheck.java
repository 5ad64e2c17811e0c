package io.github.heatmill.udf.request;

import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.request.SavedNetworkCase.Description;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Opens the networks that scripts/python/saved_networks.py saved, as a run does, and prints a row
 * of a Markdown table for each: whether probabilities and maps are those of PyTorch, or why the
 * network is refused. Run by scripts/check_models.sh.
 */
public final class SavedNetworkCheck {
  private static final double PROBABILITY_TOLERANCE = 1e-6;

  /**
   * Two implementations may each be off by PyTorch's own rounding, on images where it is larger.
   */
  private static final double ROUNDINGS = 4;

  private static final double MAP_TOLERANCE = 1e-5;
  private static final double HEAD_TOLERANCE = 1e-5;

  private final SavedNetworkCase saved;
  private final Description description;

  private SavedNetworkCheck(SavedNetworkCase saved) {
    this.saved = saved;
    this.description = saved.description();
  }

  /**
   * The result for one network.
   *
   * @param expected whether it is equal, or refused for the reason that the case names, or skipped
   */
  private record Row(
      String kind,
      String result,
      String probabilities,
      String map,
      String reason,
      boolean expected) {

    static Row skipped(String reason) {
      return new Row("", "skipped", "", "", reason, true);
    }

    static Row refused(String reason, boolean expected) {
      return new Row("", marked("refused", expected), "", "", reason, expected);
    }

    private static String marked(String result, boolean expected) {
      return expected ? result : "**" + result + "**";
    }
  }

  /**
   * Argument: the folder with one folder for each case. Ends with 1 if a result is not as expected.
   */
  public static void main(String[] arguments) throws IOException {
    List<Path> folders;
    try (var files = Files.list(Path.of(arguments[0]))) {
      folders = files.sorted().toList();
    }
    boolean expected = true;
    for (Path folder : folders) {
      Row row = new SavedNetworkCheck(SavedNetworkCase.read(folder)).printed();
      expected &= row.expected();
    }
    System.exit(expected ? 0 : 1);
  }

  private Row printed() throws IOException {
    Row row = row();
    List<String> cells =
        List.of(
            description.network(),
            description.saved(),
            row.kind(),
            row.result(),
            row.probabilities(),
            row.map(),
            row.reason().replace("|", "\\|").replaceAll("\\s+", " "));
    System.out.println("| " + String.join(" | ", cells) + " |");
    return row;
  }

  private Row row() throws IOException {
    if (description.skipped() != null) {
      return Row.skipped(description.skipped());
    }
    try {
      return compared(ExplainedNetwork.of(saved));
    } catch (RuntimeException e) {
      boolean expected = !saved.isComparable() && e.getMessage().contains(description.reason());
      return Row.refused(saved.withoutPlaces(e.getMessage()), expected);
    }
  }

  private Row compared(ExplainedNetwork explained) {
    String kind = explained.kind() + (explained.kindWasGiven() ? " (given)" : "");
    if (!saved.isComparable()) {
      return new Row(kind, Row.marked("accepted", false), "", "", "", false);
    }
    double probability = difference(explained.probabilities(), saved.probabilities(), 1);
    boolean equal =
        explained.kind().equals(description.kind())
            && probability <= Math.max(PROBABILITY_TOLERANCE, ROUNDINGS * description.rounding())
            && explained.headError() <= HEAD_TOLERANCE;
    String map = "";
    if (explained.maps().isPresent()) {
      double[] expected = doubles(explained.reference().orElseGet(saved::maps));
      double off = difference(doubles(explained.maps().get()), expected, range(expected));
      equal &= off <= MAP_TOLERANCE;
      map = text(off);
    }
    String result = equal ? "equal" : Row.marked("unequal", false);
    return new Row(kind, result, text(probability), map, "", equal);
  }

  /** The largest difference, on a scale; infinity for values that are not finite or not as many. */
  private static double difference(double[] actual, double[] expected, double scale) {
    double largest = actual.length == expected.length ? 0 : Double.POSITIVE_INFINITY;
    for (int i = 0; i < Math.min(actual.length, expected.length); i++) {
      double off = Math.abs(actual[i] - expected[i]) / scale;
      largest = Double.isFinite(off) ? Math.max(largest, off) : Double.POSITIVE_INFINITY;
    }
    return largest;
  }

  private static double range(double[] values) {
    return Arrays.stream(values).max().orElse(0) - Arrays.stream(values).min().orElse(0);
  }

  private static double[] doubles(Tensor tensor) {
    return IntStream.range(0, tensor.size()).mapToDouble(i -> tensor.values()[i]).toArray();
  }

  private static String text(double error) {
    return String.format(Locale.ROOT, "%.1e", error);
  }
}
