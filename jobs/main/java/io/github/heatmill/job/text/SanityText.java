package io.github.heatmill.job.text;

import static java.util.stream.Collectors.joining;

import io.github.heatmill.job.sanity.SanityOfMethod;
import io.github.heatmill.job.sanity.SanityOfMethod.Means;
import io.github.heatmill.job.sanity.SanityOfMethod.Step;
import io.github.heatmill.job.sanity.SanityPlan;
import io.github.heatmill.job.sanity.SanityResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Writes the plan and the result of {@code heatmill sanity} as text.
 *
 * @param methods the methods of the result
 */
public record SanityText(List<SanityOfMethod> methods) {
  private static final String UNDEFINED = "-";

  public static String of(SanityPlan plan) {
    return MapRunText.of(plan.run())
        + "Sample   "
        + plan.run().work().sizes().sample()
        + " images\nSteps    "
        + plan.levels().stream()
            .map(level -> level.number() + " from " + level.from())
            .collect(joining("\n         "))
        + "\n";
  }

  public static String of(SanityResult result) {
    return new SanityText(result.methods()).text(result);
  }

  private String text(SanityResult result) {
    String names =
        "%-"
            + width("Layer", SanityOfMethod::layer)
            + "s  "
            + "%-"
            + width("Method", SanityOfMethod::method)
            + "s  ";
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(line("Images  %,d compared in %.1f s", result.images(), result.seconds()));
    lines.add(line("Errors  %,d", result.errors()));
    lines.add("");
    lines.addAll(table(names));
    lines.add("");
    methods.forEach(m -> lines.add(line(names + "%s", m.layer(), m.method(), m.verdict())));
    lines.add("");
    lines.add("Tables in " + result.folder() + ": sanity, errors; manifest.json");
    return String.join("\n", lines) + "\n";
  }

  /**
   * One line for each step: means over n images, the number of maps that did not change by a bit,
   * and the number of maps that became flat or not finite.
   */
  private List<String> table(String names) {
    int from = width("Randomised from", m -> widest(m.steps()));
    String format = names + "%4s  %-" + from + "s  %6s  %6s  %6s  %9s  %6s";
    List<String> lines = new ArrayList<>();
    lines.add(
        line(
            format,
            "Layer",
            "Method",
            "Step",
            "Randomised from",
            "Rank",
            "SSIM",
            "n",
            "Unchanged",
            "Lost"));
    for (SanityOfMethod each : methods) {
      for (Step step : each.steps()) {
        Means means = step.means();
        Object[] values = {
          each.layer(), each.method(), step.number(), step.randomised(),
          shown(means.rankCorrelation()), shown(means.ssim()), means.compared(), step.identical(),
          step.lost()
        };
        lines.add(line(format, values));
      }
    }
    return lines;
  }

  private int width(String title, Function<SanityOfMethod, String> text) {
    return Stream.concat(Stream.of(title), methods.stream().map(text))
        .mapToInt(String::length)
        .max()
        .orElse(0);
  }

  private static String widest(List<Step> steps) {
    return steps.stream()
        .map(Step::randomised)
        .reduce("", (a, b) -> a.length() >= b.length() ? a : b);
  }

  private static String shown(OptionalDouble mean) {
    return mean.isPresent() ? line("%.3f", mean.getAsDouble()) : UNDEFINED;
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
