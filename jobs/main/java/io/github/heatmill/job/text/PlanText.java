package io.github.heatmill.job.text;

import io.github.heatmill.job.console.AlignedTable;
import io.github.heatmill.job.console.AlignedTable.Align;
import io.github.heatmill.job.console.AlignedTable.Column;
import io.github.heatmill.job.console.ProgressText;
import io.github.heatmill.job.plan.Forecast;
import io.github.heatmill.job.plan.PlanResult;
import io.github.heatmill.job.plan.Tasks;
import io.github.heatmill.job.plan.cost.Costs;
import io.github.heatmill.job.plan.cost.Costs.Cost;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes the result of {@code heatmill plan} as text.
 *
 * @param result the measurements and forecasts
 * @param gpus the GPUs of one executor; 0 without GPUs
 */
public record PlanText(PlanResult result, int gpus) {

  public String text() {
    int cores = result.executors().cores();
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        line(
            "Images",
            "%,d; measured on %d of them, on one core (CPU)",
            result.dataset().images(),
            result.trial().images()));
    lines.add(line("Errors", "%s", errors()));
    lines.add("");
    lines.addAll(parts().withoutEmptyColumns().indented());
    lines.add("  Passes: in time of the shared pass. Parts that share work cost less together.");
    double targets = result.trial().targets();
    if (Double.isFinite(targets) && targets != 1) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  Methods and metrics: for one explained class. An image has %.1f on average; speed and"
                  + " tables below are for all.",
              targets));
    }
    lines.add("");
    lines.add(line("Speed", "%.2f images/s on one core: %s", result.trial().rate(), shares()));
    lines.add("");
    lines.addAll(times().withoutEmptyColumns().indented());
    lines.add(
        String.format(
            Locale.ROOT,
            "  Assumed: an executor of %d cores does the work of %.2f; executors share nothing.",
            cores,
            Forecast.speedup(cores)));
    if (gpus > 0) {
      lines.add("  Hours are those of CPUs: no GPU was measured, and none is counted on.");
    }
    lines.add("");
    lines.addAll(recommended(result.executors().numbers().get(0)));
    return String.join("\n", lines) + "\n";
  }

  private String errors() {
    Map<String, Long> errors = result.trial().errors();
    long failed = errors.values().stream().mapToLong(Long::longValue).sum();
    return String.format(
        Locale.ROOT,
        "%.1f %% of the sample%s",
        100.0 * failed / result.trial().images(),
        failed == 0 ? "" : " " + errors);
  }

  private AlignedTable parts() {
    Costs costs = result.measured().costs();
    List<List<String>> rows = new ArrayList<>();
    int batch = Math.min(result.batch(), result.trial().images());
    rows.add(row(new Cost("shared forward pass, with gradients", "", "", costs.forward(), batch)));
    costs.methods().forEach(cost -> rows.add(row(cost)));
    costs.metrics().forEach(cost -> rows.add(row(cost)));
    costs.together().ifPresent(cost -> rows.add(row(cost)));
    return new AlignedTable(
        List.of(
            new Column("Method, an image; metric, a map", Align.LEFT),
            new Column("Layer", Align.LEFT),
            new Column("Passes", Align.RIGHT),
            new Column("ms of a core", Align.RIGHT),
            new Column("Measured on", Align.RIGHT),
            new Column("Known passes", Align.LEFT)),
        rows);
  }

  private List<String> row(Cost cost) {
    return List.of(
        cost.name(),
        cost.where(),
        String.format(Locale.ROOT, "%.2f", result.measured().costs().passes(cost)),
        String.format(Locale.ROOT, "%.1f", 1000 * cost.seconds()),
        cost.images() == 1 ? "1 image" : cost.images() + " images",
        cost.known());
  }

  private String shares() {
    Map<String, Double> shares = result.trial().shares();
    double rest = 1 - shares.values().stream().mapToDouble(Double::doubleValue).sum();
    return String.format(
        Locale.ROOT,
        "reading %.0f %%, forward pass %.0f %%, methods %.0f %%, metrics %.0f %%, rows and Spark"
            + " %.0f %%",
        100 * shares.get("decode"),
        100 * shares.get("forward"),
        100 * shares.get("explain"),
        100 * shares.get("score"),
        100 * Math.max(0, rest));
  }

  private AlignedTable times() {
    List<List<String>> rows = new ArrayList<>();
    for (int number : result.executors().numbers()) {
      double hours = result.hours(number);
      rows.add(
          List.of(
              String.format(Locale.ROOT, "%,d", number),
              String.format(Locale.ROOT, "%,d", (long) number * result.executors().cores()),
              ProgressText.duration(hours * 3600),
              String.format(Locale.ROOT, "%.3f", hours),
              gpus == 0 ? "" : String.format(Locale.ROOT, "%.3f", hours * number * gpus)));
    }
    return new AlignedTable(
        List.of(
            new Column("Executors", Align.RIGHT),
            new Column("Cores", Align.RIGHT),
            new Column("Time", Align.RIGHT),
            new Column("Hours", Align.RIGHT),
            new Column("GPU-hours", Align.RIGHT)),
        rows);
  }

  private List<String> recommended(int executors) {
    Tasks tasks = result.tasks(executors);
    int cores = result.executors().cores();
    PlanResult.Measured measured = result.measured();
    return List.of(
        line("Tables", "%s of Parquet", bytes(result.tableBytes(executors))),
        line(
            "Batches",
            "--batch-size %d (the forward pass alone, images/s: %s)",
            measured.sizes().best(),
            measured.sizes().rates().entrySet().stream()
                .map(size -> String.format(Locale.ROOT, "%d: %.1f", size.getKey(), size.getValue()))
                .collect(Collectors.joining(", "))),
        line(
            "Tasks",
            "%,d of %d images, in pieces of %,d (%d executors; explain chooses them itself)",
            tasks.number(result.dataset().images()),
            tasks.task(),
            tasks.piece(),
            executors),
        line(
            "Memory",
            "spark.executor.memoryOverhead=%dm for %d cores (%s held beside the Java heap by one"
                + " task)",
            measured.memory().overhead(cores) >> 20,
            cores,
            bytes(measured.memory().peak())));
  }

  private static String bytes(double bytes) {
    return bytes < 1e9
        ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%,.1f GB", bytes / 1e9);
  }

  private static String line(String name, String format, Object... values) {
    return String.format(Locale.ROOT, "%-10s %s", name, String.format(Locale.ROOT, format, values));
  }
}
