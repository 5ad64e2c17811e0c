package io.github.heatmill.job.report.run;

import io.github.heatmill.job.sql.ResultRow;
import io.github.heatmill.method.activation.RandomMap;

/**
 * What a run has, so that sections know what they can tell.
 *
 * @param maps rows of the table explanations
 * @param explained those that a method made, and not chance
 * @param images how many have a map
 * @param classes different ones
 * @param labelled maps of images whose class is known
 * @param located maps of images whose object is known
 * @param layers different ones
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
