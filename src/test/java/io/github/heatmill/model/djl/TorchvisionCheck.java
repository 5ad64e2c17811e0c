package io.github.heatmill.model.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.github.heatmill.model.Access;
import io.github.heatmill.model.Batch;
import io.github.heatmill.model.ComputeDevice;
import io.github.heatmill.model.Evidence;
import io.github.heatmill.model.OpeningRequest;
import io.github.heatmill.model.alteration.Gates;
import io.github.heatmill.model.torchscript.TorchScriptFile;
import io.github.heatmill.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * Compares one network that scripts/python/export_torchvision.py saved with PyTorch's own evidence,
 * and prints a row of a Markdown table for each layer. Run by scripts/check_models.sh.
 *
 * <p>Logits and activations are compared with the Python that made the file. Gradients are compared
 * with autograd over the whole network in the same libtorch: another version rounds the body
 * differently in the last bit, and a unit whose input is 0 up to that bit then passes its whole
 * gradient or none. How many values that touches is a column too.
 */
public final class TorchvisionCheck {
  private static final double TOLERANCE = 1e-4;

  private final Path folder;
  private final int side;

  private TorchvisionCheck(Path folder, int side) {
    this.folder = folder;
    this.side = side;
  }

  /**
   * Arguments: the network's name and the folder with its files. Ends with 1 when a row is not
   * equal.
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[1]);
    List<String> lines = Files.readAllLines(folder.resolve("layers.txt"));
    TorchvisionCheck check = new TorchvisionCheck(folder, Integer.parseInt(lines.get(0)));
    boolean equal = true;
    for (String kind : List.of("traced", "scripted")) {
      for (String layer : lines.subList(1, lines.size())) {
        equal &= check.row(arguments[0], kind, layer);
      }
    }
    System.exit(equal ? 0 : 1);
  }

  private boolean row(String name, String kind, String layer) throws IOException {
    if (!Files.exists(folder.resolve(kind + ".pt"))) {
      print(name, kind, layer, "torchvision does not allow it", "", "", "", "", "", "");
      return true;
    }
    try {
      Evidence actual = evidence(kind, layer);
      Tensor gradient = actual.layers().get(0).gradients();
      double logits = error(actual.logits(), floats(layer + ".logits"));
      double activation =
          error(actual.layers().get(0).activations(), floats(layer + ".activation"));
      double same = error(gradient, autograd(layer, gradient.shape(), actual));
      boolean equal = Math.max(logits, Math.max(activation, same)) <= TOLERANCE;
      String other = share(gradient, floats(layer + ".gradient"));
      String head = head(kind, layer);
      print(
          name,
          kind,
          layer,
          equal ? "yes" : "**no**",
          text(logits),
          text(activation),
          text(same),
          other,
          head,
          fullGradients(kind, layer));
      return equal && head.equals("equal");
    } catch (RuntimeException e) {
      print(
          name,
          kind,
          layer,
          "**" + e.getMessage().replace('\n', ' ') + "**",
          "",
          "",
          "",
          "",
          "",
          "");
      return false;
    }
  }

  private Evidence evidence(String kind, String layer) throws IOException {
    return opened(kind, layer, Set.of(), this::evidence);
  }

  private Evidence evidence(DjlProbe probe) {
    try {
      return probe.evidence(new Batch(images(), new int[] {Batch.PREDICTED, Batch.PREDICTED}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private <T> T opened(String kind, String layer, Set<Access> access, Function<DjlProbe, T> use)
      throws IOException {
    Path opened = folder.resolve("opened.pt");
    TorchScriptFile.read(folder.resolve(kind + ".pt"))
        .writeOpened(OpeningRequest.at(List.of(layer), access), opened);
    try (DjlProbe probe =
        new DjlProbe(DjlNetwork.load(opened, ComputeDevice.cpu()), List.of(layer))) {
      return use.apply(probe);
    } finally {
      Files.delete(opened);
    }
  }

  /** Whether the head alone, from the layer's own output, gives the network's logits. */
  private String head(String kind, String layer) throws IOException {
    try {
      return opened(
          kind,
          layer,
          Set.of(Access.HEAD),
          probe -> {
            Evidence evidence = evidence(probe);
            Gates open = Gates.toZero(Tensor.of(new float[] {1}, 1, 1, 1, 1, 1));
            double off =
                error(probe.head(evidence, layer).logits(open), evidence.logits().values());
            return off == 0 ? "equal" : "**" + text(off) + "**";
          });
    } catch (RuntimeException e) {
      return "**" + e.getMessage().replace('\n', ' ') + "**";
    }
  }

  /** The part of the logits that full gradients leave unexplained, relative to the largest. */
  private String fullGradients(String kind, String layer) throws IOException {
    try {
      return opened(
          kind,
          layer,
          Set.of(Access.BIASES),
          probe -> {
            Evidence evidence = evidence(probe);
            double[] explained = probe.fullGradients(evidence).explained();
            double off = 0;
            for (int i = 0; i < explained.length; i++) {
              float logit = evidence.logits().slice(i).values()[evidence.targets()[i]];
              off = Math.max(off, Math.abs(explained[i] - logit) / Math.abs(logit));
            }
            return text(off);
          });
    } catch (RuntimeException e) {
      return e.getMessage().replace('\n', ' ');
    }
  }

  /** The gradient by what is added to the layer's output, in the same libtorch. */
  private float[] autograd(String layer, int[] shape, Evidence actual) throws IOException {
    long[] longShape = Arrays.stream(shape).asLongStream().toArray();
    Tensor images = images();
    NDArray[] shift = new NDArray[1];
    Path file = folder.resolve(layer + ".shifted.pt");
    try (DjlNetwork network = DjlNetwork.load(file, ComputeDevice.cpu())) {
      return network.call(
          "forward",
          manager -> {
            shift[0] = manager.zeros(new Shape(longShape));
            shift[0].setRequiresGradient(true);
            return new NDList(
                manager.create(images.values(), new Shape(2, 3, side, side)), shift[0]);
          },
          outputs -> {
            NDArray logits = outputs.get(0);
            NDArray wanted = logits.getManager().zeros(logits.getShape());
            for (int i = 0; i < actual.size(); i++) {
              wanted.set(new ai.djl.ndarray.index.NDIndex(i, actual.targets()[i]), 1f);
            }
            JniUtils.backward((PtNDArray) logits, (PtNDArray) wanted, false, false);
            return shift[0].getGradient().toFloatArray();
          });
    }
  }

  private Tensor images() throws IOException {
    return Tensor.of(floats("images"), 2, 3, side, side);
  }

  private float[] floats(String name) throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve(name + ".f32"));
    FloatBuffer floats = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    float[] values = new float[floats.remaining()];
    floats.get(values);
    return values;
  }

  /** The largest difference, relative to the largest expected value. */
  private static double error(Tensor actual, float[] expected) {
    if (actual.size() != expected.length) {
      throw new IllegalStateException(actual + " instead of " + expected.length + " values");
    }
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      difference = Math.max(difference, Math.abs(actual.values()[i] - (double) expected[i]));
    }
    return difference / scale(expected);
  }

  private static double scale(float[] expected) {
    double scale = Float.MIN_NORMAL;
    for (float value : expected) {
      scale = Math.max(scale, Math.abs(value));
    }
    return scale;
  }

  /** The share of values that are off by more than the tolerance. */
  private static String share(Tensor actual, float[] expected) {
    double allowed = TOLERANCE * scale(expected);
    int off = 0;
    for (int i = 0; i < expected.length; i++) {
      off += Math.abs(actual.values()[i] - expected[i]) > allowed ? 1 : 0;
    }
    return off == 0 ? "none" : String.format(Locale.ROOT, "%.4f %%", 100.0 * off / expected.length);
  }

  private static String text(double error) {
    return String.format(Locale.ROOT, "%.1e", error);
  }

  private static void print(String... cells) {
    System.out.println("| " + String.join(" | ", cells) + " |");
  }
}
