package io.github.heatmill.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

@EnabledIf(
    value = "io.github.heatmill.report.Browser#isInstalled",
    disabledReason = Browser.MISSING)
class PageInBrowserTest {
  private static final String METHODS = "#section-2 > .table ";

  @TempDir private static Path folder;
  private static Path file;
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    file = folder.resolve("page.html");
    Files.writeString(file, SamplePage.page().html());
    browser = Browser.start();
  }

  @AfterAll
  static void stop() {
    browser.close();
  }

  @BeforeEach
  void open() {
    browser.requests();
    browser.complaints();
    browser.open(file);
  }

  @Test
  void onlyTheFileItselfIsRequestedAndTheConsoleIsEmpty() {
    browser.all("summary").forEach(browser::press);
    // 1 dot plot, bars, histogram, and 2 charts of curves on each card.
    assertThat(browser.all("figure.chart svg")).hasSize(3 + 2 * SamplePage.CARDS);
    assertThat(browser.requests()).containsExactly(file.toUri().toString());
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.evaluate("document.title"))
        .isEqualTo("Audit of resnet18 on " + SamplePage.SCRIPT);
  }

  @Test
  void aRequestOfAForeignScriptWouldBeSeen() throws Exception {
    Path attacked = folder.resolve("attacked.html");
    String html = Files.readString(file).replace("</main>", "<img src=x.png><script>1</script>");
    browser.open(Files.writeString(attacked, html));
    assertThat(browser.complaints())
        .anySatisfy(complaint -> assertThat(complaint).contains("x.png", "img-src data:"))
        .anySatisfy(complaint -> assertThat(complaint).contains("inline script"));
  }

  @Test
  void tablesAreSortedByEachKindOfCellWithTheMissingLast() {
    // Means 0.412, 0.5, none, -0.0312; images 120, 9, 0, 1204; shares 87.1 %, 5 %, none, 100 %.
    assertThat(sortedBy(1)).containsExactly("grad-cam", "layer-cam", "score-cam 9", "Score-CAM 10");
    assertThat(sortedBy(1)).containsExactly("Score-CAM 10", "score-cam 9", "layer-cam", "grad-cam");
    assertThat(sortedBy(2)).containsExactly("layer-cam", "grad-cam", "Score-CAM 10", "score-cam 9");
    assertThat(sortedBy(2)).containsExactly("Score-CAM 10", "grad-cam", "layer-cam", "score-cam 9");
    assertThat(sortedBy(3)).containsExactly("score-cam 9", "Score-CAM 10", "grad-cam", "layer-cam");
    assertThat(sortedBy(3)).containsExactly("layer-cam", "grad-cam", "Score-CAM 10", "score-cam 9");
    assertThat(sortedBy(4)).containsExactly("Score-CAM 10", "grad-cam", "layer-cam", "score-cam 9");
    assertThat(sortedBy(4)).containsExactly("layer-cam", "grad-cam", "Score-CAM 10", "score-cam 9");
  }

  @Test
  void aColumnSaysHowItIsSortedAndTheKeyboardSortsIt() {
    WebElement heading = browser.find(METHODS + "th:nth-child(3)");
    for (CharSequence key : List.of(Keys.ENTER, Keys.SPACE)) {
      heading.findElement(By.tagName("button")).sendKeys(key);
    }
    assertThat(heading.getDomAttribute("aria-sort")).isEqualTo("descending");
    browser.press(browser.find(METHODS + "th:nth-child(1) button"));
    assertThat(heading.getDomAttribute("aria-sort")).isEqualTo("none");
  }

  @Test
  void galleriesAreFilteredByEachFacetAndByAllTogether() {
    assertThat(browser.find(".count").getText()).isEqualTo("6 of 6 images");
    // Cats are 0, 2 and 4; wrong are 0 and 3.
    browser.choose(".filters label:nth-child(1) select", "cat");
    assertThat(browser.find(".count").getText()).isEqualTo("3 of 6 images");
    browser.choose(".filters label:nth-child(2) select", "wrong");
    assertThat(browser.find(".count").getText()).isEqualTo("1 of 6 images");
    browser.choose(".filters label:nth-child(1) select", SamplePage.SCRIPT);
    assertThat(browser.texts(".card:not([hidden]) h4"))
        .containsExactly("image-3.png " + SamplePage.IMAGE);
    browser.choose(".filters label:nth-child(3) select", "most confident wrong");
    assertThat(browser.find(".count").getText()).isEqualTo("0 of 6 images");
  }

  @Test
  void arrowsWalkThroughTheCardsThatAreShown() {
    browser.choose(".filters label:nth-child(1) select", "cat");
    WebElement first = browser.find(".card[tabindex='0']");
    first.sendKeys(Keys.ARROW_RIGHT);
    assertThat(browser.focused().getText()).startsWith("image-2.png");
    browser.focused().sendKeys(Keys.END);
    browser.focused().sendKeys(Keys.ARROW_DOWN);
    assertThat(browser.focused().getText()).startsWith("image-4.png");
    browser.focused().sendKeys(Keys.ARROW_LEFT);
    assertThat(browser.focused().getText()).startsWith("image-2.png");
    browser.focused().sendKeys(Keys.HOME);
    assertThat(browser.focused().getText()).startsWith("image-0.png");
    assertThat(browser.all(".card[tabindex='0']")).hasSize(1);
  }

  @Test
  void curvesAreDrawnWhenTheyAreOpened() {
    assertThat(browser.all(".card svg")).isEmpty();
    browser.press(browser.find(".card:nth-child(3) summary"));
    assertThat(browser.all(".card svg")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {390, 1280})
  void thePageIsAsWideAsItsWindow(int width) {
    browser.all("summary").forEach(browser::press);
    browser.width(width);
    assertThat(browser.scrollsSideways()).isFalse();
    assertThat(browser.cutOff("h1, h2, h3, h4, p, dd, td, th, figcaption, .missing-picture"))
        .isEmpty();
    String widths = "Array.from(document.querySelectorAll('svg'), s => s.clientWidth)";
    assertThat(browser.evaluate("Math.max(..." + widths + ") <= document.body.clientWidth"))
        .isEqualTo(true);
  }

  @Test
  void onPaperEverythingFoldedIsOpenAndClosedAgainAfterwards() throws Exception {
    browser.evaluate(
        "addEventListener('beforeprint', () => window.printed = "
            + "document.querySelectorAll('details.folded[open]').length)");
    browser.print(folder.resolve("page.pdf"));
    assertThat(browser.evaluate("window.printed")).isEqualTo(1L);
    assertThat(browser.all("details.folded[open]")).isEmpty();
    assertThat(Files.readAllBytes(folder.resolve("page.pdf")))
        .startsWith("%PDF".getBytes(StandardCharsets.US_ASCII));
  }

  /** Presses the heading of a column, and reads the names of the rows. */
  private static List<String> sortedBy(int column) {
    browser.press(browser.find(METHODS + "th:nth-child(" + column + ") button"));
    return browser.texts(METHODS + "td:first-child");
  }
}
