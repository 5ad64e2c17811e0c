package io.github.heatmill.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.image.Encoding.Colours;
import io.github.heatmill.image.Encoding.Form;
import io.github.heatmill.image.Resizing;
import io.github.heatmill.job.explain.ExplainSettings;
import io.github.heatmill.job.explain.ExplainSettings.Earlier;
import io.github.heatmill.job.explain.ExplainSettings.Failed;
import io.github.heatmill.job.finished.ModelLocation;
import io.github.heatmill.job.input.ImageSettings;
import io.github.heatmill.job.input.table.TableChoice;
import io.github.heatmill.job.output.RunOutput.Existing;
import io.github.heatmill.job.plan.PlanSettings;
import io.github.heatmill.job.problem.Problems;
import io.github.heatmill.job.run.MapSettings;
import io.github.heatmill.job.run.MetricSettings;
import io.github.heatmill.job.run.ModelSettings;
import io.github.heatmill.job.sanity.SanitySettings;
import io.github.heatmill.job.score.ScoreSettings;
import io.github.heatmill.metric.scoring.Scorer.Chance;
import io.github.heatmill.metric.scoring.Scorer.Curves;
import io.github.heatmill.model.operator.Trust;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The defaults of all settings, and that the options of commands have the same. */
class SettingsTest {
  private static final MapSettings MAPS = MapSettings.of("photos", "model.pt");

  @Test
  void theDefaultsOfMaps() {
    assertThat(MAPS)
        .isEqualTo(
            new MapSettings(
                ImageSettings.files(List.of("photos")),
                new ModelSettings(
                    "model.pt",
                    Optional.empty(),
                    ModelSettings.Input.described(),
                    Optional.empty(),
                    ModelSettings.Output.described(),
                    Trust.CHECKED),
                new MapSettings.Explained(
                    List.of("grad-cam", "layer-cam", "random"), List.of("auto"), "predicted"),
                new MapSettings.Limits(16, 100, 0)));
  }

  @Test
  void theDefaultsOfMetrics() {
    assertThat(MetricSettings.none())
        .isEqualTo(new MetricSettings(List.of(), List.of(), Chance.MEASURED, Curves.DROPPED));
    assertThat(MetricSettings.of(List.of("deletion")))
        .isEqualTo(
            new MetricSettings(List.of("deletion"), List.of(), Chance.MEASURED, Curves.DROPPED));
  }

  @Test
  void theDefaultsOfExplain() {
    assertThat(ExplainSettings.of(MAPS, "out"))
        .isEqualTo(
            new ExplainSettings(
                MAPS,
                MetricSettings.none(),
                new ExplainSettings.Sizes(OptionalInt.empty(), 1000),
                new ExplainSettings.Pieces(OptionalInt.empty(), Failed.LEFT),
                new ExplainSettings.Output("out", Earlier.CONTINUED)));
  }

  @Test
  void theDefaultsOfOtherJobs() {
    assertThat(ScoreSettings.of("run", List.of("deletion")))
        .isEqualTo(
            new ScoreSettings(
                "run", MetricSettings.of(List.of("deletion")), ModelLocation.asRecorded()));
    assertThat(SanitySettings.of(MAPS, "out"))
        .isEqualTo(
            new SanitySettings(
                MAPS, 50, List.of(), new SanitySettings.Output("out", Existing.REFUSED)));
    assertThat(PlanSettings.of(MAPS))
        .isEqualTo(
            new PlanSettings(
                MAPS,
                MetricSettings.none(),
                new ExplainSettings.Sizes(OptionalInt.empty(), 1000),
                new PlanSettings.Executors(List.of(1, 8, 64), 4)));
    assertThat(TableChoice.of("t"))
        .isEqualTo(
            new TableChoice(
                List.of("t"), "parquet", Optional.empty(), Optional.empty(), Optional.empty()));
  }

  @Test
  void commandsHaveTheSameDefaults() {
    assertThat(explain("--images", "photos")).isEqualTo(ExplainSettings.of(MAPS, "out"));
    assertThat(explain("--table", "t").maps().images()).isEqualTo(ImageSettings.table("t"));
    SanityCommand sanity = parsed(new SanityCommand(), maps("--output", "out"));
    assertThat(settings(sanity::settings)).isEqualTo(SanitySettings.of(MAPS, "out"));
    PlanCommand plan = parsed(new PlanCommand(), maps());
    assertThat(settings(plan::planSettings)).isEqualTo(PlanSettings.of(MAPS));
    ScoreCommand score = new ScoreCommand();
    assertThat(parsed(score, List.of("--input", "run", "--metrics", "deletion")).settings())
        .isEqualTo(ScoreSettings.of("run", List.of("deletion")));
  }

  @Test
  void everyOptionOfExplainIsASetting() {
    MapSettings maps =
        MapSettings.of(
                ImageSettings.files(List.of("photos", "more")).withLabels("folder"),
                ModelSettings.of("model.pt")
                    .withSha256("ab")
                    .withInput(
                        ModelSettings.Input.described()
                            .withSize(64)
                            .withResizing(Resizing.stretch())
                            .withValues(
                                ModelSettings.Values.described()
                                    .withNormalize(List.of(1f, 2f))
                                    .withScale(255)
                                    .withColours(Colours.GREY)
                                    .withForm(Form.NHWC)))
                    .withClasses(Path.of("names.txt")))
            .withMethods(List.of("random"))
            .withLayers(List.of("a,b", "c"))
            .withTarget("7")
            .withBatchSize(3)
            .withMaxMegapixels(9)
            .withBits(12);
    ExplainSettings expected =
        ExplainSettings.of(maps, "out")
            .withMetrics(
                MetricSettings.of(List.of("deletion", "insertion"))
                    .withAnnotations(List.of("voc:x", "csv:y"))
                    .withCurves()
                    .withoutChance())
            .withTopK(2)
            .withStatisticsImages(30)
            .withPieceImages(40)
            .retryingErrors()
            .overwriting();
    String line =
        "--model-sha256 ab --input-size 64 --resize 0 --normalize 1,2 --input-scale 255"
            + " --colours grey --input-form nhwc --classes names.txt"
            + " --methods random --layer a,b --layer c --target 7 --batch-size 3"
            + " --max-megapixels 9 --bits 12 --labels folder --metrics deletion,insertion"
            + " --annotations voc:x --annotations csv:y --curves --no-chance --top-k 2"
            + " --statistics-images 30 --piece-images 40 --retry-errors --overwrite"
            + " --images photos more";

    assertThat(explain(line.split(" "))).isEqualTo(expected);
  }

  @Test
  void settingsDoNotChangeWithTheirLists() {
    List<String> metrics = new ArrayList<>(List.of("deletion"));
    List<String> methods = new ArrayList<>(List.of("random"));
    List<String> places = new ArrayList<>(List.of("photos"));
    MetricSettings measured = MetricSettings.of(metrics);
    MapSettings maps =
        MapSettings.of(ImageSettings.files(places), ModelSettings.of("m")).withMethods(methods);

    List.of(metrics, methods, places).forEach(List::clear);

    assertThat(measured.metrics()).containsExactly("deletion");
    assertThat(maps.explained().methods()).containsExactly("random");
    assertThat(maps.images()).isEqualTo(ImageSettings.files("photos"));
  }

  private static List<String> maps(String... more) {
    List<String> all = new ArrayList<>(List.of("--model", "model.pt", "--images", "photos"));
    all.addAll(List.of(more));
    return all;
  }

  private static ExplainSettings explain(String... more) {
    List<String> all = new ArrayList<>(List.of("--model", "model.pt", "--output", "out"));
    all.addAll(List.of(more));
    ExplainCommand command = parsed(new ExplainCommand(), all);
    return settings(command::settings);
  }

  private static <T> T parsed(T command, List<String> arguments) {
    new CommandLine(command).parseArgs(arguments.toArray(String[]::new));
    return command;
  }

  /** Gives settings that have no problem. */
  private static <T> T settings(Function<Problems, T> options) {
    Problems problems = new Problems();
    T settings = options.apply(problems);
    problems.throwIfAny();
    return settings;
  }
}
