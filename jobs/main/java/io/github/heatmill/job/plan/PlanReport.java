package io.github.heatmill.job.plan;

import io.github.heatmill.job.console.AlignedTable;
import io.github.heatmill.job.console.AlignedTable.Align;
import io.github.heatmill.job.console.AlignedTable.Column;
import io.github.heatmill.job.console.Progress;
import io.github.heatmill.job.explain.ExplainPlan;
import io.github.heatmill.job.input.PieceSize;
import io.github.heatmill.job.input.TaskPacking;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;

/**
 * What a plan says.
 *
 * @param plan the run
 * @param total the number of all images
 * @param trial what a sample of them took
 * @param measured what parts of it take
 */
record PlanReport(ExplainPlan plan, long total, PlanTrial.Result trial, Measured measured) {
  private static final String GPUS = "spark.executor.resource.gpu.amount";

  /** What parts of a run take: time by method and metric, time by batch size, and memory. */
  record Measured(Costs costs, BatchSizes sizes, MemoryNeed memory) {}

  /** For a terminal. */
  String text(List<Integer> executors, int cores) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        line("Images", "%,d; measured on %d of them, on one core (CPU)", total, trial.images()));
    lines.add(line("Errors", "%s", errors()));
    lines.add("");
    lines.addAll(parts().withoutEmptyColumns().indented());
    lines.add("  Passes: in time of the shared pass. Parts that share work cost less together.");
    lines.add("");
    lines.add(line("Speed", "%.2f images/s on one core: %s", trial.rate(), shares()));
    lines.add("");
    lines.addAll(times(executors, cores).withoutEmptyColumns().indented());
    lines.add(
        String.format(
            Locale.ROOT,
            "  Assumed: an executor of %d cores does the work of %.2f; executors share nothing.",
            cores,
            Forecast.speedup(cores)));
    if (gpus() > 0) {
      lines.add("  Hours are those of CPUs: no GPU was measured, and none is counted on.");
    }
    lines.add("");
    lines.addAll(recommended(executors.get(0), cores));
    return String.join("\n", lines) + "\n";
  }

  private String errors() {
    long failed = trial.errors().values().stream().mapToLong(Long::longValue).sum();
    return String.format(
        Locale.ROOT,
        "%.1f %% of the sample%s",
        100.0 * failed / trial.images(),
        failed == 0 ? "" : " " + trial.errors());
  }

  private AlignedTable parts() {
    Costs costs = measured.costs();
    List<List<String>> rows = new ArrayList<>();
    int batch = Math.min(plan.work().sizes().batch(), trial.images());
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
        String.format(Locale.ROOT, "%.2f", measured.costs().passes(cost)),
        String.format(Locale.ROOT, "%.1f", 1000 * cost.seconds()),
        cost.images() == 1 ? "1 image" : cost.images() + " images",
        cost.known());
  }

  private String shares() {
    Map<String, Double> shares = trial.shares();
    double rest = 1 - shares.values().stream().mapToDouble(Double::doubleValue).sum();
    return String.format(
        Locale.ROOT,
        "reading %.0f %%, forward pass %.0f %%, methods %.0f %%, metrics %.0f %%, rows and Spark %.0f %%",
        100 * shares.get("decode"),
        100 * shares.get("forward"),
        100 * shares.get("explain"),
        100 * shares.get("score"),
        100 * Math.max(0, rest));
  }

  /** The whole run, as far as time goes. */
  Forecast forecast() {
    boolean first = !plan.work().layersWithStatistics().isEmpty();
    double looking = trial.shares().get("decode") + trial.shares().get("forward");
    long statistics = first ? Math.min(total, plan.work().sizes().sample()) : 0;
    return new Forecast(total, trial.rate(), statistics, trial.rate() / looking);
  }

  private AlignedTable times(List<Integer> executors, int cores) {
    List<List<String>> rows = new ArrayList<>();
    for (int number : executors) {
      double hours = forecast().hours(number, cores);
      rows.add(
          List.of(
              String.format(Locale.ROOT, "%,d", number),
              String.format(Locale.ROOT, "%,d", (long) number * cores),
              Progress.duration(hours * 3600),
              String.format(Locale.ROOT, "%.3f", hours),
              gpus() == 0 ? "" : String.format(Locale.ROOT, "%.3f", hours * number * gpus())));
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

  private static int gpus() {
    return new SparkConf().getInt(GPUS, 0);
  }

  private List<String> recommended(int executors, int cores) {
    Tasks tasks = tasks(executors, cores);
    BatchSizes sizes = measured.sizes();
    return List.of(
        line("Tables", "%s of Parquet", bytes(trial.size().bytes(total, tasks.files(total)))),
        line(
            "Batches",
            "--batch-size %d (the forward pass alone, images/s: %s)",
            sizes.best(),
            sizes.rates().entrySet().stream()
                .map(size -> String.format(Locale.ROOT, "%d: %.1f", size.getKey(), size.getValue()))
                .collect(Collectors.joining(", "))),
        line(
            "Tasks",
            "%,d of %d images, in pieces of %,d (%d executors; explain chooses them itself)",
            tasks.number(total),
            tasks.task(),
            tasks.piece(),
            executors),
        line(
            "Memory",
            "spark.executor.memoryOverhead=%dm for %d cores (%s held beside the Java heap by one task)",
            measured.memory().overhead(cores) >> 20,
            cores,
            bytes(measured.memory().peak())));
  }

  private Tasks tasks(int executors, int cores) {
    double rate = trial.rate() * executors * Forecast.speedup(cores);
    long piece = Math.min(total, Math.max(1, Math.round(rate * PieceSize.SECONDS)));
    int task =
        new TaskPacking(plan.work().sizes().batch(), executors * cores)
            .most((int) Math.min(piece, Integer.MAX_VALUE));
    return new Tasks(piece, task, executors * cores);
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
