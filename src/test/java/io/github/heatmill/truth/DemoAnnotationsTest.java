package io.github.heatmill.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.image.Geometry;
import io.github.heatmill.image.Size;
import io.github.heatmill.truth.GroundTruth.LeftOut;
import io.github.heatmill.truth.format.MaskImage;
import io.github.heatmill.truth.format.PascalVoc;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The demo's boxes and masks, which were drawn from the same pictures. */
class DemoAnnotationsTest {
  private static final Path DEMO = Path.of("demo").toAbsolutePath();
  private static final Size SIZE = new Size(224, 224);

  @Test
  void theMaskOfAnObjectFillsItsBox() throws IOException {
    for (Path file : files("annotations")) {
      String stem = file.getFileName().toString().replace(".xml", "");
      Annotation boxes = read(file);
      Annotation mask = read(DEMO.resolve("masks").resolve(stem + ".png"));
      assertThat(mask.size()).isEqualTo(boxes.size()).contains(SIZE);
      assertThat(mask.objects()).as(stem).hasSize(1);
      assertThat(Box.around(mask.objects().get(0).outline()))
          .as(stem)
          .isEqualTo(boxes.objects().get(0).outline());
    }
  }

  @Test
  void everyPictureHasOneObjectOfItsClassThatTheNetworkSees() throws IOException {
    for (Path file : files("annotations")) {
      String stem = file.getFileName().toString().replace(".xml", "");
      GroundTruth truth = GroundTruth.of(read(file), new Geometry(SIZE, SIZE, SIZE));
      String label = stem.substring(0, stem.indexOf('_'));
      assertThat(truth.leftOut()).isEqualTo(new LeftOut(0, 0, 0));
      assertThat(truth.objects())
          .extracting(VisibleObject::label)
          .filteredOn(name -> !name.equals("tag"))
          .containsExactly(label);
    }
  }

  private static List<Path> files(String folder) throws IOException {
    try (Stream<Path> files = Files.list(DEMO.resolve(folder))) {
      List<Path> found = files.sorted().toList();
      assertThat(found).isNotEmpty();
      return found;
    }
  }

  private static Annotation read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return file.toString().endsWith(".xml")
          ? PascalVoc.read(in, file.toString())
          : MaskImage.read(in, file.toString());
    }
  }
}
