package io.github.heatmill.job.option;

import java.util.List;
import picocli.CommandLine.Option;

/** The option that says how the outputs of layers become maps. */
public final class LayoutOptions {
  @Option(
      names = "--layout",
      paramLabel = "[LAYER=]LAYOUT",
      description =
          "How the output of a layer, or of all, becomes a map, instead of what is found: nchw, nhwc,"
              + " tokens:PREFIX:HxW (images, tokens, channels) or sequence:PREFIX:HxW (tokens,"
              + " images, channels). heatmill layers shows what is found.")
  public List<String> layouts = List.of();
}
