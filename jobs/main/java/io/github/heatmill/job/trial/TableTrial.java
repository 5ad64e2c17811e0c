package io.github.heatmill.job.trial;

import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.model.NetworkTrial;
import io.github.heatmill.model.OpenedModel;
import io.github.heatmill.model.djl.DjlProbes;
import io.github.heatmill.model.output.Contrast;
import io.github.heatmill.model.output.KindChoice;
import io.github.heatmill.model.output.NetworkOutput;
import io.github.heatmill.udf.image.InputImage;
import io.github.heatmill.udf.request.ExplainSpec;
import io.github.heatmill.udf.request.SavedModel;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * Tries a network on the first images of a table. Only Spark reads tables, so before the run the
 * network was tried on noise alone.
 */
public final class TableTrial {
  private TableTrial() {}

  /**
   * Checks that the network returns for images what it returned for noise.
   *
   * @param sample the first images of the table
   * @throws IllegalArgumentException if the numbers of the images have another kind, and nobody has
   *     named one
   */
  public static void expectSameKind(
      SavedModel model, ExplainSpec work, List<InputImage> sample, Configuration hadoop)
      throws IOException {
    NetworkOutput output = model.card().output().with(Contrast.NONE);
    Preprocessing input = model.card().preprocessing();
    List<float[]> images = SampleImages.decoded(sample, input, work.decoder(), hadoop);
    if (output.isGiven() || images.size() < 2) {
      return;
    }
    SavedModel tried = model.with(model.card().with(output));
    OpenedModel opened = tried.opened(work.wanted());
    KindChoice choice =
        DjlProbes.once(
                opened, probe -> NetworkTrial.of(tried.tried(probe), images, work.sizes().batch()))
            .choice();
    if (!choice.kinds().contains(output.kind())) {
      throw new IllegalArgumentException(
          "Unclear what the network returns: on images of the table "
              + choice.evidence()
              + ", but "
              + output.kind().meaning()
              + " on noise, "
              + output.reason()
              + " (--output-kind must say what the numbers mean)");
    }
  }
}
