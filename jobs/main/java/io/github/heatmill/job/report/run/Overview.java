package io.github.heatmill.job.report.run;

import io.github.heatmill.job.sql.ResultRow;
import io.github.heatmill.method.activation.RandomMap;

/**
 * The counts of a run.
 *
 * @param maps the rows of the table explanations
 * @param explained the maps that are not random
 * @param images the images that have a map
 * @param classes the different classes
 * @param labelled the maps of images with a label
 * @param located the maps of images with ground truth for the object
 * @param layers the different layers
 */
public record Overview(
    long maps,
    long explained,
    long images,
    long classes,
    long labelled,
    long located,
    long layers) {

  public static Overview of(OpenedRun run) {
    ResultRow counts =
        run.row(
            """
            SELECT
              count(*) AS maps,
              count_if(method <> '%s') AS explained,
              count(DISTINCT image, coalesce(fingerprint, 0)) AS images,
              count(DISTINCT class) AS classes,
              count(correct) AS labelled,
              count(on_object) AS located,
              count(DISTINCT layer) AS layers
            FROM %s
            """
                .formatted(RandomMap.ID, OpenedRun.MAPS));
    return new Overview(
        counts.count("maps"),
        counts.count("explained"),
        counts.count("images"),
        counts.count("classes"),
        counts.count("labelled"),
        counts.count("located"),
        counts.count("layers"));
  }
}
