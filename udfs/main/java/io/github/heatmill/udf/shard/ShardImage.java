package io.github.heatmill.udf.shard;

import java.util.Optional;

/**
 * An image of a shard, or what is wrong with it.
 *
 * @param name unique within its sample; where a whole shard is meant, the shard's own
 * @param label what its sample says it shows
 * @param content the encoded file; empty where there is a problem
 * @param problem why it cannot be explained, one sentence
 */
public record ShardImage(
    String name, Optional<String> label, byte[] content, Optional<String> problem) {

  static ShardImage of(String name, Optional<String> label, byte[] content) {
    return new ShardImage(name, label, content, Optional.empty());
  }

  static ShardImage failed(String name, String problem) {
    return new ShardImage(name, Optional.empty(), new byte[0], Optional.of(problem));
  }
}
