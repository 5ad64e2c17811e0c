package io.github.heatmill.job.trial;

import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.decode.ImageDecoder;
import io.github.heatmill.job.input.ImageSource;
import io.github.heatmill.job.input.label.FolderOrder;
import io.github.heatmill.job.input.label.LabelSource;
import io.github.heatmill.job.input.listing.ListedFile;
import io.github.heatmill.model.ModelRunException;
import io.github.heatmill.model.NetworkTrial;
import io.github.heatmill.model.OpenedModel;
import io.github.heatmill.model.OpeningRequest;
import io.github.heatmill.model.OpeningRequest.Gradients;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.djl.DjlProbes;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.image.InputImage;
import io.github.heatmill.udf.request.SavedModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;

/**
 * Finds the classes of folders named by numbers, such as 1, 2 and 10, for a network without class
 * names. The order of the numbers and the order of the names as text are both tried on the labels
 * of a sample.
 */
public final class FolderClasses {
  /**
   * Significance level of the sign test: how often one order would seem better although both are
   * equally good.
   */
  private static final double DOUBT = 0.01;

  private static final int SAMPLE = 64;

  private final SavedModel model;
  private final ImageDecoder decoder;
  private final Configuration hadoop;

  public FolderClasses(SavedModel model, Configuration hadoop) {
    this.model = model;
    this.decoder = new ImageDecoder().reading(model.card().preprocessing());
    this.hadoop = hadoop;
  }

  /**
   * The network with the folders as the names of its classes, where labels are folders, all folders
   * have numbers as names, and the network has as many classes and no names for them; else the
   * network as it is.
   *
   * @throws IllegalArgumentException if neither order is clearly better, or the order that the user
   *     names does not fit
   */
  public SavedModel named(ImageSource source) throws IOException {
    if (!(source instanceof ImageSource.Files files)
        || !(files.labels() instanceof LabelSource.Folder folder)
        || files.found().hasShards()
        || !model.card().classNames().isEmpty()) {
      return model;
    }
    TreeSet<String> names = new TreeSet<>();
    files.found().files().forEach(file -> names.add(file.labelText()));
    boolean numbers = names.size() > 1 && names.stream().allMatch(FolderOrder::isNumber);
    return numbers || folder.order().isPresent()
        ? named(files.found().files(), folder.order(), names)
        : model;
  }

  private SavedModel named(
      List<ListedFile> files, Optional<FolderOrder> wanted, TreeSet<String> names)
      throws IOException {
    Optional<String> layer = model.script().explainable().findFirst();
    if (layer.isEmpty()) {
      return model;
    }
    OpenedModel opened =
        model.opened(OpeningRequest.at(List.of(layer.get()), Set.of()).with(Gradients.UNUSED));
    try {
      return DjlProbes.once(opened, probe -> named(probe, files, wanted, names));
    } catch (ModelRunException e) {
      return model; // The rehearsal tells why it does not run.
    }
  }

  private SavedModel named(
      Probe probe, List<ListedFile> files, Optional<FolderOrder> wanted, TreeSet<String> names) {
    int classes = classes(probe);
    if (wanted.isPresent()) {
      if (names.size() != classes) {
        throw new IllegalArgumentException(
            "Invalid --labels: folder:%s for %d folders and the %d classes of %s (needs as many)"
                .formatted(wanted.get().id(), names.size(), classes, model.name()));
      }
      return model.named(wanted.get().sorted(names), List.of());
    }
    return names.size() == classes ? decided(probe, files, names) : model;
  }

  private SavedModel decided(Probe probe, List<ListedFile> files, TreeSet<String> names) {
    List<String> byNumber = FolderOrder.NUMBER.sorted(names);
    List<String> asText = FolderOrder.TEXT.sorted(names);
    if (byNumber.equals(asText)) {
      boolean indices = byNumber.get(0).matches("0+") && isConsecutive(byNumber);
      return indices ? model : model.named(byNumber, List.of());
    }
    Map<String, List<Integer>> predicted = predicted(probe, Sample.evenly(files, SAMPLE));
    Count count = Count.of(predicted, byNumber, asText);
    FolderOrder better = count.better();
    String found =
        "right for %d of %d images of a sample, and %s for %d"
            .formatted(
                count.right(better),
                count.images,
                other(better).words(),
                count.right(other(better)));
    if (!count.isClear()) {
      throw new IllegalArgumentException(
          "Unclear order of the class folders: "
              + better.words()
              + " it is "
              + found
              + " (say --labels folder:number or folder:text, or name the classes with --classes)");
    }
    return model.named(
        better.sorted(names),
        List.of("The class folders are in their order " + better.words() + ", which is " + found));
  }

  private static boolean isConsecutive(List<String> numbers) {
    for (int i = 0; i < numbers.size(); i++) {
      if (Long.parseLong(numbers.get(i)) != i) {
        return false;
      }
    }
    return true;
  }

  private static FolderOrder other(FolderOrder order) {
    return order == FolderOrder.NUMBER ? FolderOrder.TEXT : FolderOrder.NUMBER;
  }

  private int classes(Probe probe) {
    Preprocessing input = model.card().preprocessing();
    Tensor black = Tensor.zeros(1, input.channels(), input.height(), input.width());
    Batch batch = new Batch(black, new int[] {Batch.PREDICTED}, input.encoding());
    return probe.evidence(batch).logits().length(1);
  }

  /** The predicted classes of the images that can be decoded, by folder. */
  private Map<String, List<Integer>> predicted(Probe probe, List<ListedFile> files) {
    Map<String, List<Integer>> predicted = new LinkedHashMap<>();
    Preprocessing input = model.card().preprocessing();
    for (ListedFile file : files) {
      InputImage listed = file.image();
      // The run counts an image that cannot be decoded among its errors.
      SampleImages.decoded(listed, input, decoder, hadoop)
          .map(values -> NetworkTrial.stacked(List.of(values), input, 1))
          .map(image -> new Batch(image, new int[] {Batch.PREDICTED}, input.encoding()))
          .ifPresent(
              batch ->
                  predicted
                      .computeIfAbsent(file.labelText(), name -> new ArrayList<>())
                      .add(probe.evidence(batch).targets()[0]));
    }
    return predicted;
  }

  /**
   * The images of a sample for which each order is right.
   *
   * @param both those for which both are
   */
  private record Count(int images, int both, int onlyNumber, int onlyText) {

    static Count of(
        Map<String, List<Integer>> predicted, List<String> byNumber, List<String> asText) {
      int[] counts = new int[4];
      predicted.forEach(
          (name, classes) -> {
            for (int index : classes) {
              boolean number = byNumber.get(index).equals(name);
              boolean text = asText.get(index).equals(name);
              counts[0]++;
              counts[1] += number && text ? 1 : 0;
              counts[2] += number && !text ? 1 : 0;
              counts[3] += text && !number ? 1 : 0;
            }
          });
      return new Count(counts[0], counts[1], counts[2], counts[3]);
    }

    int right(FolderOrder order) {
      return both + (order == FolderOrder.NUMBER ? onlyNumber : onlyText);
    }

    FolderOrder better() {
      return onlyText > onlyNumber ? FolderOrder.TEXT : FolderOrder.NUMBER;
    }

    /** The sign test of the images for which one order alone is right. */
    boolean isClear() {
      int all = onlyNumber + onlyText;
      double tail = 0;
      double chance = Math.pow(0.5, all); // Of all images for one order.
      for (int more = all; more >= Math.max(onlyNumber, onlyText); more--) {
        tail += chance;
        chance *= more / (double) (all - more + 1);
      }
      return all > 0 && 2 * tail <= DOUBT;
    }
  }
}
