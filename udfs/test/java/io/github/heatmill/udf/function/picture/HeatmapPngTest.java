package io.github.heatmill.udf.function.picture;

import static io.github.heatmill.udf.TestTable.flat;
import static io.github.heatmill.udf.TestTable.map;
import static io.github.heatmill.udf.TestTable.of;
import static io.github.heatmill.udf.TestTable.ofMaps;
import static io.github.heatmill.udf.TestTable.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.image.Colormap;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("both-lines")
class HeatmapPngTest {

  @ParameterizedTest
  @EnumSource(Colormap.class)
  void everyPlaceIsOnePixelOfTheColourOfItsValueScaled(Colormap colors) {
    String name = colors.name().toLowerCase(java.util.Locale.ROOT);
    BufferedImage picture = picture("'" + name + "'", map(2, 3, -1, 0, 1, 2, 3, 3));

    assertThat(picture.getWidth()).isEqualTo(3);
    assertThat(picture.getHeight()).isEqualTo(2);
    float[] scaled = {0, 0.25f, 0.5f, 0.75f, 1, 1};
    for (int i = 0; i < scaled.length; i++) {
      assertThat(picture.getRGB(i % 3, i / 3) & 0xffffff).isEqualTo(colors.rgb(scaled[i]));
    }
  }

  @Test
  void grayGoesFromBlackToWhite() {
    BufferedImage picture = picture("'gray'", map(1, 2, 7, 8));

    assertThat(picture.getRGB(0, 0) & 0xffffff).isZero();
    assertThat(picture.getRGB(1, 0) & 0xffffff).isEqualTo(0xffffff);
  }

  @Test
  void aMapWhoseValuesAreAllTheSameIsColdEverywhere() {
    BufferedImage picture = picture("'inferno'", flat(1, 2));

    assertThat(picture.getRGB(0, 0) & 0xffffff).isEqualTo(Colormap.INFERNO.rgb(0));
    assertThat(picture.getRGB(1, 0) & 0xffffff).isEqualTo(Colormap.INFERNO.rgb(0));
  }

  @Test
  void theSameMapGivesTheSameBytes() {
    Dataset<Row> rows = of("h", map(2, 2, 0, 1, 2, 3), map(2, 2, 0, 10, 20, 30));

    assertThat(values("sha(heatmap_png(h, 'inferno'))", rows).stream().distinct()).hasSize(1);
  }

  private static BufferedImage picture(String colormap, String map) {
    byte[] png = (byte[]) ofMaps("heatmap_png(h, " + colormap + ")", map).get(0);
    try {
      return ImageIO.read(new ByteArrayInputStream(png));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
