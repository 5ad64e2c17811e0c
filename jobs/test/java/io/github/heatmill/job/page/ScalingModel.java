package io.github.heatmill.job.page;

import io.github.heatmill.job.input.PieceSize;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The arithmetic of docs/scaling.md.
 *
 * @param constants those of the page, by symbol
 */
record ScalingModel(Map<String, Double> constants) {
  private static final Pattern CONSTANT = Pattern.compile("(?m)^\\| `(\\w+)` \\| ([0-9.,]+) \\|");

  /** Reads the rows {@code | `symbol` | value | ...} of a page. */
  static ScalingModel of(String page) {
    Map<String, Double> constants = new TreeMap<>();
    for (MatchResult row : CONSTANT.matcher(page).results().toList()) {
      constants.put(row.group(1), Double.parseDouble(row.group(2).replace(",", "")));
    }
    return new ScalingModel(constants);
  }

  /**
   * What is run.
   *
   * @param shards whether images lie in tars and not in files of their own
   * @param tasks that share a GPU, each with a core
   * @param passes forward passes an image
   */
  record Setting(boolean shards, int tasks, double passes) {}

  /** How much, and on how many GPUs. */
  record Size(long images, int gpus) {}

  /** Something that can be the slowest, and the images per second that it lets through. */
  record Limit(String name, double rate) {}

  private double value(String symbol) {
    return constants.get(symbol);
  }

  /** Milliseconds of a GPU an image: computing, and bringing the input there. */
  double gpu(Setting setting) {
    return setting.passes() * value("F") / (value("U") * value("C"))
        + value("h") / (1000 * value("P"));
  }

  /** Milliseconds of a task an image, without those of the GPU: fetch, decode, everything else. */
  double core(Setting setting) {
    return (setting.shards() ? 0 : value("r")) + value("b") / value("s") + value("d") + value("o");
  }

  /** The tasks that keep a GPU busy. */
  int tasks(Setting setting) {
    return (int) Math.ceil((core(setting) + gpu(setting)) / gpu(setting));
  }

  /** What is slowest. */
  Limit limit(Size size, Setting setting) {
    double gpu = gpu(setting);
    Limit[] limits = {
      new Limit("GPUs", size.gpus() * 1000 / gpu),
      new Limit("tasks", size.gpus() * setting.tasks() * 1000 / (core(setting) + gpu)),
      new Limit(
          "too few shards",
          setting.shards()
              ? paths(size, setting) * 1000 / (core(setting) + gpu)
              : Double.MAX_VALUE),
      new Limit("network", size.gpus() * value("B") * 125_000 / value("b")),
      new Limit("requests", setting.shards() ? Double.MAX_VALUE : value("Q")),
    };
    Limit slowest = limits[0];
    for (Limit limit : limits) {
      slowest = limit.rate() < slowest.rate() ? limit : slowest;
    }
    return slowest;
  }

  /** Paths that the driver lists. */
  double paths(Size size, Setting setting) {
    return setting.shards() ? Math.ceil(size.images() / value("T")) : size.images();
  }

  /** Seconds of listing. */
  double listing(Size size, Setting setting) {
    return Math.ceil(paths(size, setting) / value("L")) * value("r") / 1000;
  }

  /** Seconds of the whole job: start, listing, images, and a commit after each piece. */
  double seconds(Size size, Setting setting) {
    double images = size.images() / limit(size, setting).rate();
    return value("a")
        + listing(size, setting)
        + images
        + Math.ceil(images / PieceSize.SECONDS) * value("c");
  }

  /** Files of the three tables, one for each task that runs at once, piece by piece. */
  double files(Size size, Setting setting) {
    double pieces = Math.ceil(size.images() / limit(size, setting).rate() / PieceSize.SECONDS);
    return pieces * 3 * size.gpus() * setting.tasks();
  }

  /** A row of a table of predictions. */
  String row(Size size, Setting setting) {
    Limit limit = limit(size, setting);
    return String.format(
        Locale.ROOT,
        "| %,d | %d | %,.0f | %s | %.2f | %.2f | %,.2f | %,.0f |\n",
        size.images(),
        size.gpus(),
        limit.rate(),
        limit.name(),
        listing(size, setting) / 3600,
        seconds(size, setting) / 3600,
        paths(size, setting) * value("e") / 1e9,
        files(size, setting));
  }
}
