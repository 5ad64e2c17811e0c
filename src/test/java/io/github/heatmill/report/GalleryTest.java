package io.github.heatmill.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.image.Colormap;
import io.github.heatmill.image.Pixels;
import io.github.heatmill.image.Size;
import io.github.heatmill.report.block.Block;
import io.github.heatmill.report.block.ColorScale;
import io.github.heatmill.report.block.Figures;
import io.github.heatmill.report.block.Picture;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

class GalleryTest {

  @Test
  void aFilterOffersEachValueOnceInOrder() {
    Element gallery =
        shown(new Gallery(List.of(card("class", "dog"), card("class", "cat"), card("x", "cat"))));
    assertThat(gallery.select("label span").eachText()).containsExactly("class", "x");
    assertThat(gallery.select("select").first().select("option").eachText())
        .containsExactly("all", "cat", "dog");
  }

  @Test
  void aCardIsFoundByEachOfItsValues() {
    Element gallery = shown(new Gallery(List.of(card("class", "\"]dog"), card("x", "y", "z"))));
    assertThat(gallery.select(".card").eachAttr("data-facets"))
        .containsExactly("[[\"\\\"]dog\"],[]]", "[[],[\"y\",\"z\"]]");
  }

  @Test
  void aMissingPictureLeavesItsReason() {
    Element figure =
        shown(new Figures(List.of(new Figures.Figure(Picture.missing("moved away"), "original"))));
    assertThat(figure.select("img")).isEmpty();
    assertThat(figure.text()).isEqualTo("moved away original");
  }

  @Test
  void aPictureIsWithinThePage() {
    Pixels pixels = Pixels.of(new Size(1, 1), new byte[] {1, 2, 3});
    Element figure =
        shown(new Figures(List.of(new Figures.Figure(Picture.png(pixels, "a \"dot\""), "dot"))));
    // The eight bytes that every PNG starts with, in Base64.
    assertThat(figure.select("img").attr("src")).startsWith("data:image/png;base64,iVBORw0KGgo");
    assertThat(figure.select("img").attr("alt")).isEqualTo("a \"dot\"");
    assertThat(figure.select("img").attr("decoding")).isEqualTo("async");
  }

  @Test
  void aPictureIsOfAKindOfImage() {
    assertThatThrownBy(() -> new Picture(new byte[1], "text/html", ""))
        .hasMessage("Invalid media type of a picture: text/html (must be such as image/png)");
  }

  @Test
  void theScaleHasTheColoursOfTheMap() {
    Element scale = shown(new ColorScale(Colormap.VIRIDIS, "0", "1"));
    assertThat(scale.select("span").eachText()).containsExactly("0", "1");
    assertThat(scale.select(".gradient").attr("style"))
        .startsWith("background: linear-gradient(to right, #440154, ")
        .contains("#482878", "#31688e", "#b5de2b")
        .endsWith(", #fde725)");
  }

  private static Gallery.Card card(String facet, String... values) {
    return new Gallery.Card(
        "image", List.of(), List.of(), Map.of(facet, List.of(values)), List.of());
  }

  private static Element shown(Block block) {
    return Jsoup.parseBodyFragment(block.html().render()).body();
  }
}
