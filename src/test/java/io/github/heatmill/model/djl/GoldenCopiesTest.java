package io.github.heatmill.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.Gson;
import com.google.gson.annotations.SerializedName;
import io.github.heatmill.method.GoldenPhotos;
import io.github.heatmill.method.OnGoldenPhotos;
import io.github.heatmill.model.alteration.Alteration;
import io.github.heatmill.model.alteration.AlteredArea.Highest;
import io.github.heatmill.model.alteration.AlteredArea.Shade;
import io.github.heatmill.model.alteration.AlteredCopy;
import io.github.heatmill.model.alteration.Fill;
import io.github.heatmill.model.alteration.Fill.Plain;
import io.github.heatmill.model.alteration.GaussianKernel;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Altered copies of real photos, against the curves that independent reference code gave. */
class GoldenCopiesTest extends OnGoldenPhotos {
  private static final int STEPS = 28;
  private static final int STEP = 1792;
  private static final double POINT = 5e-3;
  private static final double AREA = 2e-3;
  private static final double MASKED = 1e-4;

  private record Golden(Map<String, Image> images) {}

  private record Image(Map<String, Numbers> metrics) {}

  private record Numbers(
      @SerializedName("deletion_curve") double[] deletion,
      @SerializedName("insertion_curve") double[] insertion,
      @SerializedName("deletion_auc") double deletionArea,
      @SerializedName("insertion_auc") double insertionArea,
      @SerializedName("p_masked") double masked) {}

  @ParameterizedTest
  @FieldSource("io.github.heatmill.method.GoldenPhotos#NAMES")
  void deletionAndInsertionAreThoseOfTheReference(String name) throws IOException {
    Evidence evidence = golden.evidence(name, Batch.PREDICTED);
    for (Map.Entry<String, Numbers> method : numbers(name).entrySet()) {
      Tensor maps = map(name, method.getKey());
      Numbers expected = method.getValue();
      double[] deletion = curve(evidence, maps, Plain.MEAN, Plain.IMAGE);
      assertThat(deletion).containsExactly(expected.deletion(), within(POINT));
      assertThat(area(deletion)).isCloseTo(expected.deletionArea(), within(AREA));
      Fill blurred = new Fill.Blurred(GaussianKernel.rise());
      double[] insertion = curve(evidence, maps, Plain.IMAGE, blurred);
      assertThat(insertion).containsExactly(expected.insertion(), within(POINT));
      assertThat(area(insertion)).isCloseTo(expected.insertionArea(), within(AREA));
    }
  }

  @ParameterizedTest
  @FieldSource("io.github.heatmill.method.GoldenPhotos#NAMES")
  void maskedPhotosAreThoseOfTheReference(String name) throws IOException {
    Evidence evidence = golden.evidence(name, Batch.PREDICTED);
    Alteration masked = new Alteration(new Shade(), Plain.IMAGE, Plain.MEAN);
    for (Map.Entry<String, Numbers> method : numbers(name).entrySet()) {
      double probability =
          golden
              .probe()
              .scores(evidence, map(name, method.getKey()), List.of(new AlteredCopy(0, 0, masked)))
              .probabilities()[0];
      assertThat(probability).isCloseTo(method.getValue().masked(), within(MASKED));
    }
  }

  private static double[] curve(Evidence evidence, Tensor maps, Fill inside, Fill outside) {
    List<AlteredCopy> copies = new ArrayList<>();
    for (int step = 0; step <= STEPS; step++) {
      Alteration alteration = new Alteration(new Highest(step * STEP), inside, outside);
      copies.add(new AlteredCopy(0, 0, alteration));
    }
    return golden.probe().scores(evidence, maps, copies).probabilities();
  }

  /** By trapezoids. */
  private static double area(double[] curve) {
    double sum = 0;
    for (int i = 1; i < curve.length; i++) {
      sum += (curve[i - 1] + curve[i]) / 2;
    }
    return sum / STEPS;
  }

  private static Tensor map(String name, String method) {
    float[][] rows = golden.photo(name).layers().get(GoldenPhotos.LAYERS.get(0)).get(method);
    Tensor map = Tensor.zeros(1, rows.length, rows[0].length);
    for (int i = 0; i < map.size(); i++) {
      map.values()[i] = rows[i / rows[0].length][i % rows[0].length];
    }
    return map;
  }

  private static Map<String, Numbers> numbers(String name) throws IOException {
    String json = Files.readString(golden.data().resolve("golden.json"));
    return new Gson().fromJson(json, Golden.class).images().get(name + ".png").metrics();
  }
}
