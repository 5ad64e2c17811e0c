package io.github.heatmill.udf;

import io.github.heatmill.image.ImageDecoder;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.model.ModelCard;
import java.io.Serializable;
import java.util.List;

/**
 * What executors are asked to do with every image.
 *
 * @param model the network
 * @param layerSets each one gives its own maps; the layers within a set are fused into one
 * @param methods each one gives a map for each layer set
 * @param target the class that is explained
 * @param decoder how image files are read
 * @param sizes how much at once
 */
public record Explanation(
    SharedModel model,
    List<List<String>> layerSets,
    List<SaliencyMethod> methods,
    Target target,
    ImageDecoder decoder,
    Sizes sizes)
    implements Serializable {

  /**
   * A network that Spark hands to every executor.
   *
   * @param name what tables call it: its file's name with a hash of its content
   * @param sharedFile the name of the opened copy among Spark's files
   * @param card its preprocessing and class names
   */
  public record SharedModel(String name, String sharedFile, ModelCard card)
      implements Serializable {}

  /**
   * Sizes that bound an executor's memory.
   *
   * @param batch images in one forward pass; the last one of a partition is padded to it, because a
   *     network's last bits depend on it
   * @param topK predicted classes kept for each image
   */
  public record Sizes(int batch, int topK) implements Serializable {}

  public Explanation {
    layerSets = List.copyOf(layerSets);
    methods = List.copyOf(methods);
  }

  /** Every layer once, in the order in which they were asked for. */
  public List<String> layers() {
    return layers(layerSets);
  }

  /**
   * Every layer of some sets once: the order in which a file is opened at them, and evidence comes.
   */
  public static List<String> layers(List<List<String>> layerSets) {
    return layerSets.stream().flatMap(List::stream).distinct().toList();
  }
}
