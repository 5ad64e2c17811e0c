package io.github.heatmill.method.head;

import io.github.heatmill.method.head.ImageBottleneck.Stream;
import io.github.heatmill.model.Head;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.LayerEvidence;
import io.github.heatmill.model.output.ScoreLink;
import io.github.heatmill.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Searches for the shares of {@link InfoCam} for all images of a batch together. */
final class Bottleneck {
  private final Head head;
  private final LayerEvidence layer;
  private final ImageBottleneck.Settings settings;
  private final List<ImageBottleneck> images = new ArrayList<>();
  private final ScoreLink output;
  private final Tensor target;
  private final Tensor prior;

  Bottleneck(Head head, Evidence evidence, LayerEvidence layer, ImageBottleneck.Settings settings) {
    this.head = head;
    this.layer = layer;
    this.settings = settings;
    int classes = evidence.logits().length(1);
    int[] targets = evidence.targets();
    List<NeuronStatistics> statistics = NeuronStatistics.of(evidence, layer);
    output = evidence.output();
    target = Tensor.zeros(evidence.size(), classes);
    prior = Tensor.zeros(evidence.size(), classes);
    if (output.isExclusive()) {
      Arrays.fill(prior.values(), 1f / classes);
    } else {
      Arrays.fill(target.values(), Head.NOT_WANTED);
      Arrays.fill(prior.values(), Head.NOT_WANTED);
    }
    for (int i = 0; i < evidence.size(); i++) {
      Tensor activations = layer.activations().slice(i);
      long seed = evidence.batch().seed(i);
      images.add(new ImageBottleneck(activations, statistics.get(i), settings, seed));
      target.values()[i * classes + targets[i]] = 1;
      if (!output.isExclusive()) {
        prior.values()[i * classes + targets[i]] = 0.5f;
      }
    }
  }

  /** One fit for each image. */
  List<ImageBottleneck.Fit> fits() {
    lookAtObjective();
    for (int step = 0; step < settings.steps(); step++) {
      images.forEach(ImageBottleneck::move);
      lookAtObjective();
    }
    return images.stream().map(ImageBottleneck::fit).toList();
  }

  private void lookAtObjective() {
    for (int sample = 0; sample < settings.samples(); sample++) {
      for (Stream stream : Stream.values()) {
        look(stream, sample);
      }
    }
    images.forEach(ImageBottleneck::judge);
  }

  private void look(Stream stream, int sample) {
    Tensor mixed = Tensor.zeros(layer.activations().shape());
    int neurons = mixed.size() / images.size();
    for (int i = 0; i < images.size(); i++) {
      images.get(i).mix(stream, sample, mixed.values(), i * neurons);
    }
    Tensor wanted = stream == Stream.DISCRIMINATIVE ? target : prior;
    Head.CrossEntropy answer = head.crossEntropy(mixed, wanted);
    for (int i = 0; i < images.size(); i++) {
      double loss = output.divergence(wanted.slice(i).values(), answer.logits().slice(i).values());
      images.get(i).add(stream, loss);
      images.get(i).learn(stream, sample, answer.gradients().values(), i * neurons);
    }
  }
}
