package io.github.heatmill.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.image.Channels;
import io.github.heatmill.image.Geometry;
import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.Resizing;
import io.github.heatmill.image.Size;
import io.github.heatmill.truth.AnnotatedObject.Kind;
import io.github.heatmill.truth.GroundTruth.LeftOut;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests which objects, and which parts of them, the network sees and which count. */
class GroundTruthTest {
  private static final List<String> CLASSES = List.of("cup", "jug");

  // 16 x 8 pixels are resized to 8 x 4, and columns 2 to 6 of these are kept: x in the image
  // becomes x / 2 - 2.
  private final Geometry geometry =
      new Preprocessing(4, 4, Resizing.shorter(4), Channels.rgb(0), Channels.rgb(1))
          .geometry(new Size(16, 8));

  @Test
  void boxesAreResizedAndCroppedAsThePixelsAre() {
    GroundTruth truth = truth(object("jug", new Box(6, 2, 4, 6)));
    assertThat(truth.input()).isEqualTo(new Size(4, 4));
    assertThat(truth.objects().get(0).box()).isEqualTo(new Box(1, 1, 2, 3));
    assertThat(Drawn.of(truth.objects().get(0).pixels()))
        .containsExactly("....", ".##.", ".##.", ".##.");
  }

  @Test
  void aBoxThatIsPartlyCroppedIsClipped() {
    // x from 0 / 2 - 2 = -2 to 8 / 2 - 2 = 2.
    VisibleObject seen = truth(object("jug", new Box(0, 0, 8, 2))).objects().get(0);
    assertThat(seen.box()).isEqualTo(new Box(0, 0, 2, 1));
    assertThat(Drawn.of(seen.pixels())).containsExactly("##..", "....", "....", "....");
  }

  @Test
  void aBoxThatIsCroppedAwayIsDroppedAndCounted() {
    // It ends at x = 4, which is 0 for the network: they touch.
    GroundTruth truth =
        truth(object("jug", new Box(0, 0, 4, 8)), object("jug", new Box(8, 0, 2, 2)));
    assertThat(truth.objects()).hasSize(1);
    assertThat(truth.leftOut()).isEqualTo(new LeftOut(1, 0, 0));
  }

  @Test
  void aPolygonOfWhichOnlyTheBoxIsVisibleIsCroppedAway() {
    // An L along the left and the lower edge of 2..14, of which the network sees 4..12.
    Outline corner =
        Polygons.of(List.of(new float[] {2, -2, 3, -2, 3, 9, 14, 9, 14, 10, 2, 10})).orElseThrow();
    assertThat(Box.around(corner)).isEqualTo(new Box(2, -2, 12, 12));
    assertThat(truth(object("jug", corner)).leftOut()).isEqualTo(new LeftOut(1, 0, 0));
  }

  @Test
  void aBoxWithoutAnyPixelsCentreKeepsTheNearestPixel() {
    // 0.1..0.4 and 2.05..2.3 for the network; its middle lies in the first pixel of the third row.
    GroundTruth truth = truth(object("jug", Box.between(4.2, 4.1, 4.8, 4.6)));
    assertThat(Drawn.of(truth.objects().get(0).pixels()))
        .containsExactly("....", "....", "#...", "....");
  }

  @Test
  void aThinPolygonKeepsThePixelWhereMostOfItIs() {
    // A needle along y = 0.6 for the network, which holds centres (y = 0.5) nowhere.
    float[] needle = {4, 1.1f, 8, 1.3f, 4, 1.3f};
    VisibleObject seen =
        truth(object("jug", Polygons.of(List.of(needle)).orElseThrow())).objects().get(0);
    assertThat(seen.pixels().count()).isEqualTo(1);
    assertThat(Drawn.of(seen.pixels()).get(0)).contains("#");
  }

  @Test
  void difficultAndCrowdAreLeftOutAndCounted() {
    Box box = new Box(6, 2, 4, 6);
    GroundTruth truth =
        truth(
            new AnnotatedObject("jug", box, Kind.DIFFICULT),
            new AnnotatedObject("jug", box, Kind.CROWD),
            new AnnotatedObject("jug", new Box(0, 0, 1, 1), Kind.CROWD));
    assertThat(truth.objects()).isEmpty();
    assertThat(truth.leftOut()).isEqualTo(new LeftOut(0, 1, 2));
    assertThat(truth.regionOf(1, CLASSES::indexOf).isEmpty()).isTrue();
  }

  @Test
  void theExplainedClassIsMeasuredAgainstItsOwnObjects() {
    GroundTruth truth = truth(at("cup", 0), at("jug", 1), at("jug", 2), at("tag", 3));
    assertThat(labels(truth, 1)).containsExactly("jug", "jug");
    assertThat(Drawn.of(truth.regionOf(1, CLASSES::indexOf)))
        .containsExactly("....", "####", "####", "....");
  }

  @Test
  void aClassWithoutObjectsIsMeasuredAgainstThoseOfAnyClassOfTheNetwork() {
    GroundTruth truth = truth(at("jug", 1), at("tag", 3), at("jug", 2));
    assertThat(labels(truth, 0)).containsExactly("jug", "jug");
  }

  @Test
  void withoutAnyClassOfTheNetworkAllObjectsCount() {
    assertThat(labels(truth(at("tag", 1), at("", 3)), 0)).containsExactly("tag", "");
  }

  @Test
  void anAnnotationForAnotherSizeIsNotUsed() {
    Annotation turned = new Annotation(new Size(8, 16), List.of(at("jug", 1)));
    assertThatThrownBy(() -> GroundTruth.of(turned, geometry))
        .isInstanceOf(AnnotationException.class)
        .hasMessage("Annotation is for an image of 8 x 16, but it has 16 x 8");
  }

  @Test
  void aMaskForAnotherSizeIsNotUsed() {
    Outline mask = PixelMask.ofRuns(new Size(8, 16), new int[] {0, 3});
    assertThatThrownBy(() -> truth(object("jug", mask)))
        .hasMessage("Annotation is for an image of 8 x 16, but it has 16 x 8");
  }

  @Test
  void twoAnnotationsOfAnImageAreMergedIfTheyAgreeOnItsSize() {
    Annotation sized = new Annotation(new Size(16, 8), List.of(at("jug", 1)));
    assertThat(Annotation.of(at("cup", 0)).and(sized))
        .isEqualTo(new Annotation(new Size(16, 8), List.of(at("cup", 0), at("jug", 1))));
    assertThatThrownBy(() -> sized.and(new Annotation(new Size(8, 16), List.of())))
        .hasMessage("Annotations disagree: one is for an image of 16 x 8, one for 8 x 16");
  }

  private GroundTruth truth(AnnotatedObject... objects) {
    return GroundTruth.of(Annotation.of(objects), geometry);
  }

  private static List<String> labels(GroundTruth truth, int target) {
    return truth.objectsOf(target, CLASSES::indexOf).stream().map(VisibleObject::label).toList();
  }

  /** An object that fills one row of the network's input. */
  private static AnnotatedObject at(String label, int row) {
    return object(label, new Box(0, 2 * row, 16, 2));
  }

  private static AnnotatedObject object(String label, Outline outline) {
    return new AnnotatedObject(label, outline, Kind.NORMAL);
  }
}
