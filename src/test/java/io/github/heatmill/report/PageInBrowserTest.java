package io.github.heatmill.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebElement;

@EnabledIf("io.github.heatmill.report.Browser#isInstalled")
class PageInBrowserTest {
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
  void nothingIsAskedForButTheFileItselfAndNothingIsComplainedAbout() throws Exception {
    browser.all("details").forEach(WebElement::click);
    browser.photograph(folder.resolve("page.png"));
    assertThat(browser.requests()).containsExactly(file.toUri().toString());
    assertThat(browser.complaints()).isEmpty();
  }
}
