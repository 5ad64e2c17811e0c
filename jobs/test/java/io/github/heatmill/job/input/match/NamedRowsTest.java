package io.github.heatmill.job.input.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.job.input.match.NamedRows.Named;
import io.github.heatmill.job.input.match.RowMatches.Side;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which rows of a file of labels or annotations meet which images. */
class NamedRowsTest {
  private static final List<String> IMAGES =
      List.of("file:/img/cats/1.jpg", "file:/img/cats/2.jpg", "file:/img/dogs/1.jpg");

  @Test
  void rowsAndImagesThatDoNotMeetAreCountedWithTheFirstThreeOfEach() {
    RowMatches matches = rows("cats/1.jpg", "a", "b", "c", "d").match(IMAGES);

    assertThat(matches.names()).isEqualTo(new Side(5, 4, List.of("a", "b", "c")));
    assertThat(matches.images()).isEqualTo(new Side(3, 2, IMAGES.subList(1, 3)));
    assertThat(matches)
        .hasToString(
            "labels.csv: 1 of 3 images are named (2 not, such as file:/img/cats/2.jpg, file:/img/dogs/1.jpg);"
                + " 1 of 5 names mean an image (4 not, such as a, b, c)");
  }

  @Test
  void withoutAnyMatchTheReasonIsAnExampleOfEach() {
    RowMatches matches = rows("cats/3.jpg", "cats/4.jpg").match(IMAGES);

    assertThatThrownBy(matches::expectSome)
        .hasMessage(
            "No image is named in labels.csv: none of its 2 names, such as cats/3.jpg, is the end"
                + " of the path of one of the 3 images, such as file:/img/cats/1.jpg"
                + " (mend the names, with or without extension)");
  }

  @Test
  void aNameThatMayMeanSeveralImagesIsRefused() {
    assertThatThrownBy(() -> rows("1.jpg", "2.jpg").match(IMAGES))
        .hasMessage(
            "Ambiguous names in labels.csv: 1.jpg may mean file:/img/cats/1.jpg and"
                + " file:/img/dogs/1.jpg"
                + " (name images with their folders, or leave others out by --exclude)");
    assertThatThrownBy(() -> rows("cats/1").match(List.of("file:/cats/1.jpg", "file:/cats/1.png")))
        .hasMessageStartingWith("Ambiguous names in labels.csv: cats/1 may mean");
  }

  @Test
  void aBareNameIsClearWhereTheOthersAreNamedWithTheirFolders() {
    NamedRows rows = rows("1.jpg", "dogs/1.jpg", "2.jpg");

    assertThat(rows.match(IMAGES).images().unmet()).isZero();
    assertThat(name(rows, IMAGES.get(0))).isEqualTo("1.jpg");
    assertThat(name(rows, IMAGES.get(2))).isEqualTo("dogs/1.jpg");
  }

  @Test
  void namesThatDifferInSignsOfUrlsEachMeanTheirOwnImage() {
    List<String> images = List.of("file:/d/a b.jpg", "file:/d/a%20b.jpg", "file:/d/a+b.jpg");
    NamedRows rows = rows("a%20b.jpg", "a b.jpg", "a+b.jpg");

    assertThat(rows.match(images).images().unmet()).isZero();
    images.forEach(image -> assertThat(image).endsWith("/" + name(rows, image)));
  }

  @Test
  void otherFoldersInFrontAreLeftOutOfAllNames() {
    NamedRows rows = rows("/old/img/cats/1.jpg", "/old/img/cats/2.jpg", "/old/img/dogs/1.jpg");

    RowMatches matches = rows.match(List.of("file:/x/cats/1.jpg", "file:/x/dogs/1.jpg"));

    assertThat(matches.lastParts()).isEqualTo(2);
    assertThat(matches.images().unmet()).isZero();
    assertThat(matches.names()).isEqualTo(new Side(3, 1, List.of("/old/img/cats/2.jpg")));
    assertThat(matches)
        .asString()
        .endsWith("; other folders are in front, so the last 2 parts of paths are compared");
    assertThat(name(rows, "file:/x/dogs/1.jpg")).isEqualTo("/old/img/dogs/1.jpg");
  }

  @Test
  void otherFoldersInFrontMustLeaveNamesThatDiffer() {
    assertThatThrownBy(() -> rows("a/1.jpg", "b/1.jpg").match(List.of("file:/x/1.jpg")))
        .hasMessageStartingWith(
            "Ambiguous names in labels.csv: several names may mean file:/x/1.jpg");
    assertThatThrownBy(() -> rows("a/1.jpg").match(List.of("file:/x/1.jpg", "file:/y/1.jpg")))
        .hasMessageStartingWith("Ambiguous names in labels.csv: a/1.jpg may mean file:/x/1.jpg");
  }

  @Test
  void anotherSpellingOfANameMustSayTheSame() {
    NamedRows rows = new NamedRows("labels.csv");
    rows.add("cats/1.jpg").say("cat");
    rows.add("./cats/1.jpg").say("cat");

    assertThat(rows.match(IMAGES).names().unmet()).isZero();
    rows.add("/img/cats/1.jpg").say("dog");
    assertThatThrownBy(() -> rows.match(IMAGES))
        .hasMessage(
            "Rows disagree in labels.csv: /img/cats/1.jpg is dog, and cats/1.jpg is cat"
                + " (leave one of them out)");
  }

  @Test
  void aFolderMayBeListedAgainAndAgain() {
    NamedRows rows = rows("cats/1.jpg");

    assertThat(rows.match(IMAGES)).isEqualTo(rows.match(IMAGES));
  }

  @Test
  void fourHundredThousandImagesAndRowsAreMatchedInLittleMemory() {
    int count = 400_000;
    NamedRows rows = new NamedRows("labels.csv");
    List<String> images = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      rows.add("class" + i % 1000 + "/" + i + ".jpg").say("class" + i % 1000);
      images.add("s3a://bucket/images/train/class" + i % 1000 + "/" + i + ".jpg");
    }

    assertThat(rows.match(images).images().unmet()).isZero();
    assertThat(rows.find(images.get(399_999)).flatMap(Named::value)).contains("class999");
  }

  private static String name(NamedRows rows, String image) {
    return rows.find(image).orElseThrow().name();
  }

  private static NamedRows rows(String... names) {
    NamedRows rows = new NamedRows("labels.csv");
    List.of(names).forEach(rows::add);
    return rows;
  }
}
