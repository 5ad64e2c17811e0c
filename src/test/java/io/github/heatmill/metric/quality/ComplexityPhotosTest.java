package io.github.heatmill.metric.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.image.Size;
import io.github.heatmill.method.GoldenPhotos;
import io.github.heatmill.method.GoldenPhotos.Photo;
import io.github.heatmill.metric.Saliency;
import io.github.heatmill.tensor.Tensor;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Maps of real photos, against an independent reference; skipped where these are absent. */
class ComplexityPhotosTest {

  @Test
  void complexityIsThatOfTheReference() throws IOException {
    Map<String, Photo> photos = GoldenPhotos.reference();
    assertThat(photos).hasSize(4);
    photos.forEach(
        (name, photo) ->
            photo
                .metrics()
                .forEach(
                    (method, numbers) -> {
                      Tensor map = map(photo.layers().get("features").get(method));
                      double complexity =
                          new Complexity().value(Saliency.of(map, new Size(224, 224)));
                      assertThat(complexity)
                          .as(name + " " + method)
                          .isCloseTo(numbers.get("complexity").getAsDouble(), within(1e-4));
                    }));
  }

  private static Tensor map(float[][] rows) {
    Tensor map = Tensor.zeros(rows.length, rows[0].length);
    for (int i = 0; i < map.size(); i++) {
      map.values()[i] = rows[i / rows[0].length][i % rows[0].length];
    }
    return map;
  }
}
