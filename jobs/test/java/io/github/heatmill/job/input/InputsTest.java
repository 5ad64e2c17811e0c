package io.github.heatmill.job.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.input.label.LabelSource;
import io.github.heatmill.job.input.listing.FileFilter;
import io.github.heatmill.job.input.listing.FoundFiles;
import io.github.heatmill.job.support.Demo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files a place stands for, and what their labels are. */
class InputsTest {
  private static final byte[] SOME = {1};

  @TempDir Path folder;

  @BeforeEach
  void writeFiles() {
    for (String name :
        List.of("cats/1.jpg", "cats/2.PNG", "cats/deep/er/3.webp", "dogs/1.jpg", "cats/a.txt")) {
      Demo.write(folder.resolve(name), SOME);
    }
  }

  @Test
  void aFolderIsSearchedInDepth() throws IOException {
    assertThat(found(folder.toString()))
        .containsExactly("cats/1.jpg", "cats/2.PNG", "cats/deep/er/3.webp", "dogs/1.jpg");
  }

  @Test
  void aGlobMatchesFilesAndFolders() throws IOException {
    assertThat(found(folder + "/*/1.jpg")).containsExactly("cats/1.jpg", "dogs/1.jpg");
    assertThat(found(folder + "/{dogs,cats/deep}"))
        .containsExactly("cats/deep/er/3.webp", "dogs/1.jpg");
  }

  @Test
  void aSingleFileIsAnImage() throws IOException {
    assertThat(found(folder + "/cats/2.PNG")).containsExactly("cats/2.PNG");
  }

  @Test
  void aFileInTwoPlacesIsOneImage() throws IOException {
    assertThat(
            found(folder + "/cats/deep", folder + "/*/deep/er/*", folder + "/cats/deep/er/3.webp"))
        .containsExactly("cats/deep/er/3.webp");
  }

  @Test
  void aUriIsTheSameAsItsPath() throws IOException {
    assertThat(found("file:" + folder + "/dogs", folder.toUri() + "dogs", folder + "/dogs"))
        .containsExactly("dogs/1.jpg");
  }

  @Test
  void aRelativePlaceIsBelowTheWorkingFolder() throws IOException {
    String relative = Path.of("").toAbsolutePath().relativize(folder).toString();
    assertThat(found(relative + "/dogs")).containsExactly("dogs/1.jpg");
  }

  @Test
  void namesMayHoldSpacesSignsAndLettersOfAnyLanguage() throws IOException {
    List<String> names =
        List.of("a b.jpg", "a#b.jpg", "a%20b.jpg", "a+b.jpg", "a:b.jpg", "ä é.jpg", "猫.jpg");
    names.forEach(name -> Demo.write(folder.resolve("names").resolve(name), SOME));

    assertThat(found(folder + "/names"))
        .containsExactlyInAnyOrderElementsOf(names.stream().map(name -> "names/" + name).toList());
    for (String name : names) {
      assertThat(found(folder + "/names/" + name)).containsExactly("names/" + name);
    }
  }

  @Test
  void aNameWithBracketsNeedNotBeAGlob() throws IOException {
    Demo.write(folder.resolve("run [1]/x{2}.jpg"), SOME);

    assertThat(found(folder + "/run [1]")).containsExactly("run [1]/x{2}.jpg");
    assertThat(found(folder + "/run [1]/x{2}.jpg")).containsExactly("run [1]/x{2}.jpg");
  }

  @Test
  void hiddenFilesAreSkippedHoweverTheyAreFound() throws IOException {
    Demo.write(folder.resolve(".thumbs/1.jpg"), SOME);
    Demo.write(folder.resolve("dogs/._1.jpg"), SOME);

    for (String place : List.of("", "/*", "/*/1.jpg")) {
      assertThat(found(folder + place)).doesNotContain(".thumbs/1.jpg", "dogs/._1.jpg");
    }
  }

  @Test
  void whatIsHiddenAboveThePlaceWasAskedFor() throws IOException {
    Demo.write(folder.resolve(".cache/set/1.jpg"), SOME);
    Demo.write(folder.resolve(".cache/set/.trash/1.jpg"), SOME);

    assertThat(found(folder + "/.cache")).containsExactly(".cache/set/1.jpg");
    assertThat(found(folder + "/.cache/s*/*.jpg")).containsExactly(".cache/set/1.jpg");
  }

  @Test
  void otherFilesAreCounted() throws IOException {
    Demo.write(folder.resolve(".thumbs/1.jpg"), SOME);

    assertThat(list(new LabelSource.None(), folder.toString()).skipped().total()).isEqualTo(2);
  }

  @Test
  void labelsComeFromTheFolderOfTheImage() throws IOException {
    assertThat(labels("folder")).containsExactly("cats", "cats", "er", "dogs");
  }

  @Test
  void labelsComeFromATableByRelativePathOrBareName() throws IOException {
    Path csv = folder.resolve("labels.csv");
    Files.writeString(
        csv,
        "label,Image\n\"tabby, grey\",1.jpg\nhund,dogs/1.jpg\nkätzchen,deep/er/3.webp\n,2.PNG\n",
        StandardCharsets.UTF_8);

    assertThat(labels(csv.toString())).containsExactly("tabby, grey", null, "kätzchen", "hund");
  }

  @Test
  void labelsComeFromATableByUriAndNamesMayBeginWithASign() throws IOException {
    Path image = Demo.write(folder.resolve("dogs/#2.jpg"), SOME);
    Path csv = folder.resolve("labels.csv");
    Files.writeString(csv, "path,class\n#2.jpg,pug\nfile:" + folder + "/cats/1.jpg,tabby\n");

    assertThat(image).exists();
    assertThat(labels(csv.toString())).containsExactly("tabby", null, null, "pug", null);
  }

  @Test
  void severalRowsOfAnImageAreItsLabelsEachOfThemOnce() throws IOException {
    Path csv = folder.resolve("labels.csv");
    Files.writeString(
        csv,
        """
        image,label
        cats/1.jpg,tabby
        2.PNG,
        cats/1.jpg,grey
        cats/1.jpg,tabby
        2.PNG,white|wild
        3.webp,"black|white"
        2.PNG,wild|tabby
        3.webp,"black|white"
        dogs/1.jpg,
        dogs/1.jpg,
        """);

    assertThat(labels(csv.toString()))
        .containsExactly("tabby|grey", "white|wild|tabby", "black|white", null);
  }

  private List<String> labels(String option) throws IOException {
    LabelSource source = LabelSource.of(Optional.ofNullable(option), new Configuration());
    return list(source, folder.toString()).files().stream().map(file -> file.labelText()).toList();
  }

  private List<String> found(String... places) throws IOException {
    int start = ("file:" + folder + "/").length();
    return list(new LabelSource.None(), places).files().stream()
        .map(file -> file.uri().substring(start))
        .toList();
  }

  private static FoundFiles list(LabelSource labels, String... places) throws IOException {
    return ImageSource.Files.list(
            Arrays.asList(places), FileFilter.ALL, labels, new Configuration())
        .expectSome()
        .found();
  }
}
