package io.github.heatmill.udf.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which names of a file mean an image. */
class NameRuleTest {
  private static final String IMAGE = "file:/data/img/fish/Käse 1.jpg";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Käse 1.jpg",
        "fish/Käse 1.jpg",
        "/data/img/fish/Käse 1.jpg",
        "file:/data/img/fish/Käse 1.jpg",
        "file:///data/img/fish/Käse 1.jpg",
        "file:///data/img/fish/K%C3%A4se%201.jpg",
        "./fish/Käse 1.jpg",
        "../img/fish/Käse 1.jpg",
        "img//fish/./Käse 1.jpg",
        "img/other/../fish/Käse 1.jpg",
        "fish\\Käse 1.jpg",
        ".\\fish\\Käse 1.jpg",
        "fish/Käse 1",
        "Käse 1",
        "fish/Ka\u0308se 1.jpg",
        "fish/Ka\u0308se 1",
        "fish/K%C3%A4se 1",
        "K%c3%a4se%201.jpg"
      })
  void anImageHasManySpellings(String name) {
    assertThat(NameRule.ENDS.candidates(IMAGE)).containsAnyElementsOf(NameRule.ENDS.keys(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "se 1.jpg",
        "dogs/Käse 1.jpg",
        "Käse 1.png",
        "Käse",
        "other/data/img/fish/Käse 1.jpg",
        "käse 1.jpg",
        "Käse%001.jpg",
        ""
      })
  void anotherNameIsNotTheImage(String name) {
    assertThat(NameRule.ENDS.candidates(IMAGE))
        .doesNotContainAnyElementsOf(NameRule.ENDS.keys(name));
  }

  @Test
  void theLongestEndComesFirstAndNamesWithTheirExtensionBeforeOthers() {
    List<String> candidates = List.copyOf(NameRule.ENDS.candidates("file:/a/cats/1.jpg"));

    assertThat(candidates.stream().filter(key -> !NameRule.isAlias(key)))
        .containsExactly(
            "file:/a/cats/1.jpg",
            "a/cats/1.jpg",
            "cats/1.jpg",
            "1.jpg",
            "file:/a/cats/1",
            "a/cats/1",
            "cats/1",
            "1");
  }

  @Test
  void signsOfOneNameAreNotTakenForAnotherSpellingOfIt() {
    Set<String> candidates = NameRule.ENDS.candidates("file:/a/a%20b.jpg");

    // An index finds the name itself first, and the decoded one only without it.
    assertThat(List.copyOf(candidates).indexOf("a%20b.jpg"))
        .isLessThan(List.copyOf(candidates).indexOf("a b.jpg"));
  }

  @Test
  void behindOtherFoldersTheLastPartsAreCompared() {
    NameRule two = new NameRule(2);

    assertThat(two.candidates("file:/new/img/cats/1.jpg"))
        .containsAnyElementsOf(two.keys("/old/place/cats/1.jpg"))
        .containsAnyElementsOf(two.keys("/old/place/cats/1"))
        .doesNotContainAnyElementsOf(two.keys("/old/place/dogs/1.jpg"))
        .doesNotContainAnyElementsOf(two.keys("2.jpg"));
  }
}
