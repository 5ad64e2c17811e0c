package io.github.heatmill.job.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.image.Encoding.Colours;
import io.github.heatmill.image.Resizing;
import io.github.heatmill.job.explain.ExplainPlan;
import io.github.heatmill.job.explain.ExplainSettings;
import io.github.heatmill.job.plan.PlanSettings;
import io.github.heatmill.job.plan.TrialPlan;
import io.github.heatmill.job.run.MapSettings;
import io.github.heatmill.job.run.ModelSettings;
import io.github.heatmill.job.run.ModelSettings.Input;
import io.github.heatmill.job.run.ModelSettings.Output;
import io.github.heatmill.job.run.ModelSettings.Values;
import io.github.heatmill.job.session.JobEnvironment;
import io.github.heatmill.job.support.AlteredDemo;
import io.github.heatmill.job.support.Demo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapRunTextTest {
  private static final Path NETWORKS = Path.of("../src/test/resources/networks");

  @TempDir Path folder;

  @Test
  void theHeaderNamesTheFileThatGaveThePreprocessingAndItsUnusualKeys() throws IOException {
    assertThat(header("bytes-traced.pt", "width=4\nheight=4\nresize=true\ntoTensor=false\nwitdh=5"))
        .contains(
            "Input    4 x 4, the whole image resized; nhwc-uint8, mean 0.0 0.0 0.0, std 0.003921569"
                + " 0.003921569 0.003921569 (serving.properties)",
            "Note     serving.properties: Unknown key: witdh (it is ignored; closest known: width)");
  }

  @Test
  void theHeaderSaysWhatBecomesOfAnImage() throws IOException {
    assertThat(
            header(
                "nhwc-scripted.pt",
                "width=4\nheight=4\nresize=6,5,BICUBIC\ncenterCrop=true\ntoTensor=false\nrange=0,1"))
        .contains(
            "Input    4 x 4, the centre of the image resized to 6 x 5, bicubic; nhwc, mean 0.0 0.0"
                + " 0.0, std 1.0 1.0 1.0 (serving.properties)");
  }

  @Test
  void optionsReplaceWhatFilesSay() throws IOException {
    Input input =
        Input.described()
            .withSize(6, 4)
            .withResizing(Resizing.parse("letterbox"))
            .withValues(
                Values.described()
                    .withColours(Colours.GREY)
                    .withScale(255)
                    .withNormalize(List.of(51f, 102f)));
    assertThat(
            header(
                ModelSettings.of(NETWORKS.resolve("grey-traced.pt").toString()).withInput(input)))
        .contains(
            "Input    6 x 4, the whole image resized with its shape, within a border; grey, mean"
                + " 0.2, std 0.4 (assumed: no serving.properties beside the model)");
  }

  @Test
  void theHeaderSaysWhatMetricsMeasureOfAValue() throws IOException {
    Output output = Output.described().withKind("regression").withDirection("down");
    assertThat(
            header(
                ModelSettings.of(
                        AlteredDemo.write(
                                folder.resolve("net"), "Tensor", "return torch.slice(z, 1, 0, 1)")
                            .toString())
                    .withOutput(output)))
        .anyMatch(
            line ->
                line.matches(
                    "Output   regression, 1 value: given by --output-kind; maps show what lowers the value;"
                        + " metrics measure sigmoid\\(\\(value - mean\\) / spread\\), mean"
                        + " -?\\d+\\.\\d+ and spread \\d+\\.\\d+"));
  }

  private List<String> header(String network, String properties) throws IOException {
    Path model = Files.createDirectory(folder.resolve("model"));
    Files.copy(NETWORKS.resolve(network), model.resolve(network));
    Files.writeString(model.resolve("serving.properties"), properties);
    return header(ModelSettings.of(model.toString()));
  }

  @Test
  void asManyClassesAreKeptAsServingPropertiesSays() throws IOException {
    Path model = Files.createDirectory(folder.resolve("model"));
    Files.copy(NETWORKS.resolve("grey-traced.pt"), model.resolve("grey-traced.pt"));
    Files.writeString(
        model.resolve("serving.properties"),
        "width=6\nheight=4\nresize=true\nflag=GRAYSCALE\ntopK=3");
    ExplainSettings settings = settings(ModelSettings.of(model.toString()));

    assertThat(kept(settings)).isEqualTo(3);
    assertThat(kept(settings.withTopK(2))).isEqualTo(2);
  }

  @Test
  void aPlanKeepsAsManyClassesAsTheRun() throws IOException {
    Path model = Files.createDirectory(folder.resolve("model"));
    Files.copy(NETWORKS.resolve("grey-traced.pt"), model.resolve("grey-traced.pt"));
    Files.writeString(
        model.resolve("serving.properties"),
        "width=6\nheight=4\nresize=true\nflag=GRAYSCALE\ntopK=3");
    PlanSettings settings = PlanSettings.of(settings(ModelSettings.of(model.toString())).maps());

    assertThat(kept(settings)).isEqualTo(3);
    assertThat(kept(settings.withSizes(new ExplainSettings.Sizes(OptionalInt.of(2), 9))))
        .isEqualTo(2);
  }

  private static int kept(PlanSettings settings) {
    return TrialPlan.of(settings, JobEnvironment.ofSparkSubmit()).run().work().sizes().topK();
  }

  @Test
  void moreClassesThanThereAreAreAllOfThem() {
    ExplainSettings settings = settings(ModelSettings.of(Demo.MODEL.toString()));
    for (int classes : new int[] {6, 9}) {
      MapSettings maps = settings.maps().withTarget("top:" + classes);
      List<String> remarks =
          ExplainPlan.of(
                  ExplainSettings.of(maps, settings.output().folder()),
                  JobEnvironment.ofSparkSubmit())
              .run()
              .remarks();
      assertThat(remarks)
          .isEqualTo(
              classes == 6
                  ? List.of()
                  : List.of("--target top:9 explains all classes: the model has 6"));
    }
  }

  private static int kept(ExplainSettings settings) {
    return ExplainPlan.of(settings, JobEnvironment.ofSparkSubmit()).run().work().sizes().topK();
  }

  private List<String> header(ModelSettings model) {
    return MapRunText.of(ExplainPlan.of(settings(model), JobEnvironment.ofSparkSubmit()).run())
        .lines()
        .toList();
  }

  private ExplainSettings settings(ModelSettings model) {
    MapSettings maps =
        MapSettings.of(Demo.copy(folder.resolve("photos"), 1).toString(), "")
            .withMethods(List.of("grad-cam"));
    MapSettings settings = new MapSettings(maps.images(), model, maps.explained(), maps.limits());
    return ExplainSettings.of(settings, folder.resolve("out").toString());
  }
}
