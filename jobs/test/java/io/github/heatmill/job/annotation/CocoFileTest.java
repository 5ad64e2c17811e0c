package io.github.heatmill.job.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.image.Size;
import io.github.heatmill.job.support.Annotations;
import io.github.heatmill.truth.AnnotatedObject;
import io.github.heatmill.truth.AnnotatedObject.Kind;
import io.github.heatmill.truth.Annotation;
import io.github.heatmill.truth.Box;
import io.github.heatmill.truth.Outline;
import io.github.heatmill.truth.PixelMask;
import io.github.heatmill.truth.Polygons;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** COCO's JSON: what its entries mean, in whatever order they come. */
class CocoFileTest {
  private static final Size SIZE = new Size(4, 3);
  private static final String IMAGES =
      "\"images\": [{\"license\": {\"a\": [1]}, \"file_name\": \"val/1.jpg\", \"height\": 3, "
          + "\"width\": 4, \"id\": 17}, {\"file_name\": \"2.jpg\", \"id\": 18}]";
  private static final String CATEGORIES =
      "\"categories\": [{\"id\": 3, \"name\": \"jug\"}, {\"id\": 5, \"name\": \"cup\"}]";

  @TempDir Path folder;

  @Test
  void aBoxIsACornerAndTwoSidesFromZero() throws IOException {
    assertThat(object("\"bbox\": [1, 0.5, 2, 1.25]"))
        .isEqualTo(new AnnotatedObject("jug", new Box(1, 0.5, 2, 1.25), Kind.NORMAL));
  }

  @Test
  void polygonsComeBeforeTheBox() throws IOException {
    Outline expected =
        Polygons.of(List.of(new float[] {0, 0, 2, 0, 0, 2.5f}, new float[] {2, 2, 3, 2, 3, 3}))
            .orElseThrow();
    assertThat(
            object("\"segmentation\": [[0,0,2,0,0,2.5], [2,2,3,2,3,3]], \"bbox\": [0, 0, 3, 3]")
                .outline())
        .isEqualTo(expected);
  }

  @Test
  void runLengthsAreNumbersOrText() throws IOException {
    // The second column, and the top of the third: rows 1..3, 5..6 and 9..10.
    Outline expected = PixelMask.ofRuns(SIZE, new int[] {1, 3, 5, 6, 9, 10});
    for (String counts : List.of("[3, 4, 5]", "\"345\"")) {
      AnnotatedObject found =
          object(
              "\"iscrowd\": 1, \"bbox\": [0, 0, 3, 3], \"segmentation\": {\"counts\": "
                  + counts
                  + ", \"size\": [3, 4]}");
      assertThat(found).isEqualTo(new AnnotatedObject("jug", expected, Kind.CROWD));
    }
  }

  @Test
  void aSegmentationThatCoversNothingLeavesTheBox() throws IOException {
    for (String nothing :
        List.of("[]", "null", "[[0,0,1,1]]", "{\"counts\": [12], \"size\": [3, 4]}")) {
      assertThat(object("\"segmentation\": " + nothing + ", \"bbox\": [1, 1, 1, 1]").outline())
          .isEqualTo(new Box(1, 1, 1, 1));
    }
  }

  @Test
  void whatCoversNothingIsNoObject() throws IOException {
    assertThat(found(annotations(annotation("\"bbox\": [1, 1, 0, 2]")), "1.jpg")).isEmpty();
  }

  @Test
  void theOrderOfTheFileDoesNotMatter() throws IOException {
    String objects =
        annotations(
            annotation("\"bbox\": [0, 0, 1, 1]"),
            "{\"bbox\": [0, 0, 2, 2], \"category_id\": 5, \"id\": 2, \"image_id\": 17}");
    for (List<String> order :
        List.of(List.of(IMAGES, CATEGORIES, objects), List.of(objects, IMAGES, CATEGORIES))) {
      Annotation annotation = annotation(order, "file:/data/val/1.jpg").orElseThrow();
      assertThat(annotation.size()).contains(SIZE);
      assertThat(annotation.objects())
          .extracting(AnnotatedObject::label)
          .containsExactly("jug", "cup");
    }
  }

  @Test
  void imagesWithoutObjectsAndOthersAreToldApart() throws IOException {
    List<String> file = List.of(IMAGES, annotations());
    assertThat(annotation(file, "file:/data/2.jpg")).contains(new Annotation(null, List.of()));
    assertThat(annotation(file, "file:/data/3.jpg")).isEmpty();
    assertThat(annotation(file, "17")).isEmpty();
  }

  @Test
  void anUnknownCategoryIsNoLabel() throws IOException {
    List<String> file = List.of(IMAGES, annotations(annotation("\"bbox\": [0, 0, 1, 1]")));
    assertThat(annotation(file, "1.jpg").isPresent()).isFalse();
    assertThat(annotation(file, "val/1.jpg").orElseThrow().objects())
        .extracting(AnnotatedObject::label)
        .containsExactly("");
  }

  @Test
  void damagedEntriesAreReportedTogether() throws IOException {
    Path file =
        write(
            "\"images\": [{\"id\": 4}]",
            annotations(
                annotation("\"bbox\": [1, 2, 3]"),
                annotation("\"segmentation\": {\"counts\": [3, 4, 6], \"size\": [3, 4]}"),
                annotation("\"segmentation\": [[1, 2, 3, 4, 5, 6, 7]]")));
    assertThat(Annotations.problems("coco:" + file))
        .containsExactly(
            invalid(file, "image 4: Missing file_name (must be the path of the image)"),
            invalid(file, "annotation 1: Invalid bbox: 3 numbers (must be x, y, width, height)"),
            invalid(
                file,
                "annotation 1: Invalid run-length encoding: damaged lengths"
                    + " (must add up to the image's pixels)"),
            invalid(
                file, "annotation 1: Invalid polygon: 7 coordinates (must be pairs of x and y)"));
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    Path file = write("\"images\": [3]");
    assertThat(Annotations.problems("coco:" + file))
        .containsExactly(invalid(file, "is no COCO file (must have images and annotations)"));
    Files.writeString(file, "{\"images\": [\n{\"id\": 4}");
    assertThat(Annotations.problems("coco:" + file))
        .containsExactly(invalid(file, "is no JSON from line 2 on"));
  }

  @Test
  void bombsAreRefusedInOneLineThatNamesTheFile() throws IOException {
    String deep = "[".repeat(100_000);
    String many = "1,".repeat(9_000_000) + "1";
    for (String part :
        List.of(
            "\"images\": [{\"id\": 4, \"x\": " + deep,
            "\"x\": " + deep,
            "\"annotations\": [{\"id\": 4, \"segmentation\": [" + deep,
            "\"annotations\": [{\"id\": 4, \"segmentation\": [[" + many + "]]}]",
            "\"annotations\": [{\"id\": 4, \"bbox\": [" + many + "]}]",
            "\"categories\": [{\"name\": \"" + "x".repeat(5_000) + "\"}]")) {
      Path file = write(part);
      assertThat(Annotations.problems("coco:" + file))
          .singleElement()
          .asString()
          .startsWith(invalid(file, "exceeds a limit: "));
    }
  }

  @Test
  void aLongFileIsReadAsAStream() throws IOException {
    int count = 200_000;
    Path file = folder.resolve("long.json");
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write("{\"annotations\": [");
      for (int i = 0; i < count; i++) {
        out.write(
            "{\"id\": %d, \"image_id\": %d, \"category_id\": 3, \"bbox\": [%d, 0, 1, 1]},%n"
                .formatted(i, i % 1000, i / 1000));
      }
      out.write("{\"id\": 0, \"image_id\": 0, \"bbox\": [0, 0, 1, 1]}], \"images\": [");
      for (int i = 0; i < 1000; i++) {
        out.write("{\"id\": %d, \"file_name\": \"%d.jpg\"},".formatted(i, i));
      }
      out.write("{\"id\": -1, \"file_name\": \"x\"}], " + CATEGORIES + "}");
    }
    // 200 objects for each of 1,000 images, at x = 0, 1, 2, ...
    Annotation annotation = Annotations.find("coco:" + file, "file:/a/999.jpg").orElseThrow();
    assertThat(annotation.objects()).hasSize(count / 1000);
    assertThat(annotation.objects().get(199))
        .isEqualTo(new AnnotatedObject("jug", new Box(199, 0, 1, 1), Kind.NORMAL));
  }

  private static String invalid(Path file, String problem) {
    return "Invalid annotations: file:" + file + " " + problem;
  }

  private AnnotatedObject object(String fields) throws IOException {
    List<AnnotatedObject> objects = found(annotations(annotation(fields)), "1.jpg");
    assertThat(objects).hasSize(1);
    return objects.get(0);
  }

  private List<AnnotatedObject> found(String annotations, String image) throws IOException {
    return annotation(List.of(IMAGES, CATEGORIES, annotations), "file:/x/val/" + image)
        .orElseThrow()
        .objects();
  }

  private Optional<Annotation> annotation(List<String> parts, String image) throws IOException {
    return Annotations.find("coco:" + write(parts.toArray(String[]::new)), image);
  }

  private static String annotation(String fields) {
    return "{\"id\": 1, \"image_id\": 17, \"category_id\": 3, \"area\": 2.5, " + fields + "}";
  }

  private static String annotations(String... entries) {
    return "\"annotations\": [" + String.join(", ", entries) + "]";
  }

  private Path write(String... parts) throws IOException {
    return Files.writeString(folder.resolve("coco.json"), "{" + String.join(", ", parts) + "}");
  }
}
