package io.github.heatmill.udf.batch;

import static io.github.heatmill.udf.batch.Executor.grey;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.image.decode.ImageDecoder;
import io.github.heatmill.udf.image.InputImage;
import io.github.heatmill.udf.plugin.RunCounters;
import io.github.heatmill.udf.request.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** An image that fails does not fail the other images of its batch. */
class FailingImagesTest {
  private static final List<InputImage> ONE_BRIGHT =
      List.of(grey(10, null), grey(250, null), grey(20, null), grey(30, null), grey(40, null));

  @Test
  void anImageThatTheNetworkRefusesFailsAlone() {
    List<Row> outcomes = Executor.outcomes("refusing", Target.predicted(), ONE_BRIGHT, 1);

    assertThat(failed(outcomes)).containsExactly("grey-250");
    assertThat(error(outcomes.get(4)))
        .containsExactly(
            "infer", "Network failed: RuntimeError: AssertionError: An image is too bright");
  }

  @Test
  void imagesBesideARefusedOneGetTheSameBitsAsWithoutIt() {
    List<InputImage> others =
        ONE_BRIGHT.stream().filter(image -> image != ONE_BRIGHT.get(1)).toList();

    List<Row> beside = Executor.outcomes("refusing", Target.predicted(), ONE_BRIGHT, 1);
    List<Row> without = Executor.outcomes("refusing", Target.predicted(), others, 1);

    assertThat(beside.subList(0, 4)).extracting(Row::json).isEqualTo(json(without));
  }

  @Test
  void logitsThatAreNotFiniteFailTheirImageAlone() {
    List<Row> outcomes = Executor.outcomes("undefined", Target.predicted(), ONE_BRIGHT, 1);

    assertThat(failed(outcomes)).containsExactly("grey-250");
    assertThat(error(outcomes.get(4)))
        .containsExactly("infer", "Network gave logits that are not finite numbers");
  }

  @Test
  void aMapThatIsNotFiniteIsKeptWithoutARange() {
    List<InputImage> images = List.of(grey(0, null), grey(100, null));

    List<Row> outcomes = Executor.outcomes("steep", Target.predicted(), images, 1);

    assertThat(failed(outcomes)).isEmpty();
    Row broken = onlyMap(outcomes.get(0));
    assertThat(broken.getString(2)).isEqualTo("non_finite");
    assertThat(broken.getStruct(3).<byte[]>getAs(2)).hasSize(8 * 8 * Float.BYTES);
    assertThat(broken.isNullAt(4)).isTrue();
    assertThat(broken.isNullAt(5)).isTrue();
    assertThat(onlyMap(outcomes.get(1)).getString(2)).isEqualTo("ok");
  }

  @Test
  void aGradientIsTheSameHoweverOftenTheNetworkHasRun() {
    for (int i = 0; i < 4; i++) {
      List<InputImage> images = List.of(grey(0, null));
      Row black = Executor.outcomes("gated", Target.predicted(), images, 1).get(0);
      assertThat(onlyMap(black).getString(2)).as("run " + i).isEqualTo("flat");
    }
  }

  @Test
  void aMapOfEqualValuesIsFlat() {
    Row black = Executor.outcomes("network", Target.predicted(), List.of(grey(0, null)), 1).get(0);

    Row map = onlyMap(black);
    assertThat(map.getString(2)).isEqualTo("flat");
    assertThat(map.getDouble(4)).isEqualTo(0);
    assertThat(map.getDouble(5)).isEqualTo(0);
  }

  @Test
  void anUnknownLabelFailsWhereTheLabelIsExplained() {
    List<InputImage> images = List.of(grey(1, null), grey(2, "pink"), grey(3, "red"), grey(4, "3"));

    List<Row> outcomes = Executor.outcomes("network", Target.label(), images, 1);

    assertThat(failed(outcomes)).containsExactly("grey-001", "grey-002", "grey-004");
    assertThat(error(outcomes.get(0)))
        .containsExactly(
            "explain",
            "No class to explain: the label is missing"
                + " (the target label needs one that is a class of the model)");
    assertThat(error(outcomes.get(1)))
        .containsExactly(
            "explain",
            "No class to explain: the label is pink"
                + " (the target label needs one that is a class of the model)");
  }

  @Test
  void bytesThatAreNoPictureFailBeforeTheNetwork() {
    byte[] text = "not a picture".getBytes(StandardCharsets.UTF_8);
    List<InputImage> images =
        List.of(new InputImage("text", null, text), new InputImage("empty", null, new byte[0]));

    List<Row> outcomes = Executor.outcomes("network", Target.predicted(), images, 1);

    assertThat(error(outcomes.get(0))).containsExactly("decode", "Empty file, no image (0 bytes)");
    assertThat(error(outcomes.get(1))).containsExactly("decode", "Text file, no image");
  }

  @Test
  void imagesOfSixteenBitsThatHoldTwelveAreExplainedAndNamed() throws IOException {
    Path file = Path.of("../src/test/resources/image/decode/grey16-of-12-bits.png");
    byte[] dark = Files.readAllBytes(file);
    List<InputImage> images =
        List.of(new InputImage("b.png", null, dark), new InputImage("a.png", null, dark));
    RunCounters counters = Executor.counters();

    List<Row> outcomes =
        Executor.outcomes(Executor.request("network", Target.predicted()), images, 1, counters);

    assertThat(outcomes).allMatch(row -> row.isNullAt(row.length() - 1));
    assertThat(counters.bitsNote(ImageDecoder.ALL_BITS))
        .contains(
            "Images of 16 bits that are almost black, since their samples hold at most 12 bits: 2,"
                + " such as b.png (use --bits 12, in a run without images that hold more)");
    assertThat(Executor.counters().bitsNote(ImageDecoder.ALL_BITS)).isEmpty();
  }

  @Test
  void theLargestNumberOfBitsIsTheAdvice() {
    RunCounters counters = Executor.counters();
    counters.countBits("a.png", 10, ImageDecoder.ALL_BITS);
    assertThat(counters.bitsNote(ImageDecoder.ALL_BITS).orElseThrow())
        .contains("at most 10 bits: 1, such as a.png (use --bits 10,");

    counters.countBits("b.png", 11, ImageDecoder.ALL_BITS);

    assertThat(counters.bitsNote(ImageDecoder.ALL_BITS).orElseThrow())
        .contains("at most 12 bits: 2, such as b.png (use --bits 12,");
  }

  @Test
  void imagesThatHoldMoreBitsThanTheUserSaysAreNamed() {
    RunCounters counters = Executor.counters();

    counters.countBits("full.png", 13, 12);

    assertThat(counters.bitsNote(12))
        .contains(
            "Images that are white where their samples exceed --bits 12: 1, such as full.png"
                + " (explain them in a run of their own)");
  }

  @Test
  void aMissingFileFailsOnReading() {
    List<InputImage> images = List.of(InputImage.file("file:/nowhere/1.jpg", null));

    Row outcome = Executor.outcomes("network", Target.predicted(), images, 1).get(0);

    assertThat(error(outcome)).containsExactly("read", "File file:/nowhere/1.jpg does not exist");
  }

  private static List<String> failed(List<Row> outcomes) {
    return outcomes.stream()
        .filter(row -> !row.isNullAt(row.fieldIndex("error")))
        .map(row -> row.getString(0))
        .toList();
  }

  private static List<String> error(Row outcome) {
    assertThat(outcome.isNullAt(outcome.fieldIndex("prediction"))).isTrue();
    Row error = outcome.getStruct(outcome.fieldIndex("error"));
    return List.of(error.getString(0), error.getString(1));
  }

  private static Row onlyMap(Row outcome) {
    List<Row> maps = outcome.getList(outcome.fieldIndex("maps"));
    assertThat(maps).hasSize(1);
    return maps.get(0);
  }

  private static List<String> json(List<Row> rows) {
    return rows.stream().map(Row::json).toList();
  }
}
