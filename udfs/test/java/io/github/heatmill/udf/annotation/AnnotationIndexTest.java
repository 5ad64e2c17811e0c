package io.github.heatmill.udf.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.image.Size;
import io.github.heatmill.truth.AnnotatedObject;
import io.github.heatmill.truth.AnnotatedObject.Kind;
import io.github.heatmill.truth.Annotation;
import io.github.heatmill.truth.AnnotationException;
import io.github.heatmill.truth.Box;
import io.github.heatmill.truth.Outline;
import io.github.heatmill.truth.PixelMask;
import io.github.heatmill.truth.Polygons;
import io.github.heatmill.udf.match.NameRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnotationIndexTest {
  /** Two keys with the same FNV-1a hash of 64 bits. */
  private static final List<String> COLLIDING =
      List.of("8yn0iYCKYHlIj4-BwPqk", "GReLUrM4wMqfg9yzV3KQ");

  private static final Size SIZE = new Size(500, 375);
  private static final AnnotatedObject CAT = object("cat", new Box(1, 2, 3, 4));
  private static final AnnotatedObject DOG = object("dog", new Box(0.25, 2, 3, 4.5));

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("annotations.index");
  }

  /** Writes the content of an index. */
  @FunctionalInterface
  private interface Content {
    void writeTo(AnnotationIndexWriter index) throws IOException;
  }

  private void write(Content content) throws IOException {
    try (AnnotationIndexWriter index = AnnotationIndexWriter.create(file)) {
      content.writeTo(index);
    }
  }

  private Optional<Annotation> find(String image) {
    return new AnnotationIndex("annotations.index", NameRule.ENDS).find(file, image);
  }

  @Test
  void anImageHasAllObjectsOfItsKeyInTheirOrder() throws IOException {
    write(
        index -> {
          index.object("1.jpg", CAT);
          index.object("2.jpg", DOG);
          index.object("1.jpg", DOG);
        });
    assertThat(find("file:/x/1.jpg")).contains(Annotation.of(CAT, DOG));
    assertThat(find("2.jpg")).contains(Annotation.of(DOG));
  }

  @Test
  void theLongestEndOfThePathDecides() throws IOException {
    write(
        index -> {
          index.object("1.jpg", CAT);
          index.object("dogs/1.jpg", DOG);
        });
    assertThat(find("file:/x/dogs/1.jpg")).contains(Annotation.of(DOG));
    assertThat(find("file:/x/cats/1.jpg")).contains(Annotation.of(CAT));
  }

  @Test
  void anUnknownImageHasNoAnnotation() throws IOException {
    write(index -> index.object("dogs/1.jpg", DOG));
    assertThat(find("file:/x/cats/1.jpg")).isEmpty();
    write(index -> {});
    assertThat(find("file:/x/cats/1.jpg")).isEmpty();
  }

  @Test
  void anImageMayBeKnownWithoutObjects() throws IOException {
    write(index -> index.image("1.jpg", SIZE, ""));
    assertThat(find("1.jpg")).contains(new Annotation(SIZE, List.of()));
  }

  @Test
  void objectsMayBeStoredUnderAnotherKey() throws IOException {
    write(
        index -> {
          index.object("#7", CAT);
          index.image("1.jpg", SIZE, "#7");
          index.object("#7", DOG);
        });
    assertThat(find("1.jpg")).contains(new Annotation(SIZE, List.of(CAT, DOG)));
  }

  @Test
  void sizesOfAnImageHaveToAgree() throws IOException {
    write(
        index -> {
          index.image("1.jpg", SIZE, "");
          index.image("1.jpg", new Size(375, 500), "");
        });
    assertThatThrownBy(() -> find("1.jpg"))
        .isInstanceOf(AnnotationException.class)
        .hasMessage("Annotations disagree: one is for an image of 500 x 375, one for 375 x 500");
  }

  @Test
  void keysWithTheSameHashAreDistinguished() throws IOException {
    assertThat(COLLIDING.stream().map(AnnotationIndexWriter::hash).distinct()).hasSize(1);
    write(
        index -> {
          index.object(COLLIDING.get(0), CAT);
          index.object(COLLIDING.get(1), DOG);
        });
    assertThat(find(COLLIDING.get(0))).contains(Annotation.of(CAT));
    assertThat(find(COLLIDING.get(1))).contains(Annotation.of(DOG));
  }

  @Test
  void outlinesAreReadAsWritten() throws IOException {
    Outline rings =
        Polygons.of(List.of(new float[] {0, 0, 4.5f, 0, 0, 4}, new float[] {5, 5, 9, 5, 9, 8}))
            .orElseThrow();
    Outline mask = PixelMask.ofRuns(SIZE, new int[] {4, 9, 500, 501});
    AnnotatedObject crowd = new AnnotatedObject("", mask, Kind.CROWD);
    write(
        index -> {
          index.object("1.jpg", object("Käse 猫", rings));
          index.object("1.jpg", crowd);
        });
    assertThat(find("1.jpg")).contains(Annotation.of(object("Käse 猫", rings), crowd));
  }

  @Test
  void keysMayLackTheExtension() throws IOException {
    write(index -> index.object("ILSVRC2012_val_00000001", CAT));
    assertThat(find("file:/val.d/ILSVRC2012_val_00000001.JPEG")).contains(Annotation.of(CAT));
    assertThat(find("file:/val.d/ILSVRC2012_val_00000001.x.JPEG")).isEmpty();
  }

  @Test
  void manyImagesAreFoundWhateverTheirOrder() throws IOException {
    int count = 20_000;
    write(
        index -> {
          for (int i = 0; i < count; i++) {
            int image = (int) (i * 7919L % count); // A prime: each image once.
            index.object("images/" + image + ".jpg", object("", new Box(image, 0, 1, 1)));
          }
        });
    for (int image = 0; image < count; image += 397) {
      assertThat(find("file:/a/images/" + image + ".jpg").orElseThrow().objects())
          .containsExactly(object("", new Box(image, 0, 1, 1)));
    }
    assertThat(find("file:/a/images/" + count + ".jpg")).isEmpty();
  }

  private static AnnotatedObject object(String label, Outline outline) {
    return new AnnotatedObject(label, outline, Kind.NORMAL);
  }
}
