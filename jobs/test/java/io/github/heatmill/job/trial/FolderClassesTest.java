package io.github.heatmill.job.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.image.Pixels;
import io.github.heatmill.image.Size;
import io.github.heatmill.job.explain.ExplainPlan;
import io.github.heatmill.job.explain.ExplainSettings;
import io.github.heatmill.job.input.ImageSettings;
import io.github.heatmill.job.problem.ConfigurationException;
import io.github.heatmill.job.run.MapSettings;
import io.github.heatmill.job.run.ModelSettings;
import io.github.heatmill.job.session.JobEnvironment;
import io.github.heatmill.udf.request.SavedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network of 12 classes without names: the class is the twelfth in which the red level lies. */
class FolderClassesTest {
  private static final Path NETWORK =
      Path.of("../src/test/resources/networks/twelve-traced.pt").toAbsolutePath();

  /** The classes of the folders 0 to 11 in the order 0, 1, 10, 11, 2, 3 and so on. */
  private static final List<Integer> AS_TEXT = List.of(0, 1, 4, 5, 6, 7, 8, 9, 10, 11, 2, 3);

  @TempDir Path folder;

  @Test
  void theOrderAsTextIsFoundOnASample() throws IOException {
    draw(0, 12, AS_TEXT::get);
    SavedModel model = open("folder");
    assertThat(model.card().classNames())
        .containsExactly("0", "1", "10", "11", "2", "3", "4", "5", "6", "7", "8", "9");
    assertThat(model.card().classIndex("2")).isEqualTo(4);
    // By number, 0 and 1 are right as well: two images each.
    assertThat(model.description().notes())
        .containsExactly(
            "The class folders are in their order as text, which is right for 24 of 24 images of a"
                + " sample, and by number for 4");
  }

  @Test
  void theOrderByNumberIsFoundOnASample() throws IOException {
    draw(0, 12, index -> index);
    SavedModel model = open("folder");
    assertThat(model.card().classIndex("2")).isEqualTo(2);
    assertThat(model.card().classNames()).startsWith("0", "1", "2").endsWith("11");
    assertThat(model.description().notes().get(0))
        .startsWith("The class folders are in their order by number, which is right for 24 of 24");
  }

  @Test
  void numbersThatBeginAtOneAreNamesAndNotIndices() throws IOException {
    draw(1, 12, number -> number - 1);
    assertThat(open("folder").card().classIndex("12")).isEqualTo(11);
  }

  @Test
  void whereNeitherOrderIsClearlyBetterTheUserMustSay() throws IOException {
    draw(0, 12, index -> 7); // Right for folder 7 by number, and for folder 5 as text.
    assertThatThrownBy(() -> open("folder"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "Unclear order of the class folders: by number it is right for 2 of 24 images of a"
                + " sample, and as text for 2 (say --labels folder:number or folder:text, or name"
                + " the classes with --classes)");
    assertThat(open("folder:text").card().classIndex("10")).isEqualTo(2);
    assertThat(open("folder:number").card().classIndex("10")).isEqualTo(10);
  }

  @Test
  void otherNumbersOfFoldersLeaveLabelsToBeIndices() throws IOException {
    draw(0, 11, index -> index);
    assertThat(open("folder").card().classNames()).isEmpty();
    assertThatThrownBy(() -> open("folder:text"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(
            "Invalid --labels: folder:text for 11 folders and the 12 classes of twelve-traced@");
  }

  @Test
  void withClassNamesFoldersNameNothing() throws IOException {
    draw(0, 12, index -> 7);
    Path names = folder.resolve("names.txt");
    Files.write(names, IntStream.range(0, 12).mapToObj(Integer::toString).toList());
    ModelSettings named = ModelSettings.of(NETWORK.toString()).withClasses(names);
    assertThat(open("folder", named).description().notes()).isEmpty();
  }

  private SavedModel open(String labels) {
    return open(labels, ModelSettings.of(NETWORK.toString()));
  }

  private SavedModel open(String labels, ModelSettings model) {
    ModelSettings.Input input =
        ModelSettings.Input.described()
            .withSize(8)
            .withValues(
                ModelSettings.Values.described().withNormalize(List.of(0f, 0f, 0f, 1f, 1f, 1f)));
    ImageSettings.Files images =
        ImageSettings.files(folder.resolve("images").toString()).withLabels(labels);
    MapSettings maps =
        MapSettings.of(images, model.withInput(input))
            .withLayers(List.of("conv"))
            .withMethods(List.of("grad-cam"));
    ExplainSettings settings = ExplainSettings.of(maps, folder.resolve("output").toString());
    return ExplainPlan.of(settings, JobEnvironment.ofSparkSubmit()).run().model();
  }

  /** Two pictures in each of some folders, of the colour of a class. */
  private void draw(int from, int count, IntUnaryOperator classOf) throws IOException {
    for (int number = from; number < from + count; number++) {
      Path place =
          Files.createDirectories(folder.resolve("images").resolve(Integer.toString(number)));
      byte[] rgb = Pixels.allocate(new Size(8, 8));
      for (int i = 0; i < rgb.length; i += 3) {
        rgb[i] = (byte) Math.round(255 * (classOf.applyAsInt(number) + 0.5) / 12);
      }
      byte[] png = Pixels.of(new Size(8, 8), rgb).png();
      Files.write(place.resolve("a.png"), png);
      Files.write(place.resolve("b.png"), png);
    }
  }
}
