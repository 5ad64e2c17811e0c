package io.github.heatmill.job.explain;

import io.github.heatmill.job.run.MapRun;
import io.github.heatmill.job.run.MapSettings;
import io.github.heatmill.job.run.MetricSettings;
import io.github.heatmill.udf.request.ExplainSpec;
import java.util.OptionalInt;

/**
 * The settings of {@code explain}.
 *
 * @param maps the maps to make
 * @param metrics the measurements of the maps
 * @param sizes how much is kept and looked at
 * @param pieces how the run is cut into pieces
 * @param output where the tables go
 */
public record ExplainSettings(
    MapSettings maps, MetricSettings metrics, Sizes sizes, Pieces pieces, Output output) {
  public static final int DEFAULT_TOP_K = 5;
  public static final int DEFAULT_STATISTICS_IMAGES = 1000;

  /**
   * How much is kept and looked at.
   *
   * @param topK predicted classes kept for each image; empty for the number that serving.properties
   *     names, or 5
   * @param statisticsImages images from which activation statistics are computed, for methods that
   *     need them
   */
  public record Sizes(OptionalInt topK, int statisticsImages) {
    /** These sizes beside a batch; the number of classes where no file names one. */
    public ExplainSpec.Sizes with(int batch) {
      return new ExplainSpec.Sizes(batch, topK.orElse(DEFAULT_TOP_K), statisticsImages);
    }

    /** A run with these sizes, which keeps as many classes as the files beside the network name. */
    public MapRun over(MapRun run) {
      OptionalInt ofModel = run.model().description().topK();
      return topK.isPresent() || ofModel.isEmpty()
          ? run
          : run.with(run.work().keeping(ofModel.getAsInt()));
    }

    /** The default sizes. */
    public static Sizes standard() {
      return new Sizes(OptionalInt.empty(), DEFAULT_STATISTICS_IMAGES);
    }
  }

  /**
   * How the run is cut into pieces.
   *
   * @param images images, or shards, after which rows are committed; empty for a size that takes
   *     about four minutes
   * @param failed what happens to images that failed earlier
   */
  public record Pieces(OptionalInt images, Failed failed) {
    /** Pieces of a size that is chosen during the run. */
    public static Pieces standard() {
      return new Pieces(OptionalInt.empty(), Failed.LEFT);
    }
  }

  /** What happens to images that failed earlier. */
  public enum Failed {
    LEFT,
    TRIED_AGAIN
  }

  /**
   * Where the tables go.
   *
   * @param folder the URI of a folder
   * @param earlier what happens to the run that is there already
   */
  public record Output(String folder, Earlier earlier) {}

  /** What happens to a run that is in the output folder already. */
  public enum Earlier {
    CONTINUED,
    REPLACED
  }

  /** Explains without metrics, and goes on with a run that is in the folder already. */
  public static ExplainSettings of(MapSettings maps, String output) {
    return new ExplainSettings(
        maps,
        MetricSettings.none(),
        Sizes.standard(),
        Pieces.standard(),
        new Output(output, Earlier.CONTINUED));
  }

  public ExplainSettings withMetrics(MetricSettings other) {
    return new ExplainSettings(maps, other, sizes, pieces, output);
  }

  public ExplainSettings withTopK(int classes) {
    return with(new Sizes(OptionalInt.of(classes), sizes.statisticsImages));
  }

  public ExplainSettings withStatisticsImages(int images) {
    return with(new Sizes(sizes.topK, images));
  }

  public ExplainSettings withPieceImages(int images) {
    return with(new Pieces(OptionalInt.of(images), pieces.failed));
  }

  /** Images that failed are tried again, after new images. */
  public ExplainSettings retryingErrors() {
    return with(new Pieces(pieces.images, Failed.TRIED_AGAIN));
  }

  /** A run in the output folder is replaced. */
  public ExplainSettings overwriting() {
    return new ExplainSettings(
        maps, metrics, sizes, pieces, new Output(output.folder, Earlier.REPLACED));
  }

  private ExplainSettings with(Sizes other) {
    return new ExplainSettings(maps, metrics, other, pieces, output);
  }

  private ExplainSettings with(Pieces other) {
    return new ExplainSettings(maps, metrics, sizes, other, output);
  }
}
