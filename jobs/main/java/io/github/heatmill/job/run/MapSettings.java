package io.github.heatmill.job.run;

import io.github.heatmill.image.decode.ImageDecoder;
import io.github.heatmill.job.input.ImageSettings;
import java.util.List;

/**
 * The maps that a run makes.
 *
 * @param images the images to explain
 * @param model the network
 * @param explained the methods, the layers and the class
 * @param limits bounds of memory
 */
public record MapSettings(
    ImageSettings images, ModelSettings model, Explained explained, Limits limits) {
  /** The default of {@link Explained#methods}, separated by commas. */
  public static final String DEFAULT_METHODS = "grad-cam,layer-cam,random";

  /** The only one of the default {@link Explained#layers}. */
  public static final String DEFAULT_LAYER = "auto";

  public static final String DEFAULT_TARGET = "predicted";
  public static final int DEFAULT_BATCH_SIZE = 16;
  public static final int DEFAULT_MAX_MEGAPIXELS = 100;

  /** All bits that the samples of an image have. */
  public static final int ALL_BITS = ImageDecoder.ALL_BITS;

  /**
   * Which maps are made of each image.
   *
   * @param methods ids of methods, with options, such as {@code "score-cam:batch=8"}
   * @param layers paths of layers; a text of several paths, separated by commas, means one map that
   *     fuses those layers; {@code auto} is the last layer with a map
   * @param target the explained class: {@code predicted}, {@code label}, or its index or name
   * @param layouts layouts of layers, such as {@code nhwc} or {@code blocks.3=tokens:1:14x14},
   *     instead of those that are found
   */
  public record Explained(
      List<String> methods, List<String> layers, String target, List<String> layouts) {
    public Explained {
      methods = List.copyOf(methods);
      layers = List.copyOf(layers);
      layouts = List.copyOf(layouts);
    }

    /** As found: no layout is named. */
    public Explained(List<String> methods, List<String> layers, String target) {
      this(methods, layers, target, List.of());
    }
  }

  /**
   * How images are decoded, and bounds of memory.
   *
   * @param batchSize images in one forward pass
   * @param maxMegapixels larger images are not decoded
   * @param bits the number of bits that samples wider than 8 bits hold, 8 to 32; {@link #ALL_BITS}
   *     for all that they have
   */
  public record Limits(int batchSize, int maxMegapixels, int bits) {}

  /** The default maps of the images below one folder, or of one file or glob. */
  public static MapSettings of(String images, String model) {
    return of(ImageSettings.files(images), ModelSettings.of(model));
  }

  /** The default maps of some images. */
  public static MapSettings of(ImageSettings images, ModelSettings model) {
    return new MapSettings(
        images,
        model,
        new Explained(List.of(DEFAULT_METHODS.split(",")), List.of(DEFAULT_LAYER), DEFAULT_TARGET),
        new Limits(DEFAULT_BATCH_SIZE, DEFAULT_MAX_MEGAPIXELS, ALL_BITS));
  }

  public MapSettings withMethods(List<String> methods) {
    return with(new Explained(methods, explained.layers, explained.target, explained.layouts));
  }

  public MapSettings withLayers(List<String> layers) {
    return with(new Explained(explained.methods, layers, explained.target, explained.layouts));
  }

  public MapSettings withTarget(String target) {
    return with(new Explained(explained.methods, explained.layers, target, explained.layouts));
  }

  public MapSettings withLayouts(List<String> layouts) {
    return with(new Explained(explained.methods, explained.layers, explained.target, layouts));
  }

  public MapSettings withBatchSize(int images) {
    return with(new Limits(images, limits.maxMegapixels, limits.bits));
  }

  public MapSettings withMaxMegapixels(int megapixels) {
    return with(new Limits(limits.batchSize, megapixels, limits.bits));
  }

  public MapSettings withBits(int bits) {
    return with(new Limits(limits.batchSize, limits.maxMegapixels, bits));
  }

  private MapSettings with(Explained other) {
    return new MapSettings(images, model, other, limits);
  }

  private MapSettings with(Limits other) {
    return new MapSettings(images, model, explained, other);
  }
}
