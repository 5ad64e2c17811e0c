package io.github.heatmill.job.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.image.Size;
import io.github.heatmill.job.input.match.RowMatches;
import io.github.heatmill.job.support.Annotations;
import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.Spark;
import io.github.heatmill.truth.AnnotatedObject;
import io.github.heatmill.truth.AnnotatedObject.Kind;
import io.github.heatmill.truth.Annotation;
import io.github.heatmill.truth.Box;
import io.github.heatmill.udf.annotation.AnnotationSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --annotations} takes, and what CSV files say. */
class AnnotationChoiceTest {
  private static final AnnotatedObject JUG =
      new AnnotatedObject("jug", new Box(1, 2, 3, 4), Kind.NORMAL);
  private static final AnnotatedObject CUP =
      new AnnotatedObject("cup", new Box(0, 0, 1.5, 1), Kind.NORMAL);

  @TempDir Path folder;

  @Test
  void aRowIsABoxWithItsSidesOrWithItsCorners() throws IOException {
    String sides = csv("Image,label,x,y,width,height", "1.jpg,jug,1,2,3,4", "1.jpg,cup,0,0,1.5,1");
    assertThat(Annotations.find(sides, "file:/x/1.jpg")).contains(Annotation.of(JUG, CUP));
    String corners = csv("xmin,ymin,xmax,ymax,class,path", "1,2,4,6,jug,a/1.jpg");
    assertThat(Annotations.find(corners, "file:/x/a/1.jpg")).contains(Annotation.of(JUG));
    assertThat(Annotations.find(corners, "file:/x/b/1.jpg")).isEmpty();
  }

  @Test
  void labelsMayBeMissing() throws IOException {
    String csv = csv("image,x,y,width,height", "1.jpg,1,2,3,4");
    assertThat(Annotations.find(csv, "1.jpg").orElseThrow().objects())
        .containsExactly(new AnnotatedObject("", new Box(1, 2, 3, 4), Kind.NORMAL));
  }

  @Test
  void besideCornersWidthAndHeightAreTheSizeOfTheImage() throws IOException {
    String csv =
        csv("filename,width,height,class,xmin,ymin,xmax,ymax", "1.jpg,500,375,jug,1,2,4,6");
    assertThat(Annotations.find(csv, "1.jpg"))
        .contains(new Annotation(new Size(500, 375), List.of(JUG)));
  }

  @Test
  void anEmptyBoxSaysThatTheImageHasNoObject() throws IOException {
    String csv = csv("image,x,y,width,height", "1.jpg,,,,");
    assertThat(Annotations.find(csv, "1.jpg")).contains(Annotation.of());
  }

  @Test
  void aSolutionOfImageNetNamesImagesWithoutTheirExtension() throws IOException {
    String csv =
        csv("ImageId,PredictionString", "ILSVRC2012_val_00000007,n03 2 3 4 6 n05 1 1 1 1 ");
    assertThat(
            Annotations.find(csv, "file:/val/ILSVRC2012_val_00000007.JPEG").orElseThrow().objects())
        .containsExactly(
            new AnnotatedObject("n03", new Box(1, 2, 3, 4), Kind.NORMAL),
            new AnnotatedObject("n05", new Box(0, 0, 1, 1), Kind.NORMAL));
  }

  @Test
  void imagesAndNamesThatDoNotMeetAreCountedForEachSource() throws IOException {
    String csv = csv("image,x,y,width,height", "jug_01.jpg,1,2,3,4", "none.jpg,1,2,3,4");
    String voc = "voc:" + Demo.FOLDER + "/annotations";

    assertThat(Annotations.met(List.of("file:/a/jug_01.jpg", "file:/a/cup_01.jpg"), csv, voc))
        .extracting(
            met -> ((RowMatches) met).images().examples() + " " + ((RowMatches) met).names().met())
        .containsExactly("[file:/a/cup_01.jpg] 1", "[file:/a/cup_01.jpg] 1");
    assertThat(Annotations.met(List.of("file:/a/cup.jpg"), csv))
        .singleElement()
        .asString()
        .startsWith("No image is named in file:" + folder + "/annotations.csv: none of its 2");
  }

  @Test
  void otherFoldersMayBeInFrontOfAllNamesAsInCoco() throws IOException {
    String csv = csv("image,x,y,width,height", "train2017/1.jpg,1,2,3,4", "train2017/2.jpg,,,,");
    List<String> images = List.of("file:/data/1.jpg", "file:/data/2.jpg");

    assertThat(Annotations.found(csv, images))
        .containsExactly("file:/data/1.jpg 1", "file:/data/2.jpg 0");
  }

  @Test
  void anEmptyPredictionStringIsAnImageWithoutBoxes() throws IOException {
    String csv = csv("ImageId,PredictionString", "a,", "b,n03 2 3 4 6", "c,  ");
    assertThat(Annotations.find(csv, "file:/val/a.JPEG")).contains(Annotation.of());
    assertThat(Annotations.find(csv, "file:/val/c.JPEG")).contains(Annotation.of());
    assertThat(Annotations.find(csv, "file:/val/d.JPEG")).isEmpty();
  }

  @Test
  void badRowsAreReportedTogetherByTheirLines() throws IOException {
    String csv =
        csv(
            "image,x,y,width,height",
            "1.jpg,a,2,3,4",
            "2.jpg,1,2,3,4",
            "3.jpg,1,2,0,4",
            ",1,2,3,4",
            "5.jpg,1,2,3");
    String start = "Invalid annotations: file:" + folder + "/annotations.csv line ";
    assertThat(Annotations.problems(csv))
        .containsExactly(
            start + "2: Invalid number: a (must be a number)",
            start + "4: Invalid box: 0.0 x 4.0 at 1.0, 2.0 (sides must be > 0 and numbers finite)",
            start + "5: the image has no name",
            start + "6: Invalid number: missing (must be a number)");
  }

  @Test
  void ofManyBadRowsTheFirstAreReported() throws IOException {
    String rows =
        IntStream.range(0, 25).mapToObj(i -> i + ".jpg,x,2,3,4").collect(Collectors.joining("\n"));
    assertThat(Annotations.problems(csv("image,x,y,width,height", rows)))
        .hasSize(21)
        .last()
        .isEqualTo("Invalid annotations: file:" + folder + "/annotations.csv has 5 more");
  }

  @Test
  void wrongOptionsAreReportedTogether() throws IOException {
    String csv = csv("image,x,y", "1.jpg,1,2");
    assertThat(
            Annotations.problems(
                "vok:" + folder,
                folder.toString(),
                "voc:" + folder + "/none",
                "masks:" + folder + "/annotations.csv",
                "coco:" + folder,
                "csv:",
                csv))
        .containsExactly(
            "Invalid --annotations: vok:"
                + folder
                + " (must be voc:DIR, masks:DIR, coco:FILE or csv:FILE)",
            "Invalid --annotations: "
                + folder
                + " (must be voc:DIR, masks:DIR, coco:FILE or csv:FILE)",
            "Missing annotations: " + folder + "/none (must exist)",
            "Invalid annotations: " + folder + "/annotations.csv (must be a folder)",
            "Invalid annotations: " + folder + " (must be a file)",
            "Missing annotations: no path (must be KIND:PATH)",
            "Invalid annotations: file:"
                + folder
                + "/annotations.csv has no box (must have the columns x, y, width, height or xmin, ymin, xmax, ymax)");
  }

  @Test
  void executorsFindWhatAllSourcesSayOfAnImage() throws IOException {
    String csv = csv("image,label,x,y,width,height", "jug_01.jpg,tag,1,2,3,4");
    AnnotationChoice choice = Annotations.choice("voc:" + Demo.FOLDER + "/annotations", csv);
    JavaSparkContext context = JavaSparkContext.fromSparkContext(Spark.session().sparkContext());
    choice.ship(context);
    AnnotationSources sources = choice.sources();

    List<String> images = List.of("file:/a/jug_01.jpg", "file:/a/mug_01.jpg", "key-7");
    assertThat(context.parallelize(images, 2).map(image -> labels(sources, image)).collect())
        .containsExactly("jug tag", "mug", "none");
  }

  private static String labels(AnnotationSources sources, String image) {
    return sources
        .annotation(image, new Configuration())
        .map(
            annotation ->
                annotation.objects().stream()
                    .map(AnnotatedObject::label)
                    .distinct()
                    .collect(Collectors.joining(" ")))
        .orElse("none");
  }

  private String csv(String... lines) throws IOException {
    Path file = folder.resolve("annotations.csv");
    return "csv:" + Files.writeString(file, String.join("\n", lines));
  }
}
