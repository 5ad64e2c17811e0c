package io.github.heatmill.truth.format;

import static java.awt.image.BufferedImage.TYPE_4BYTE_ABGR;
import static java.awt.image.BufferedImage.TYPE_BYTE_BINARY;
import static java.awt.image.BufferedImage.TYPE_BYTE_GRAY;
import static java.awt.image.BufferedImage.TYPE_BYTE_INDEXED;
import static java.awt.image.BufferedImage.TYPE_INT_RGB;
import static java.awt.image.BufferedImage.TYPE_USHORT_GRAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.image.Size;
import io.github.heatmill.truth.AnnotatedObject;
import io.github.heatmill.truth.AnnotatedObject.Kind;
import io.github.heatmill.truth.Annotation;
import io.github.heatmill.truth.AnnotationException;
import io.github.heatmill.truth.Drawn;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class MaskImageTest {
  private static final Size SIZE = new Size(3, 2);

  @Test
  void everyLevelButZeroIsAnObjectWithoutLabel() {
    Annotation annotation = read(samples(TYPE_BYTE_GRAY, 0, 7, 7, 255, 0, 7));
    assertThat(annotation.size()).contains(SIZE);
    assertThat(drawn(annotation)).containsExactly(List.of(".##", "..#"), List.of("...", "#.."));
    assertThat(annotation.objects())
        .allMatch(object -> object.label().isEmpty() && object.kind() == Kind.NORMAL);
  }

  @Test
  void ofAPaletteTheIndexCountsAndNotTheColour() {
    // Index 1 of Java's palette is no black, index 0 is; both are told apart by their numbers.
    assertThat(drawn(read(samples(TYPE_BYTE_INDEXED, 0, 1, 1, 2, 0, 1))))
        .containsExactly(List.of(".##", "..#"), List.of("...", "#.."));
  }

  @Test
  void index255OfAPaletteIsABorderThatDoesNotCount() {
    assertThat(read(samples(TYPE_BYTE_INDEXED, 0, 255, 1, 0, 255, 1)).objects())
        .extracting(AnnotatedObject::kind)
        .containsExactly(Kind.NORMAL, Kind.DIFFICULT);
  }

  @Test
  void masksOfOneBitAndOfSixteenAreRead() {
    assertThat(drawn(read(samples(TYPE_BYTE_BINARY, 0, 1, 0, 1, 1, 0))))
        .containsExactly(List.of(".#.", "##."));
    assertThat(drawn(read(samples(TYPE_USHORT_GRAY, 0, 256, 0, 0, 0, 65535))))
        .containsExactly(List.of(".#.", "..."), List.of("...", "..#"));
  }

  @Test
  void everyColourButBlackIsAnObjectHoweverTransparent() {
    int red = 0x00ff0000;
    int blue = 0xff000001;
    int black = 0xff000000;
    for (int type : new int[] {TYPE_INT_RGB, TYPE_4BYTE_ABGR}) {
      BufferedImage image = new BufferedImage(3, 2, type);
      image.setRGB(0, 0, 3, 2, new int[] {black, red, blue, black, 0, red}, 0, 3);
      assertThat(drawn(read(image))).containsExactly(List.of("..#", "..."), List.of(".#.", "..#"));
    }
  }

  @Test
  void aBlackMaskHasNoObject() {
    Annotation annotation = read(samples(TYPE_BYTE_GRAY, 0, 0, 0, 0, 0, 0));
    assertThat(annotation).isEqualTo(new Annotation(SIZE, List.of()));
  }

  @Test
  void aPhotoIsNoMask() {
    BufferedImage photo = new BufferedImage(16, 17, TYPE_INT_RGB);
    for (int i = 0; i < 16 * 17; i++) {
      photo.setRGB(i % 16, i / 16, i);
    }
    assertThatThrownBy(() -> read(photo))
        .hasMessage(
            "Mask has more than 255 values beside 0: 1.png (must have one for each object)");
  }

  @Test
  void filesThatAreNoPngOrCutOffAreRefusedByName() {
    assertThatThrownBy(() -> read(new byte[9]))
        .isInstanceOf(AnnotationException.class)
        .hasMessage("Mask cannot be read: 1.png (no PNG)");
    byte[] whole = png(samples(TYPE_BYTE_GRAY, 0, 7, 7, 255, 0, 7));
    int left = whole.length - 20;
    assertThatThrownBy(() -> read(Arrays.copyOf(whole, left)))
        .hasMessage("Mask cannot be read: 1.png (cut off after " + left + " bytes)");
  }

  private static List<List<String>> drawn(Annotation annotation) {
    return annotation.objects().stream().map(o -> Drawn.of(o.outline(), SIZE)).toList();
  }

  private static BufferedImage samples(int type, int... values) {
    BufferedImage image = new BufferedImage(SIZE.width(), SIZE.height(), type);
    image.getRaster().setSamples(0, 0, SIZE.width(), SIZE.height(), 0, values);
    return image;
  }

  private static Annotation read(BufferedImage image) {
    return read(png(image));
  }

  private static Annotation read(byte[] file) {
    return MaskImage.read(new ByteArrayInputStream(file), "1.png");
  }

  private static byte[] png(BufferedImage image) {
    try {
      ByteArrayOutputStream png = new ByteArrayOutputStream();
      ImageIO.write(image, "png", png);
      return png.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
