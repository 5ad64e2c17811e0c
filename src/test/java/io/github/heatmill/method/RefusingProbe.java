package io.github.heatmill.method;

import io.github.heatmill.model.Head;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.alteration.AlteredCopy;
import io.github.heatmill.model.alteration.Masks;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.RankedEvidence;
import io.github.heatmill.model.evidence.TargetClasses;
import io.github.heatmill.tensor.Tensor;
import java.util.List;

/** A probe that refuses every call. Subclasses answer the calls that a test allows. */
public abstract class RefusingProbe implements Probe {

  @Override
  public List<String> layers() {
    throw new UnsupportedOperationException("Asked for the layers");
  }

  @Override
  public RankedEvidence evidence(Batch batch, TargetClasses classes) {
    throw new UnsupportedOperationException("Asked for evidence");
  }

  @Override
  public Head head(Evidence evidence, String layer) {
    throw new UnsupportedOperationException("Asked for the head");
  }

  @Override
  public Tensor logits(Tensor image, Tensor background, Masks masks) {
    throw new UnsupportedOperationException("Asked for logits under masks");
  }

  @Override
  public Probe.ClassScores scores(Evidence evidence, Tensor maps, List<AlteredCopy> copies) {
    throw new UnsupportedOperationException("Asked for scores of copies");
  }

  @Override
  public MaskGradients maskGradients(Evidence evidence, Tensor maps) {
    throw new UnsupportedOperationException("Asked for the gradients of masks");
  }

  @Override
  public FullGradients fullGradients(Evidence evidence) {
    throw new UnsupportedOperationException("Asked for full gradients");
  }
}
