package io.github.heatmill.udf.shard;

import java.util.Optional;

/**
 * An image of a shard, or the reason why it cannot be read.
 *
 * @param name unique within its sample; the name of the shard if the whole shard cannot be read
 * @param label the label of its sample
 * @param content the encoded file; empty if there is a problem
 * @param problem the reason why it cannot be explained, in one sentence
 */
public record ShardImage(
    String name, Optional<String> label, Optional<byte[]> content, Optional<String> problem) {

  static ShardImage of(String name, Optional<String> label, byte[] content) {
    return new ShardImage(name, label, Optional.of(content), Optional.empty());
  }

  static ShardImage unreadable(String name, String problem) {
    return new ShardImage(name, Optional.empty(), Optional.empty(), Optional.of(problem));
  }
}
