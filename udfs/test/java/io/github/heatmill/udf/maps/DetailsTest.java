package io.github.heatmill.udf.maps;

import static io.github.heatmill.udf.batch.Executor.grey;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.method.MethodCard;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.method.gradient.GradCam;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.batch.Executor;
import io.github.heatmill.udf.image.InputImage;
import io.github.heatmill.udf.request.ExecutorRequest;
import io.github.heatmill.udf.request.Target;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Tests the details that methods report beside their maps. */
class DetailsTest {
  private static final List<InputImage> TWO = List.of(grey(10, null), grey(200, null));

  /** Grad-CAM with the same report for every image. */
  private record Reporting(Map<String, Double> found) implements SaliencyMethod {
    private static final long serialVersionUID = 1L;

    @Override
    public MethodCard card() {
      return new GradCam().card();
    }

    @Override
    public Tensor explain(Probe probe, Evidence evidence) {
      return new GradCam().explain(probe, evidence);
    }

    @Override
    public List<Map<String, Double>> details(Probe probe, Evidence evidence) {
      return Collections.nCopies(evidence.size(), found);
    }
  }

  @Test
  void everyImageHasItsDetailsSortedByName() {
    Map<String, Double> found = Map.of("steps", 3.0, "end", 0.5, "start", 2.0);

    List<Row> outcomes = outcomes(new Reporting(found));

    assertThat(outcomes)
        .extracting(row -> details(row).mkString(","))
        .containsExactly(
            "end -> 0.5,start -> 2.0,steps -> 3.0", "end -> 0.5,start -> 2.0,steps -> 3.0");
  }

  @Test
  void withoutAReportDetailsAreNull() {
    assertThat(outcomes(new GradCam())).extracting(DetailsTest::details).containsOnlyNulls();
    assertThat(outcomes(new Reporting(Map.of())))
        .extracting(DetailsTest::details)
        .containsOnlyNulls();
  }

  @Test
  void aReportThatCannotBeReadIsAnErrorOfItsImage() {
    assertThat(outcomes(new Reporting(null)))
        .extracting(row -> row.getStruct(row.fieldIndex("error")).getString(0))
        .containsExactly("explain", "explain");
  }

  private static List<Row> outcomes(SaliencyMethod method) {
    ExecutorRequest request = Executor.request("network", Target.predicted(), method);
    return Executor.outcomes(request, TWO, 1, Executor.counters());
  }

  private static scala.collection.Map<String, Double> details(Row outcome) {
    List<Row> maps = outcome.getList(outcome.fieldIndex("maps"));
    return maps.get(0).getMap(maps.get(0).fieldIndex("details"));
  }
}
