package io.github.heatmill.job.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.report.Browser;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of {@link ReportedDemo} as people see it. */
@EnabledIf(
    value = "io.github.heatmill.report.Browser#isInstalled",
    disabledReason = Browser.MISSING)
class ReportInBrowserTest {
  private static final String CLASSES = "#section-3 > .table ";

  private static Browser browser;

  @BeforeAll
  static void start() {
    assertThat(ReportedDemo.REPORT.errors()).isEmpty();
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
    browser.open(ReportedDemo.PAGE);
  }

  @Test
  void nothingLeavesTheFileAndNothingIsComplainedAbout() {
    browser.all(".card summary").stream().limit(2).forEach(browser::press);

    assertThat(browser.requests()).containsExactly(ReportedDemo.PAGE.toUri().toString());
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.all("#section-2 figure.chart svg"))
        .hasSameSizeAs(browser.all("#section-2 figure.chart"));
  }

  @Test
  void classesAreSortedByWhatIsPressed() {
    browser.press(browser.find(CLASSES + "th:nth-child(2) button"));
    List<String> names = browser.texts(CLASSES + "td:nth-child(2)");

    assertThat(names)
        .containsExactly(ReportedDemo.CLASS, "bicycle", "house", "jug", "mug", "umbrella");
  }

  @Test
  void imagesAreFilteredByListClassMethodStatusAndPrediction() {
    assertThat(browser.texts(".filters label span"))
        .containsExactly("list", "class", "method", "status", "prediction");
    browser.choose(".filters label:nth-child(1) select", "worst");
    browser.choose(".filters label:nth-child(2) select", ReportedDemo.CLASS);

    assertThat(browser.texts(".card:not([hidden]) h4")).containsExactly(ReportedDemo.FILE);
  }

  @ParameterizedTest
  @ValueSource(ints = {390, 1280})
  void thePageIsAsWideAsItsWindow(int width) {
    browser.width(width);

    assertThat(browser.scrollsSideways()).isFalse();
    assertThat(browser.cutOff("h1, h2, h3, h4, p, dd, figcaption, .missing-picture")).isEmpty();
  }
}
