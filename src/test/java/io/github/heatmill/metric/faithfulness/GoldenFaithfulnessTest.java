package io.github.heatmill.metric.faithfulness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.heatmill.method.GoldenPhotos;
import io.github.heatmill.method.GoldenPhotos.Photo;
import io.github.heatmill.method.OnGoldenPhotos;
import io.github.heatmill.metric.Metrics;
import io.github.heatmill.metric.scoring.Scorer;
import io.github.heatmill.metric.scoring.Scorer.Chance;
import io.github.heatmill.metric.scoring.Scorer.Curves;
import io.github.heatmill.metric.scoring.Scores;
import io.github.heatmill.metric.scoring.ScoringBatch;
import io.github.heatmill.metric.scoring.ScoringSession;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.tensor.Tensor;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Metrics of real photos' maps, against an independent reference. */
class GoldenFaithfulnessTest extends OnGoldenPhotos {
  private static final double AREA = 2e-3;
  private static final double POINT = 5e-3;
  private static final double SHADED = 1e-4;

  /**
   * The reference's softmax is one of 32 bits, which near 1 is off by some units of 6e-8; gain
   * divides that by the distance to 1, here as little as 0.0014.
   */
  private static final double FLOAT = 2e-7;

  private static final Scorer SCORER =
      new Scorer(
          Stream.of("deletion", "insertion", "average_drop", "average_increase", "average_gain")
              .map(Metrics::metric)
              .toList(),
          Chance.LEFT_OUT,
          Curves.KEPT);

  @ParameterizedTest
  @FieldSource("io.github.heatmill.method.GoldenPhotos#NAMES")
  void numbersAreThoseOfTheReference(String name) throws IOException {
    Photo photo = golden.photo(name);
    ScoringSession session =
        new ScoringSession(
            SCORER,
            ScoringBatch.of(
                golden.probe(), golden.evidence(name, Batch.PREDICTED), List.of(Optional.empty())));
    for (String method : photo.metrics().keySet()) {
      float[][] rows = photo.layers().get(GoldenPhotos.LAYERS.get(0)).get(method);
      Scores scores = session.scores(maps(rows), again -> maps(rows)).get(0);
      JsonObject expected = photo.metrics().get(method);
      assertClose(scores, "deletion", expected);
      assertClose(scores, "insertion", expected);
      assertThat(scores.values().get("average_drop"))
          .isCloseTo(expected.get("average_drop").getAsDouble(), within(SHADED));
      assertThat(scores.values().get("average_gain"))
          .isCloseTo(
              expected.get("average_gain").getAsDouble(),
              within(SHADED + FLOAT / (1 - photo.prob())));
      assertThat(scores.values().get("average_increase"))
          .isEqualTo(expected.get("increase").getAsDouble());
    }
  }

  private static void assertClose(Scores scores, String id, JsonObject expected) {
    double[] curve =
        expected.get(id + "_curve").getAsJsonArray().asList().stream()
            .mapToDouble(JsonElement::getAsDouble)
            .toArray();
    assertThat(scores.curves().get(id)).containsExactly(curve, within(POINT));
    assertThat(scores.values().get(id))
        .isCloseTo(expected.get(id + "_auc").getAsDouble(), within(AREA));
  }

  private static Tensor maps(float[][] rows) {
    Tensor map = Tensor.zeros(1, rows.length, rows[0].length);
    for (int i = 0; i < map.size(); i++) {
      map.values()[i] = rows[i / rows[0].length][i % rows[0].length];
    }
    return map;
  }
}
