package io.github.heatmill.benchmark;

import static io.github.heatmill.benchmark.ForwardPasses.BATCH;
import static io.github.heatmill.benchmark.ForwardPasses.print;

import io.github.heatmill.benchmark.ForwardPasses.Rounds;
import io.github.heatmill.method.Methods;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.model.Access;
import io.github.heatmill.model.OpeningRequest;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The cost of each method in forward passes of the unchanged file, evidence included. A method that
 * costs more than a few dozen passes is measured on one image.
 */
public final class MethodBenchmark {
  private static final int MOST_ROUNDS = 15;
  private static final double SECONDS_A_METHOD = 8;
  private static final String TOGETHER =
      "grad-cam grad-cam++ xgrad-cam layer-cam hires-cam abs-cam:initial eigen-cam";

  /** A batch of these would take minutes, where their cost is so much per mask or channel. */
  private static final Set<String> ON_ONE_IMAGE =
      Set.of("abs-cam", "score-cam", "ss-cam", "is-cam", "group-cam", "rise");

  private final ForwardPasses passes;

  private MethodBenchmark(ForwardPasses passes) {
    this.passes = passes;
  }

  /** Arguments: a TorchScript file, the layer to explain, and several layers joined by commas. */
  public static void main(String[] arguments) throws Exception {
    try (ForwardPasses passes = new ForwardPasses(Path.of(arguments[0]))) {
      new MethodBenchmark(passes).run(arguments[1], List.of(arguments[2].split(",")));
    }
  }

  private void run(String layer, List<String> several) throws Exception {
    Probe probe = opened(List.of(layer));
    print(
        "forward pass: %.1f ms of processor time an image (batch %d, 1 thread)",
        passes.milliseconds(), BATCH);
    print("%-28s %-10s %s", "method", "passes", "rounds (passes: forward passes an image, median)");
    measure("evidence alone", BATCH, batch -> probe.evidence(batch));
    for (SaliencyMethod method : Contenders.all()) {
      boolean one =
          ON_ONE_IMAGE.contains(method.card().id()) && method.card().cost().contains(" per ");
      measure(
          method.id() + (one ? ", 1 image" : ""),
          one ? 1 : BATCH,
          batch -> method.explain(probe, probe.evidence(batch)));
    }
    List<SaliencyMethod> cheap =
        List.of(TOGETHER.split(" ")).stream().map(Methods::method).toList();
    measure("seven of these together", BATCH, batch -> all(cheap, probe, probe.evidence(batch)));
    List<SaliencyMethod> withMi = new ArrayList<>(cheap);
    withMi.add(Methods.method("mi-cam"));
    measure("and mi-cam", BATCH, batch -> all(withMi, probe, probe.evidence(batch)));
    print("live channels of that image: %d", live(probe.evidence(passes.batch(1))));
    Probe wide = opened(several);
    SaliencyMethod integrative = Methods.method("integrative-cam");
    measure(
        "integrative-cam, " + several.size() + " layers",
        BATCH,
        batch -> integrative.explain(wide, wide.evidence(batch)));
  }

  private interface Work {
    Object apply(Batch batch);
  }

  private void measure(String name, int size, Work work) {
    Batch batch = passes.batch(size);
    // Work that takes long enough to be measured once needs no warm-up.
    double first =
        size == BATCH ? ForwardPasses.seconds(() -> work.apply(batch)) : Double.MAX_VALUE;
    int rounds = (int) Math.max(1, Math.min(MOST_ROUNDS, SECONDS_A_METHOD / first));
    // Work that takes minutes is compared with several passes before and after it.
    Rounds enough = new Rounds(rounds, rounds == 1 ? 4 : 1);
    double cost = passes.of(() -> work.apply(batch), enough);
    // The shared pass computes the padding too: with one image that is taken off.
    print("%-28s %-10.3f %d", name, size == BATCH ? cost / BATCH : cost - (BATCH - 1), rounds);
  }

  private static Object all(List<SaliencyMethod> methods, Probe probe, Evidence evidence) {
    return methods.stream().map(method -> method.explain(probe, evidence)).toList();
  }

  private Probe opened(List<String> layers) throws Exception {
    return passes.opened(OpeningRequest.at(layers, Set.of(Access.values())));
  }

  private static long live(Evidence evidence) {
    Tensor channels = evidence.layers().get(0).activations().slice(0);
    long live = 0;
    for (int k = 0; k < channels.length(0); k++) {
      float[] values = channels.slice(k).values();
      float first = values[0];
      for (float value : values) {
        if (value != first) {
          live++;
          break;
        }
      }
    }
    return live;
  }
}
