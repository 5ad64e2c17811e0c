package io.github.heatmill.truth.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.image.Size;
import io.github.heatmill.truth.AnnotatedObject;
import io.github.heatmill.truth.AnnotatedObject.Kind;
import io.github.heatmill.truth.Annotation;
import io.github.heatmill.truth.AnnotationException;
import io.github.heatmill.truth.Box;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PascalVocTest {
  private static final String JUG = object("jug", "<difficult>0</difficult>", "39 83 140 155");

  @Test
  void cornersAreCountedFromOneAndBothInside() {
    // 38 pixels lie left of the box, and 140 - 39 + 1 = 102 within it.
    assertThat(read(annotation(JUG)))
        .isEqualTo(Annotation.of(normal("jug", new Box(38, 82, 102, 73))));
  }

  @Test
  void anImageMayHaveSeveralObjectsOrNone() {
    assertThat(read(annotation(JUG + object("cup", "", "1 1 1 1"))).objects())
        .containsExactly(
            normal("jug", new Box(38, 82, 102, 73)), normal("cup", new Box(0, 0, 1, 1)));
    assertThat(read(annotation("")).objects()).isEmpty();
  }

  @Test
  void difficultObjectsAreMarked() {
    String difficult = object("jug", "<difficult> 1 </difficult>", "1 1 2 2");
    assertThat(read(annotation(difficult + JUG)).objects())
        .extracting(AnnotatedObject::kind)
        .containsExactly(Kind.DIFFICULT, Kind.NORMAL);
  }

  @Test
  void cornersMayHaveDecimals() {
    assertThat(read(annotation(object("jug", "", "1.5 2.25 3 4"))).objects().get(0).outline())
        .isEqualTo(new Box(0.5, 1.25, 2.5, 2.75));
  }

  @Test
  void theSizeOfTheImageIsReadAndZeroIsUnknown() {
    String size = "<size><width>%s</width><height>%s</height><depth>3</depth></size>";
    assertThat(read(annotation(size.formatted(500, 375))).size()).contains(new Size(500, 375));
    assertThat(read(annotation(size.formatted(0, 0))).size()).isEmpty();
    assertThat(read(annotation("")).size()).isEmpty();
  }

  @Test
  void partsOfAnObjectAreNotObjects() {
    String part = "<part><name>spout</name>" + box("1 1 9 9") + "</part>";
    assertThat(read(annotation(object("jug", part, "39 83 140 155"))))
        .isEqualTo(read(annotation(JUG)));
  }

  @Test
  void missingFieldsAreNotTakenFromTheObjectBefore() {
    assertThatThrownBy(() -> read(annotation(JUG + "<object><name>cup</name></object>")))
        .hasMessage("Annotation cannot be read: 1.xml (Invalid xmin: missing (must be a number))");
  }

  @Test
  void anImpossibleBoxIsRefused() {
    assertThatThrownBy(() -> read(annotation(object("jug", "", "9 1 8 4"))))
        .isInstanceOf(AnnotationException.class)
        .hasMessageStartingWith("Annotation cannot be read: 1.xml (Invalid box: 0.0 x 4.0");
    assertThatThrownBy(() -> read(annotation(object("jug", "", "a 1 8 4"))))
        .hasMessageContaining("Invalid xmin: a (must be a number)");
  }

  @Test
  void filesThatAreNoAnnotationsAreRefusedByName() {
    assertThatThrownBy(() -> read("<annotation>\n<object></annotation>"))
        .hasMessage("Annotation cannot be read: 1.xml (no XML from line 2 on)");
    assertThatThrownBy(() -> read("")).hasMessageContaining("1.xml (no XML from line 1 on)");
    assertThatThrownBy(() -> read("<html/>"))
        .hasMessage("Annotation cannot be read: 1.xml (its root is html, must be annotation)");
  }

  @Test
  void externalEntitiesAreNotFollowed(@TempDir Path folder) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "secret");
    String doctype = "<!DOCTYPE annotation [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>";
    assertThat(read(doctype + annotation(JUG))).isEqualTo(read(annotation(JUG)));
    String entity = annotation(object("a&x;b", "", "1 1 2 2"));
    assertThatThrownBy(() -> read(doctype + entity)).isInstanceOf(AnnotationException.class);
  }

  @Test
  void filesThatAreNestedDeeplyAreRefusedByNameInLittleMemory() {
    // The paths of 60,000 elements would have 60,000 * 60,001 / 2 * 2 characters, 3.6 GB.
    String refused = "Annotation cannot be read: 1.xml (its elements are nested more than 20 deep)";
    assertThatThrownBy(() -> read("<a>".repeat(60_000))).hasMessage(refused);
    assertThatThrownBy(() -> read("<annotation>" + "<object>".repeat(60_000))).hasMessage(refused);
    assertThat(read(annotation("<a>".repeat(19) + "</a>".repeat(19) + JUG)).objects()).hasSize(1);
  }

  @Test
  void filesWithManyElementsOrLongTextsAreReadInLinearTime() {
    // Joining the text between 100,000 elements again and again would copy 5 GB.
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 100_000; i++) {
      many.append("<a").append(i).append("/>\n");
    }
    assertThat(read(annotation(many + JUG)).objects()).hasSize(1);
    assertThat(read(annotation("<text>" + "x".repeat(3_000_000) + "</text>" + JUG)).objects())
        .hasSize(1);
  }

  private static Annotation read(String xml) {
    return PascalVoc.read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)), "1.xml");
  }

  private static String annotation(String content) {
    return "<annotation><filename>1.jpg</filename>" + content + "</annotation>";
  }

  private static String object(String name, String more, String corners) {
    return "<object><name>" + name + "</name>" + more + box(corners) + "</object>";
  }

  private static String box(String corners) {
    return "<bndbox><xmin>%s</xmin><ymin>%s</ymin><xmax>%s</xmax><ymax>%s</ymax></bndbox>"
        .formatted((Object[]) corners.split(" "));
  }

  private static AnnotatedObject normal(String label, Box box) {
    return new AnnotatedObject(label, box, Kind.NORMAL);
  }
}
