package io.github.heatmill.job.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links of the pages lead to files and headings that exist. */
class PageLinksTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern CONF = Pattern.compile("conf/[\\w.-]+\\.(?:conf|properties|args)");
  private static final Pattern SCRIPT = Pattern.compile("scripts/[\\w/]+(?:\\.(?:sh|py))?");

  static List<Page> pages() {
    return Page.all();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void leadToFilesAndHeadings(Page page) {
    assertThat(page.find(LINK).map(link -> link.group(1)))
        .filteredOn(target -> !target.startsWith("https://"))
        .allSatisfy(target -> assertExists(page, target));
  }

  private static void assertExists(Page page, String target) {
    String[] parts = target.split("#", 2);
    Path folder = Path.of("/" + page.name()).getParent();
    Path file = Path.of("/").relativize(folder.resolve(parts[0]).normalize());
    String name = parts[0].isEmpty() ? page.name() : file.toString();

    assertThat(Page.ROOT.resolve(name)).exists();
    if (parts.length == 2) {
      assertThat(new Page(name).headings()).extracting(PageLinksTest::anchor).contains(parts[1]);
    }
  }

  /** The anchor that GitHub gives to a heading. */
  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
  }

  @ParameterizedTest
  @MethodSource("pages")
  void nameScriptsAndConfigurationsThatExist(Page page) {
    assertNamesFilesThatExist(page.name());
  }

  @ParameterizedTest
  @MethodSource("settings")
  void commentsOfSettingsNameFilesThatExist(String file) {
    assertNamesFilesThatExist(file);
  }

  static List<String> settings() {
    return CommandExamples.settings();
  }

  private static void assertNamesFilesThatExist(String file) {
    for (Pattern pattern : List.of(CONF, SCRIPT)) {
      assertThat(pattern.matcher(Page.text(file)).results())
          .allSatisfy(named -> assertThat(Page.ROOT.resolve(named.group())).exists());
    }
  }
}
