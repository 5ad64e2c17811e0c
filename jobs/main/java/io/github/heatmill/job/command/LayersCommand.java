package io.github.heatmill.job.command;

import io.github.heatmill.job.option.LayoutOptions;
import io.github.heatmill.job.option.ModelOptions;
import io.github.heatmill.job.session.JobEnvironment;
import io.github.heatmill.job.trial.InputTrials;
import io.github.heatmill.model.ModelRunException;
import io.github.heatmill.model.djl.DjlEngine;
import io.github.heatmill.model.djl.layer.LayerCatalog;
import io.github.heatmill.model.file.NetworkFile;
import io.github.heatmill.model.layout.LayoutOverrides;
import io.github.heatmill.model.layout.Reading;
import io.github.heatmill.udf.request.SavedModel;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code heatmill layers}. */
@Command(
    name = "layers",
    description =
        "Lists the layers of a saved network that can be explained, in the order of execution.",
    sortOptions = false)
public final class LayersCommand implements Callable<Integer> {
  private static final String UNUSED = "; the logits do not depend on its places";

  @Mixin ModelOptions options = new ModelOptions();

  @Mixin LayoutOptions layout = new LayoutOptions();

  @Option(names = "--all", description = "Also list the layers that cannot be explained, and why.")
  boolean all;

  @Override
  public Integer call() throws IOException {
    DjlEngine.useThreads(1);
    LayoutOverrides layouts = LayoutOverrides.parse(layout.layouts);
    SavedModel model =
        options.settings().open(JobEnvironment.ofSparkSubmit().hadoop()).with(layouts);
    model.expectLayers();
    if (!model.card().output().path().isEmpty()) {
      model = model.located();
    }
    LayerCatalog catalog;
    try {
      catalog = model.layers().all();
    } catch (ModelRunException e) {
      printStated(model.script());
      throw new IllegalArgumentException(InputTrials.problem(model, 1 /* image */, e), e);
    }
    if (!model.script().repairs().isEmpty()) {
      print("Changed to run: %s%n", String.join("; ", model.script().repairs()));
    }
    for (String note : model.description().notes()) {
      print("Note: %s%n", note);
    }
    print("  %-44s %-22s %-20s %s", "Layer", "Type", "Output for one image", "Layout");
    Optional<String> auto = catalog.auto();
    Set<String> fused = Set.copyOf(catalog.everyResolution());
    for (LayerCatalog.Entry entry : catalog.entries()) {
      if (entry.layer().refusal().isEmpty()) {
        print(
            "%s %-44s %-22s %-20s %s",
            mark(entry.layer().path(), auto, fused),
            entry.layer().path(),
            entry.layer().simpleType(),
            entry.shapeText(),
            layout(entry));
      }
    }
    print("%nmeasured: the output changes where the image changes, along its rows and columns.");
    print("* is what --layer auto takes: the last layer with a map of features.");
    catalog.warning().ifPresent(warning -> print("Warning: %s.", warning));
    print("+ and * together are what it takes for methods that fuse the maps of each resolution.");
    printRefused(catalog);
    return ExitCode.OK;
  }

  /** What the file itself says of the layers of a network that does not run here. */
  private static void printStated(NetworkFile file) {
    if (file.shapes().isEmpty()) {
      return;
    }
    print("  %-44s %-22s %s", "Layer", "Type", "Output, as the file states it");
    file.layers().stream()
        .filter(layer -> file.shapes().containsKey(layer.path()))
        .forEach(
            layer ->
                print(
                    "  %-44s %-22s %s",
                    layer.path(),
                    layer.simpleType(),
                    String.join(" x ", file.shapes().get(layer.path()))));
  }

  private static String layout(LayerCatalog.Entry entry) {
    Reading reading = entry.reading();
    return reading.layout().isMap()
        ? reading.layout() + ", " + reading.reason() + (entry.gradient() ? "" : UNUSED)
        : "no map: " + reading.reason();
  }

  private static String mark(String path, Optional<String> auto, Set<String> fused) {
    return auto.filter(path::equals).isPresent() ? "*" : fused.contains(path) ? "+" : " ";
  }

  private void printRefused(LayerCatalog catalog) {
    List<LayerCatalog.Entry> refused =
        catalog.entries().stream().filter(entry -> entry.layer().refusal().isPresent()).toList();
    if (!all && !refused.isEmpty()) {
      print("%d layers cannot be explained; --all tells why.", refused.size());
    } else if (all) {
      print("%nCannot be explained:");
      refused.forEach(
          entry -> print("  %-44s %s", entry.layer().path(), entry.layer().refusal().get()));
    }
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
