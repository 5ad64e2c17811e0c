package io.github.heatmill.job.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.image.decode.ImageDecoder;
import io.github.heatmill.job.problem.Problems;
import io.github.heatmill.job.run.ModelSettings;
import io.github.heatmill.job.support.Demo;
import io.github.heatmill.method.LayerMap;
import io.github.heatmill.method.MethodCard;
import io.github.heatmill.method.MethodCard.Need;
import io.github.heatmill.method.MethodCard.Standing;
import io.github.heatmill.model.Access;
import io.github.heatmill.model.Head;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.alteration.AlteredCopy;
import io.github.heatmill.model.alteration.Gates;
import io.github.heatmill.model.alteration.Masks;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.LayerEvidence;
import io.github.heatmill.model.evidence.RankedEvidence;
import io.github.heatmill.model.evidence.TargetClasses;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.request.Assignment;
import io.github.heatmill.udf.request.ExplainSpec;
import io.github.heatmill.udf.request.Target;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

/** What is asked of a network before the night. */
class RehearsalTest {
  private static final float[] LOGITS = {1, 2, 3000, 4, 5, 6};

  @Test
  void aHeadThatGivesTheLogitsOfTheNetworkIsSound() {
    // 0.2 of 3,000 is less than one part in 10,000.
    rehearse(new TwoLayers(new float[] {1, 2, 3000.2f, 4, 5, 6}), Access.HEAD).throwIfAny();
  }

  @Test
  void aHeadThatGivesOtherLogitsIsAProblemOfItsLayer() {
    Problems problems =
        rehearse(new TwoLayers(new float[] {1, 2, 3000, 4.001f, 5, 6}), Access.HEAD);

    assertThatThrownBy(problems::throwIfAny)
        .hasMessage(
            "Network cannot be run from a layer on: second"
                + " (gives the logit 4.00100 instead of 4.00000; needed by asking)");
  }

  @Test
  void aLayerWithoutAMethodThatNeedsItsHeadIsNotAsked() {
    Assignment first = new Assignment(List.of("first"), List.of(new Asking(Set.of(Access.HEAD))));
    Assignment second = new Assignment(List.of("second"), List.of(new Asking(Set.of())));

    rehearse(new TwoLayers(new float[6]), first, second).throwIfAny();
  }

  @Test
  void headsAndBiasesAreAskedForOnlyWhereAMethodNeedsThem() {
    TwoLayers network = new TwoLayers(new float[6]);

    rehearse(network, new Access[0]).throwIfAny();

    assertThat(network.fullGradients).isZero();
    assertThatThrownBy(rehearse(network, Access.BIASES)::throwIfAny)
        .hasMessageStartingWith("Biases have no gradients: demo@")
        .hasMessageEndingWith(" (not opened for biases; needed by asking)");
    assertThat(network.fullGradients).isEqualTo(1);
  }

  private static Problems rehearse(Probe probe, Access... access) {
    Asking method = new Asking(Set.of(access));
    return rehearse(probe, new Assignment(List.of("first", "second"), List.of(method)));
  }

  private static Problems rehearse(Probe probe, Assignment... assignments) {
    Problems problems = new Problems();
    ExplainSpec work =
        new ExplainSpec(
            List.of(assignments),
            Target.predicted(),
            new ImageDecoder(),
            new ExplainSpec.Sizes(1, 1, 1));
    ModelSettings model = ModelSettings.of(Demo.MODEL.toString());
    try {
      new Rehearsal(model.open(new Configuration()), work, problems)
          .with(probe, Tensor.zeros(1, 3, 2, 2));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return problems;
  }

  /** A method that asks for more than evidence. */
  private static final class Asking extends LayerMap {
    private static final long serialVersionUID = 1L;
    private final Set<Access> access;

    Asking(Set<Access> access) {
      this.access = access;
    }

    @Override
    public MethodCard card() {
      return new MethodCard("asking", "", 0, Need.GRADIENT, Standing.CERTAIN, "0", "Asks");
    }

    @Override
    public Set<Access> access() {
      return access;
    }

    @Override
    protected Tensor map(Tensor activations, Tensor gradients) {
      throw new AssertionError("A rehearsal runs no method");
    }
  }

  /** A network of constant logits; after its second layer, it gives those of the test. */
  private static final class TwoLayers implements Probe {
    private final float[] afterSecond;
    private int fullGradients;

    TwoLayers(float[] afterSecond) {
      this.afterSecond = afterSecond;
    }

    @Override
    public List<String> layers() {
      return List.of("first", "second");
    }

    @Override
    public RankedEvidence evidence(Batch batch, TargetClasses classes) {
      Tensor map = Tensor.zeros(1, 1, 2, 2);
      List<LayerEvidence> layers =
          layers().stream().map(layer -> new LayerEvidence(layer, map, map)).toList();
      Evidence evidence = new Evidence(batch, Tensor.of(LOGITS, 1, 6), new int[] {2}, layers);
      return new RankedEvidence(List.of(evidence), new int[] {1});
    }

    @Override
    public Head head(Evidence evidence, String layer) {
      return new ConstantHead(layer.equals("first") ? LOGITS : afterSecond);
    }

    @Override
    public Tensor logits(Tensor image, Tensor background, Masks masks) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Probe.ClassScores scores(Evidence evidence, Tensor maps, List<AlteredCopy> copies) {
      throw new UnsupportedOperationException();
    }

    @Override
    public MaskGradients maskGradients(Evidence evidence, Tensor maps) {
      throw new UnsupportedOperationException();
    }

    @Override
    public FullGradients fullGradients(Evidence evidence) {
      fullGradients++;
      throw new IllegalStateException("not opened for biases");
    }
  }

  /** Gives the same logits for every gate that is open. */
  private record ConstantHead(float[] values) implements Head {
    @Override
    public Tensor logits(Gates gates) {
      assertThat(gates.keep()).isEqualTo(Tensor.of(new float[] {1}, 1, 1, 1, 1, 1));
      return Tensor.of(values, 1, 1, 6);
    }

    @Override
    public Tensor gradients(Tensor classWeights) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CrossEntropy crossEntropy(Tensor activations, Tensor wanted) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Curvature curvature() {
      throw new UnsupportedOperationException();
    }
  }
}
