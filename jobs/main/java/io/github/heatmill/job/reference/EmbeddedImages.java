package io.github.heatmill.job.reference;

import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.decode.ImageDecoder;
import io.github.heatmill.model.NetworkTrial;
import io.github.heatmill.model.OpenedModel;
import io.github.heatmill.model.OpeningRequest;
import io.github.heatmill.model.OpeningRequest.Gradients;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.djl.DjlProbes;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.output.NetworkOutput;
import io.github.heatmill.model.output.OutputKind;
import io.github.heatmill.udf.image.ImageFailure;
import io.github.heatmill.udf.image.InputImage;
import io.github.heatmill.udf.request.SavedModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** The network's own embeddings of images. */
final class EmbeddedImages {
  private final SavedModel model;
  private final ImageDecoder decoder;
  private final Configuration hadoop;

  EmbeddedImages(SavedModel model, ImageDecoder decoder, Configuration hadoop) {
    this.model = model;
    this.decoder = decoder;
    this.hadoop = hadoop;
  }

  /** The embedding of each image, with the name of its file. */
  List<ReferenceVector> of(List<String> uris) throws IOException {
    Preprocessing input = model.card().preprocessing();
    NetworkOutput values = model.card().output().with(OutputKind.REGRESSION, "numbers as they are");
    OpenedModel opened =
        model
            .with(model.card().with(values))
            .opened(OpeningRequest.at(List.of(), Set.of()).with(Gradients.UNUSED));
    return DjlProbes.once(
        opened,
        probe ->
            uris.stream()
                .map(uri -> new ReferenceVector(name(uri), vector(probe, pixels(uri), input)))
                .toList());
  }

  private float[] pixels(String uri) {
    Preprocessing input = model.card().preprocessing();
    float[] pixels = new float[input.values()];
    try {
      input.write(InputImage.file(uri, null /* label */).decoded(decoder, hadoop), pixels, 0);
      return pixels;
    } catch (ImageFailure e) {
      throw new IllegalArgumentException("Invalid reference: " + uri + ": " + e.getMessage(), e);
    }
  }

  private static String name(String uri) {
    String file = new Path(uri).getName();
    int dot = file.lastIndexOf('.');
    return dot > 0 ? file.substring(0, dot) : file;
  }

  private static List<Float> vector(Probe probe, float[] pixels, Preprocessing input) {
    Batch batch =
        new Batch(
            NetworkTrial.stacked(List.of(pixels), input, 1),
            new int[] {Batch.PREDICTED},
            input.encoding());
    List<Float> vector = new ArrayList<>();
    for (float value : probe.evidence(batch).scores(0)) {
      vector.add(value);
    }
    return vector;
  }
}
