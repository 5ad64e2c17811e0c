package io.github.heatmill.job.compare.table;

import io.github.heatmill.job.compare.pair.Change;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.StructType;

/** The names of the columns of a comparison's summary, with their meanings. */
public final class SummaryColumns {
  public static final String MATCHED = "matched";
  public static final String MAPS = "maps";
  public static final String RESIZED = "resized";
  public static final String OTHER_PIXELS = "other_pixels";
  public static final String AMBIGUOUS = "ambiguous";
  public static final String OTHER_EVIDENCE = "same_answer_different_evidence";
  static final String LOWEST_CLASS = "lowest_class_rank_correlation";

  /** The columns that are counts, and never null. */
  static final Map<String, String> COUNTS = counts();

  private SummaryColumns() {}

  private static Map<String, String> counts() {
    Map<String, String> counts = new LinkedHashMap<>();
    counts.put(MATCHED, "Images that both runs explained");
    counts.put("only_in_baseline", "Images that the candidate has not seen");
    counts.put("only_in_candidate", "Images that the baseline has not seen");
    counts.put("failed", "Images that both runs have seen, and that are an error in one or both");
    counts.put("errors_in_baseline", "Errors of the baseline");
    counts.put("errors_in_candidate", "Errors of the candidate");
    counts.put(AMBIGUOUS, "Names that mean several images, which are not compared");
    counts.put(MAPS, "Pairs of maps that were compared");
    counts.put(RESIZED, "Pairs whose maps differ in size: the smaller one was resized");
    counts.put(OTHER_PIXELS, "Pairs for which the two networks did not see the same pixels");
    counts.put(OTHER_EVIDENCE, "Pairs with the same prediction and a low rank correlation");
    return counts;
  }

  /** All columns with their meanings, in order. Columns that are not counts may be null. */
  static Map<String, String> all() {
    Map<String, String> all = new LinkedHashMap<>(COUNTS);
    for (Change change : Change.all()) {
      all.put(change.meanName(), "Mean: " + change.meaning());
      if (change.name().equals(Change.RANK_CORRELATION)) {
        all.put(LOWEST_CLASS, "Mean rank correlation of the class where it is lowest");
      }
    }
    return all;
  }

  public static List<String> names() {
    return List.copyOf(all().keySet());
  }

  static StructType schema() {
    StructType schema = new StructType();
    for (String name : names()) {
      schema = schema.add(name, COUNTS.containsKey(name) ? "bigint" : "double");
    }
    return schema;
  }
}
