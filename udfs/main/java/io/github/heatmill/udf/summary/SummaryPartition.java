package io.github.heatmill.udf.summary;

import io.github.heatmill.metric.Column;
import io.github.heatmill.metric.summary.GroupSummary;
import io.github.heatmill.metric.summary.Observation;
import io.github.heatmill.metric.summary.SummaryPlan;
import io.github.heatmill.udf.table.Tables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/**
 * Summarises the metrics of many images. It takes rows of {@link #inputs} and returns rows of
 * {@link SummaryRows#SCHEMA}. All rows of one model, layer and method must be in the same
 * partition, in the order of the inputs. Each class is summarised in turn and then added to the
 * summary of all classes, so that each row is read once and at most two groups are in memory.
 *
 * @param plan the columns to summarise
 */
public record SummaryPartition(SummaryPlan plan) implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  private static final List<String> METHOD = List.of("model", "layer", "method");
  private static final int CLASS_KEY = METHOD.size() + 2;
  private static final int IMAGE = CLASS_KEY;
  private static final int PROBABILITY = IMAGE + 1;
  private static final int NUMBERS = PROBABILITY + 1;

  /** The columns of {@link #inputs} whose rows must be in one partition. */
  public static List<String> groupedBy() {
    return METHOD;
  }

  /**
   * The input columns, as SQL over {@link Tables#EXPLANATIONS}. Rows must be sorted by all of them.
   */
  public List<String> inputs() {
    List<String> inputs = new ArrayList<>(METHOD);
    inputs.addAll(List.of("target", "target_name", "image", "target_probability"));
    plan.columns().forEach(column -> inputs.add(field("metrics", column)));
    plan.compared().forEach(column -> inputs.add(field("chance", column)));
    return inputs;
  }

  private static String field(String struct, Column column) {
    String name = column.name();
    return struct + ".`" + name + "` AS `" + struct + "_" + name + "`";
  }

  @Override
  public Iterator<Row> call(Iterator<Row> explanations) {
    List<Row> summary = new ArrayList<>();
    Optional<Groups> groups = Optional.empty();
    while (explanations.hasNext()) {
      Row row = explanations.next();
      if (groups.isEmpty() || !groups.get().holds(row)) {
        groups.ifPresent(done -> done.finish(summary));
        groups = Optional.of(new Groups(row));
      }
      groups.get().add(row, summary);
    }
    groups.ifPresent(done -> done.finish(summary));
    return summary.iterator();
  }

  /** The summaries of one model, layer and method: of the current class and of all classes. */
  private final class Groups {
    private final List<Object> method;
    private final GroupSummary all = new GroupSummary(plan);
    private GroupSummary one = new GroupSummary(plan);
    private List<Object> key;

    Groups(Row first) {
      this.method = key(first, METHOD.size());
      this.key = key(first, CLASS_KEY);
    }

    boolean holds(Row row) {
      return method.equals(key(row, METHOD.size()));
    }

    void add(Row row, List<Row> summary) {
      List<Object> its = key(row, CLASS_KEY);
      if (!its.equals(key)) {
        finishClass(summary);
        key = its;
        one = new GroupSummary(plan);
      }
      one.add(row.getString(IMAGE), observation(row));
    }

    void finish(List<Row> summary) {
      finishClass(summary);
      List<Object> allClasses = new ArrayList<>(method);
      allClasses.addAll(Arrays.asList(null, null));
      summary.addAll(SummaryRows.rows(allClasses, all));
    }

    private void finishClass(List<Row> summary) {
      summary.addAll(SummaryRows.rows(key, one));
      all.add(one);
    }
  }

  private static List<Object> key(Row row, int length) {
    List<Object> key = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      key.add(row.get(i));
    }
    return key;
  }

  private Observation observation(Row row) {
    double[] values = numbers(row, NUMBERS, plan.columns().size());
    double[] chance = numbers(row, NUMBERS + values.length, plan.compared().size());
    return new Observation(plan, numbers(row, PROBABILITY, 1)[0], values, chance);
  }

  private static double[] numbers(Row row, int from, int count) {
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = row.isNullAt(from + i) ? Double.NaN : row.getDouble(from + i);
    }
    return numbers;
  }
}
