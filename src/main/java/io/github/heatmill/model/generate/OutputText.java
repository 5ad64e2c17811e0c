package io.github.heatmill.model.generate;

import io.github.heatmill.model.ModelFormatException;
import io.github.heatmill.model.output.Contrast;
import io.github.heatmill.model.output.NetworkOutput;
import io.github.heatmill.model.output.OutputKind;
import io.github.heatmill.model.output.References;
import io.github.heatmill.model.output.ValueScale;
import io.github.heatmill.model.output.ValueScale.Direction;
import io.github.heatmill.model.program.TypeText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes the methods that turn what a network returns into class scores and probabilities. */
final class OutputText {
  /** The smallest normal float32, which stands for 0 in a logarithm. */
  private static final String SMALLEST = "1.1754943508222875e-38";

  private OutputText() {}

  /** The expression for the class scores in what the network returned. */
  static String scoresOf(String returned) {
    return "(self).heatmill_scores(" + returned + ", )";
  }

  /**
   * The methods.
   *
   * @param type the type of what the network returns
   * @param structure the same type, see {@link
   *     io.github.heatmill.model.source.NetworkSource#structure}
   * @throws ModelFormatException if there is no tensor at the path
   */
  static String methods(String rootType, String type, String structure, NetworkOutput output) {
    return SourceTemplate.named("scores")
        .with("network", rootType)
        .with("type", type)
        .with("part", part(structure, output))
        .with("scores", scores(output))
        .with("probabilities", probabilities(output))
        .with("log_probabilities", logProbabilities(output))
        .with("cross_entropy", crossEntropy(output))
        .methods();
  }

  /** The lines that assign {@code part}. */
  private static List<String> part(String type, NetworkOutput output) {
    String expression = "returned";
    String at = type;
    List<String> taken = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    List<String> path = new ArrayList<>(output.path());
    while (!at.equals("Tensor")) {
      if (TypeText.optional(at).isPresent()) {
        String variable = "part" + lines.size() + "_";
        lines.addAll(unlessNone(variable, expression, taken));
        at = TypeText.optional(at).get();
        expression = "unchecked_cast(" + at + ", " + variable + ")";
        continue;
      }
      if (path.isEmpty() && TypeText.isSequence(at)) {
        path.add("0");
      }
      if (path.isEmpty()) {
        throw new ModelFormatException(
            "Model is not a classifier: it returns "
                + type
                + " (must be a Tensor, or a tuple or list that starts with one; --output-part"
                + " names one)");
      }
      String step = TypeText.isDictionaryOfTensors(at) ? String.join("/", path) : path.get(0);
      path.subList(0, TypeText.isDictionaryOfTensors(at) ? path.size() : 1).clear();
      taken.add(step);
      expression = TypeText.element(expression, at, step);
      at =
          TypeText.elementType(at, step)
              .orElseThrow(() -> new ModelFormatException(missing(taken, type)));
    }
    if (!path.isEmpty()) {
      throw new ModelFormatException(missing(output.path(), type));
    }
    lines.add("part = " + expression);
    return lines;
  }

  /** Lines that refuse a part that is None. */
  private static List<String> unlessNone(String variable, String value, List<String> path) {
    return List.of(
        variable + " = " + value,
        "if torch.__is__(" + variable + ", None):",
        "  ops.prim.RaiseException(\"Model returns None in the part "
            + String.join("/", path)
            + " of its output (--output-part must name another)\")",
        "else:",
        "  pass");
  }

  private static String missing(List<String> path, String type) {
    return "Unknown --output-part: "
        + String.join("/", path)
        + " (the model returns "
        + type
        + (type.contains("Dict[")
            ? "; keys that are neither text without quotes nor whole numbers, and keys with a slash"
                + " around other containers, need a wrapper that returns the scores alone"
            : "")
        + ")";
  }

  private static List<String> scores(NetworkOutput output) {
    List<String> lines = new ArrayList<>(ofClasses(output));
    Contrast contrast = output.contrast();
    if (contrast.isPresent()) {
      lines.add(
          "difference = torch.sub(torch.select(scores, 1, "
              + contrast.first()
              + "), torch.select(scores, 1, "
              + contrast.second()
              + "))");
      lines.add("scores = torch.cat([scores, torch.unsqueeze(difference, 1)], 1)");
    }
    return lines;
  }

  private static List<String> ofClasses(NetworkOutput output) {
    String logit =
        "torch.sub(torch.log(torch.clamp_min(table, "
            + SMALLEST
            + ")), torch.log(torch.clamp_min(torch.rsub(table, 1), "
            + SMALLEST
            + ")))";
    return switch (output.kind()) {
      case SOFTMAX -> classes("table");
      case PROBABILITIES ->
          probable(classes("torch.log(torch.clamp_min(table, " + SMALLEST + "))"));
      case SIGMOID -> List.of("scores = table");
      case SIGMOID_PROBABILITIES -> probable(List.of("scores = " + logit));
      case BINARY -> binary("table");
      case BINARY_PROBABILITY -> probable(binary(logit));
      case REGRESSION ->
          List.of(
              output.scale().direction() == Direction.UP
                  ? "scores = table"
                  : "scores = torch.neg(table)");
      case EMBEDDING -> similarities(output.references());
    };
  }

  /** The cosines of the angles between embeddings and references; 0 for an embedding of zeros. */
  private static List<String> similarities(References references) {
    if (references.isEmpty()) {
      throw new IllegalArgumentException(
          "Missing reference: an embedding is compared with something (--reference must name an"
              + " image, or a CSV or Parquet table of embeddings)");
    }
    int length = references.length();
    return List.of(
        "if torch.ne(torch.slice(torch.size(table), 1), [" + length + "]):",
        "  "
            + raise(
                "Model returns the shape {}, and its references have "
                    + length
                    + " numbers (must be embeddings of this network)"),
        "else:",
        "  pass",
        "lengths = torch.sqrt(torch.sum(torch.mul(table, table), [1], True))",
        "directions = torch.div(table, torch.clamp_min(lengths, 9.9999999999999998e-13))",
        "references = " + constants(references.directions(), "table"),
        "scores = torch.matmul(directions, torch.t(torch.reshape(references, [-1, "
            + length
            + "])))");
  }

  /**
   * Numbers as a vector.
   *
   * @param like a tensor whose type and device the vector takes
   */
  private static String constants(List<? extends Number> numbers, String like) {
    String all =
        numbers.stream()
            .map(number -> Double.toString(number.doubleValue()))
            .collect(Collectors.joining(", "));
    return "torch.type_as(torch.tensor([" + all + "]), " + like + ")";
  }

  /** Refuses a single column: the softmax over one class is 1 for every image. */
  private static List<String> classes(String scores) {
    String kinds =
        Arrays.stream(OutputKind.values())
                .filter(OutputKind::isBinary)
                .map(OutputKind::id)
                .collect(Collectors.joining(", "))
            + ", or "
            + OutputKind.REGRESSION.id();
    return List.of(
        "if torch.eq(torch.slice(torch.size(table), 1), [1]):",
        "  "
            + raise(
                "Model returns one number for each image: its output has the shape {} (must be"
                    + " (images, classes), or --output-kind must say what the number means: "
                    + kinds
                    + ")"),
        "else:",
        "  pass",
        "scores = " + scores);
  }

  private static List<String> binary(String logit) {
    return List.of(
        "if torch.ne(torch.slice(torch.size(table), 1), [1]):",
        "  " + raise("Model returns the shape {} (binary needs one number for each image)"),
        "else:",
        "  pass",
        "second = " + logit,
        "scores = torch.cat([torch.neg(second), second], 1)");
  }

  /** Lines that also refuse values that are no probabilities. */
  private static List<String> probable(List<String> lines) {
    List<String> checked = new ArrayList<>();
    checked.add(
        "if bool(torch.any(torch.logical_or(torch.lt(table, -0.01), torch.gt(table, 1.01)))):");
    checked.add(
        "  "
            + raise(
                "Model returns values outside 0..1 in the shape {}, which are no probabilities"
                    + " (--output-kind must say what they mean)"));
    checked.add("else:");
    checked.add("  pass");
    checked.addAll(lines);
    return checked;
  }

  private static String raise(String message) {
    return "ops.prim.RaiseException(torch.format(\"" + message + "\", shape))";
  }

  private static String probabilities(NetworkOutput output) {
    String classes =
        switch (output.kind()) {
          case SOFTMAX -> "torch.softmax(classes, 1, 7)";
          case PROBABILITIES -> "torch.exp(torch.to(classes, 7))";
          case SIGMOID, SIGMOID_PROBABILITIES, BINARY, BINARY_PROBABILITY ->
              "torch.sigmoid(torch.to(classes, 7))";
          case REGRESSION -> "torch.sigmoid(" + standardised(output, "torch.to(classes, 7)") + ")";
          case EMBEDDING -> "torch.div(torch.add(torch.to(classes, 7), 1), 2)";
        };
    return withContrast(output, classes, "torch.sigmoid(torch.to(scores, 7))");
  }

  private static String logProbabilities(NetworkOutput output) {
    String classes =
        switch (output.kind()) {
          case SOFTMAX -> "torch.log_softmax(classes, 1)";
          case PROBABILITIES -> "classes";
          default -> "torch.log_sigmoid(" + logits(output, "classes") + ")";
        };
    return withContrast(output, classes, "torch.log_sigmoid(scores)");
  }

  /**
   * The values of the classes, and of a contrast behind them.
   *
   * @param ofClasses an expression of {@code classes}
   * @param ofAll an expression of {@code scores}, of which the last column is taken
   */
  private static String withContrast(NetworkOutput output, String ofClasses, String ofAll) {
    if (!output.contrast().isPresent()) {
      return ofClasses.replace("classes", "scores");
    }
    int classes = output.contrast().classes();
    String alone = ofClasses.replace("classes", "torch.slice(scores, 1, 0, " + classes + ")");
    return "torch.cat([" + alone + ", torch.slice(" + ofAll + ", 1, " + classes + ")], 1)";
  }

  /** log(p / (1 - p)) of scores that do not exclude each other. */
  private static String logits(NetworkOutput output, String scores) {
    if (output.contrast().isPresent()) {
      return scores;
    }
    return switch (output.kind()) {
      case REGRESSION -> standardised(output, scores);
      case EMBEDDING -> {
        String inside = "torch.clamp(" + scores + ", -0.999999, 0.999999)";
        yield "torch.sub(torch.log1p(" + inside + "), torch.log1p(torch.neg(" + inside + ")))";
      }
      default -> scores;
    };
  }

  private static String standardised(NetworkOutput output, String scores) {
    ValueScale scale = output.scale();
    List<Double> centres =
        IntStream.range(0, scale.means().size()).mapToObj(scale::centre).toList();
    return scale.means().isEmpty()
        ? scores
        : "torch.div(torch.sub("
            + scores
            + ", "
            + constants(centres, scores)
            + "), "
            + constants(scale.spreads(), scores)
            + ")";
  }

  /** A negative wanted probability of a class means that the class does not count. */
  private static List<String> crossEntropy(NetworkOutput output) {
    return output.link().isExclusive()
        ? List.of("agreement = torch.mul(wanted, (self).heatmill_log_probabilities(scores, ))")
        : List.of(
            "logits = " + logits(output, "scores"),
            "present = torch.mul(wanted, torch.log_sigmoid(logits))",
            "absent = torch.mul(torch.rsub(wanted, 1), torch.log_sigmoid(torch.neg(logits)))",
            "counted = torch.to(torch.ge(wanted, 0), 6)",
            "agreement = torch.mul(torch.add(present, absent), counted)");
  }
}
