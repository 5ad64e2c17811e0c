package io.github.heatmill.model.card;

import io.github.heatmill.naming.ClosestNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The keys of {@code serving.properties}. */
final class ServingKeys {
  static final String OUTPUT_KIND = "outputKind";
  static final String OUTPUT_PART = "outputPart";

  /** Of a value: what maps show. */
  static final String DIRECTION = "direction";

  /** Of an embedding: what it is compared with. */
  static final String REFERENCES = "references";

  /** The number of predicted classes that are kept. */
  static final String TOP_K = "topK";

  /** The keys that are read; those of DJL 0.35.1 mean what they mean there. */
  private static final Set<String> READ =
      Set.of(
          "width",
          "height",
          "flag",
          "pad",
          "resize",
          "resizeShort",
          "centerCrop",
          "centerFit",
          "toTensor",
          "normalize",
          "range",
          "applySoftmax",
          TOP_K,
          "synset",
          "synsetFileName",
          "synsetUrl",
          "antialias",
          OUTPUT_KIND,
          OUTPUT_PART,
          DIRECTION,
          REFERENCES);

  /** Keys of DJL and its server that say nothing of the input or the output. */
  private static final Set<String> WITHOUT_EFFECT =
      Set.of(
          "engine",
          "application",
          "translator",
          "translatorFactory",
          "blockFactory",
          "block_factory",
          "batchifier",
          "modelName",
          "model_name",
          "modelVersion",
          "modelUrl",
          "batch_size",
          "max_batch_delay",
          "max_idle_time",
          "queue_size",
          "job_queue_size",
          "minWorkers",
          "maxWorkers",
          "load_on_devices",
          "log_model_metric",
          "metrics_aggregation",
          "chunked_read_timeout");

  /** The beginnings of such keys. */
  private static final List<String> WITHOUT_EFFECT_PREFIXES =
      List.of("option.", "gpu.", "cpu.", "cuda.");

  private static final int SUGGESTIONS = 1;

  private ServingKeys() {}

  /** One sentence for each key that is unknown, with the known key that is closest. */
  static List<String> unknown(Set<String> keys) {
    List<String> notes = new ArrayList<>();
    for (String key : new TreeSet<>(keys)) {
      boolean known =
          READ.contains(key)
              || WITHOUT_EFFECT.contains(key)
              || WITHOUT_EFFECT_PREFIXES.stream().anyMatch(key::startsWith);
      if (!known) {
        List<String> all = Stream.concat(READ.stream(), WITHOUT_EFFECT.stream()).sorted().toList();
        String closest = String.join(", ", ClosestNames.of(key, all, SUGGESTIONS));
        notes.add("Unknown key: " + key + " (it is ignored; closest known: " + closest + ")");
      }
    }
    return notes;
  }
}
