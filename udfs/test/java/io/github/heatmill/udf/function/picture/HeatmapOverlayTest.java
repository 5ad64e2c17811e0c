package io.github.heatmill.udf.function.picture;

import static io.github.heatmill.udf.TestTable.flat;
import static io.github.heatmill.udf.TestTable.map;
import static io.github.heatmill.udf.TestTable.of;
import static io.github.heatmill.udf.TestTable.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.image.Channels;
import io.github.heatmill.image.Colormap;
import io.github.heatmill.image.Overlay;
import io.github.heatmill.image.Pixels;
import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.Resizing;
import io.github.heatmill.image.Size;
import io.github.heatmill.image.decode.ImageDecoder;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.table.InputFrame;
import java.util.HexFormat;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("both-lines")
class HeatmapOverlayTest {
  private static final Pixels PHOTO = photo(24, 16);
  private static final String MAP = map(2, 2, 0, 1, 2, 3);
  private static final Tensor TENSOR = Tensor.of(new float[] {0, 1, 2, 3}, 2, 2);

  private static Pixels photo(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (37 * i / 5);
    }
    return Pixels.of(new Size(width, height), rgb);
  }

  @Test
  void isTheMapDrawnOverTheWholeImage() {
    assertThat(drawn("heatmap_overlay(image, h, 0.5)", MAP))
        .isEqualTo(Overlay.draw(PHOTO, TENSOR, 0.5));
    assertThat(drawn("heatmap_overlay(image, h, 0.5, 0, 0, 0)", MAP))
        .isEqualTo(Overlay.draw(PHOTO, TENSOR, 0.5));
  }

  @Test
  void withHeightWidthAndResizeItShowsTheInputOfTheNetwork() {
    // The shorter side becomes 12, and the middle 10 x 8 stays.
    Preprocessing cropped =
        new Preprocessing(10, 8, Resizing.shorter(12), Channels.rgb(0), Channels.rgb(1));
    Preprocessing squeezed =
        new Preprocessing(10, 8, Resizing.stretch(), Channels.rgb(0), Channels.rgb(1));

    assertThat(drawn("heatmap_overlay(image, h, 0.5, 8, 10, 12)", MAP))
        .isEqualTo(Overlay.draw(cropped.resizeAndCrop(PHOTO), TENSOR, 0.5));
    assertThat(drawn("heatmap_overlay(image, h, 0.5, 8, 10, 0)", MAP))
        .isEqualTo(Overlay.draw(squeezed.resizeAndCrop(PHOTO), TENSOR, 0.5));
  }

  @Test
  void theMetadataOfTheColumnGivesTheInputOfTheNetwork() {
    Preprocessing input =
        new Preprocessing(10, 8, Resizing.shorter(12), Channels.rgb(0), Channels.rgb(1));
    Dataset<Row> run = InputFrame.on(of("image, heatmap, boxes", row(MAP) + ", 0"), input);

    assertThat(decoded(values("heatmap_overlay(image, heatmap, 0.5)", run).get(0)))
        .isEqualTo(Overlay.draw(input.resizeAndCrop(PHOTO), TENSOR, 0.5));
  }

  @Test
  void aLetterboxIsDrawnWithItsBorder() {
    Resizing letterbox = Resizing.parse("letterbox,bicubic,fill=727272");
    Preprocessing input = new Preprocessing(10, 8, letterbox, Channels.rgb(0), Channels.rgb(1));
    Pixels expected = Overlay.draw(input.resizeAndCrop(PHOTO), TENSOR, 0.5);
    Dataset<Row> run = InputFrame.on(of("image, heatmap, boxes", row(MAP) + ", 0"), input);

    assertThat(decoded(values("heatmap_overlay(image, heatmap, 0.5)", run).get(0)))
        .isEqualTo(expected);
    assertThat(drawn("heatmap_overlay(image, h, 0.5, 8, 10, '" + letterbox + "')", MAP))
        .isEqualTo(expected);
  }

  @Test
  void aTableOfAnOlderRunCarriesTheShorterSideAsANumber() {
    Metadata older =
        new MetadataBuilder()
            .putLong(InputFrame.HEIGHT, 8)
            .putLong(InputFrame.WIDTH, 10)
            .putLong(InputFrame.RESIZE, 12)
            .build();
    Dataset<Row> run = of("image, heatmap", row(MAP)).withMetadata("heatmap", older);
    Pixels seen =
        Preprocessing.unscaled(new Size(10, 8), Resizing.shorter(12)).resizeAndCrop(PHOTO);

    assertThat(decoded(values("heatmap_overlay(image, heatmap, 0.5)", run).get(0)))
        .isEqualTo(Overlay.draw(seen, TENSOR, 0.5));
  }

  @Test
  void alphaIsTheShareOfColour() {
    assertThat(drawn("heatmap_overlay(image, h, 0)", MAP)).isEqualTo(PHOTO);
    Pixels hot = drawn("heatmap_overlay(image, h, 1)", MAP);
    assertThat(hot.rgb(23, 15)).isEqualTo(Colormap.INFERNO.rgb(1));
    assertThat(hot.rgb(0, 0)).isEqualTo(PHOTO.rgb(0, 0));
  }

  @Test
  void aMapWhoseValuesAreAllTheSameLeavesTheImageAsItIs() {
    assertThat(drawn("heatmap_overlay(image, h, 0.5)", flat(2, 2))).isEqualTo(PHOTO);
  }

  @Test
  void anImageThatCannotBeDecodedIsNullAndTheNextOneIsDrawn() {
    Dataset<Row> rows =
        of("image, h", "X'', " + MAP, "X'89504E47', " + MAP, "NULL, " + MAP, row(MAP));

    assertThat(values("heatmap_overlay(image, h, 0.5) IS NULL", rows))
        .containsExactly(true, true, true, false);
  }

  @Test
  void anImageAsTextIsRefusedBeforeTheQueryRuns() {
    assertThatThrownBy(() -> of("h", MAP).selectExpr("heatmap_overlay(1.5, h, 0.5)"))
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining("heatmap_overlay")
        .hasMessageContaining("BINARY");
  }

  private static Pixels drawn(String call, String map) {
    return decoded(values(call, of("image, h", row(map))).get(0));
  }

  private static String row(String map) {
    return "X'" + HexFormat.of().formatHex(PHOTO.png()) + "', " + map;
  }

  private static Pixels decoded(Object png) {
    return new ImageDecoder().decode((byte[]) png);
  }
}
