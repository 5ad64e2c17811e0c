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
 * Sums up the numbers of many images: rows of {@link #inputs} in, rows of {@link
 * SummaryRows#SCHEMA} out. All rows of one model, layer and method must be in the same partition,
 * in the order of the inputs. One class is summed up after the other, and added to all classes when
 * it is complete, so that a row is looked at once and no more than two groups are held.
 *
 * @param plan what is summed up
 */
public record SummaryPartition(SummaryPlan plan) implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  private static final List<String> METHOD = List.of("model", "layer", "method");
  private static final int CLASS_KEY = METHOD.size() + 2;
  private static final int IMAGE = CLASS_KEY;
  private static final int PROBABILITY = IMAGE + 1;
  private static final int NUMBERS = PROBABILITY + 1;

  /** Which rows must be together: columns of {@link #inputs}. */
  public static List<String> groupedBy() {
    return METHOD;
  }

  /** What it reads of {@link Tables#EXPLANATIONS}, as SQL; rows are in the order of all of it. */
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

  /** All classes of one model, layer and method. */
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
