package io.github.heatmill.udf.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.image.Pixels;
import io.github.heatmill.image.Size;
import io.github.heatmill.truth.AnnotatedObject;
import io.github.heatmill.truth.Annotation;
import io.github.heatmill.truth.AnnotationException;
import io.github.heatmill.udf.annotation.AnnotationFolder.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests annotations in one file per image. */
class AnnotationFolderTest {
  private static final String XML =
      "<annotation><object><name>%s</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>2</xmax>"
          + "<ymax>2</ymax></bndbox></object></annotation>";

  @TempDir Path folder;
  private final Configuration hadoop = new Configuration();

  @Test
  void aFileHasTheNameOfItsImage() throws IOException {
    voc("1", "jug");
    assertThat(labels("file:/images/1.jpg")).containsExactly("jug");
    assertThat(labels("1")).containsExactly("jug");
  }

  @Test
  void aFileBelowTheNameOfTheImagesFolderComesFirst() throws IOException {
    voc("1", "jug");
    voc("cups/1", "cup");
    assertThat(labels("file:/images/cups/1.jpg")).containsExactly("cup");
    assertThat(labels("file:/images/jugs/1.jpg")).containsExactly("jug");
  }

  @Test
  void anImageWithoutAFileHasNoAnnotation() {
    assertThat(find("file:/images/1.jpg")).isEmpty();
    assertThat(find("sha256:0f")).isEmpty();
  }

  @Test
  void namesMayContainReservedCharactersOfUris() throws IOException {
    for (String name : List.of("a b", "a#b", "a%20b", "a:b", "猫")) {
      voc(name, name);
      assertThat(labels("file:/images/" + name + ".jpg")).containsExactly(name);
    }
  }

  @Test
  void oneOfTheNamesMayBeThatOfAUrl() throws IOException {
    voc("c d", "plain");
    voc("e%20%C3%A9", "encoded");

    assertThat(labels("file:/images/c%20d.jpg")).containsExactly("plain");
    assertThat(labels("file:/images/e \u00e9.jpg")).containsExactly("encoded");
  }

  @Test
  void aDamagedFileIsAProblemOfItsImage() throws IOException {
    Files.writeString(folder.resolve("1.xml"), "<annotation>");
    assertThatThrownBy(() -> find("file:/images/1.jpg"))
        .isInstanceOf(AnnotationException.class)
        .hasMessage("Annotation cannot be read: file:" + folder + "/1.xml (no XML from line 1 on)");
  }

  @Test
  void sourcesAreMergedAndImagesMayLackSome() throws IOException {
    voc("1", "jug");
    voc("2", "cup");
    byte[] white = new byte[3 * 64];
    Arrays.fill(white, (byte) -1);
    Files.write(folder.resolve("1.png"), Pixels.of(new Size(8, 8), white).png());
    AnnotationSources both = new AnnotationSources(List.of(source(), masks()));

    Annotation merged = both.annotation("file:/images/1.jpg", hadoop).orElseThrow();
    assertThat(merged.size()).contains(new Size(8, 8));
    assertThat(merged.objects()).extracting(AnnotatedObject::label).containsExactly("jug", "");
    assertThat(both.annotation("file:/images/2.jpg", hadoop).orElseThrow().objects()).hasSize(1);
    assertThat(both.annotation("file:/images/3.jpg", hadoop)).isEmpty();
    assertThat(AnnotationSources.none().annotation("file:/images/1.jpg", hadoop)).isEmpty();
  }

  private AnnotationSource source() {
    return new AnnotationFolder(folder.toUri().toString(), Format.VOC);
  }

  private AnnotationSource masks() {
    return new AnnotationFolder(folder.toUri().toString(), Format.MASKS);
  }

  private Optional<Annotation> find(String image) {
    return source().annotation(image, hadoop);
  }

  private List<String> labels(String image) {
    return find(image).orElseThrow().objects().stream().map(AnnotatedObject::label).toList();
  }

  private void voc(String name, String label) throws IOException {
    Path file = folder.resolve(name + ".xml");
    Files.createDirectories(file.getParent());
    Files.writeString(file, XML.formatted(label));
  }
}
