package io.github.heatmill.udf.shard;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The members of one key that follow each other in a shard. Holds its images until it ends. */
final class ShardSample {
  /** So that a shard of one key does not fill the memory. */
  private static final int MOST_IMAGES = 1000;

  private final String key;
  private final int maximumBytes;
  private final List<Part> parts = new ArrayList<>();
  private final Map<String, Integer> seen = new HashMap<>();
  private SampleLabel text = SampleLabel.NONE;
  private SampleLabel json = SampleLabel.NONE;
  private long held;

  /**
   * An image.
   *
   * @param name in the shard
   * @param problem null where nothing is wrong
   */
  private record Part(String name, byte[] content, String problem) {}

  /**
   * An empty sample.
   *
   * @param maximumBytes the most that its images may have together
   */
  ShardSample(String key, int maximumBytes) {
    this.key = key;
    this.maximumBytes = maximumBytes;
  }

  /** Whether a member belongs here. */
  boolean takes(ShardMember member) {
    return key.equals(member.key()) && parts.size() < MOST_IMAGES;
  }

  /**
   * Adds a member; what is neither an image nor a label is passed over.
   *
   * @param size in bytes, as the shard states it
   */
  void add(ShardMember member, long size, InputStream content) throws IOException {
    if (member.isImage()) {
      addImage(member.name(), size, content);
    } else if (member.is("cls")) {
      text = text.or(SampleLabel.text(member.name(), content));
    } else if (member.is("json")) {
      json = json.or(SampleLabel.json(member.name(), content));
    }
  }

  private void addImage(String name, long size, InputStream content) throws IOException {
    int times = seen.merge(name, 1, Integer::sum);
    if (times > 1) {
      parts.add(problem(name + " (" + times + ")", "Image comes again in its sample: " + name));
      return;
    }
    long left = maximumBytes - held;
    // The stated size may be a lie, so that nothing is allocated by it.
    byte[] read = size > left ? new byte[0] : content.readNBytes((int) left + 1);
    if (size > left || read.length > left) {
      parts.add(problem(name, "Image is too large: " + size + " bytes" + rule()));
    } else {
      parts.add(new Part(name, read, null));
      held += read.length;
    }
  }

  private String rule() {
    return " (the images of a sample must be <= " + maximumBytes + " bytes together)";
  }

  private static Part problem(String name, String problem) {
    return new Part(name, new byte[0], problem);
  }

  /**
   * Its images in the order of the shard. A single image is called by the key, each of several by
   * its name in the shard, so that names do not depend on the order of the members.
   */
  List<ShardImage> images() {
    SampleLabel label = text.or(json);
    return parts.stream()
        .map(part -> image(part, parts.size() == 1 ? key : part.name(), label))
        .toList();
  }

  private static ShardImage image(Part part, String name, SampleLabel label) {
    String problem = part.problem() == null ? label.problem().orElse(null) : part.problem();
    return problem == null
        ? ShardImage.of(name, label.text(), part.content())
        : ShardImage.failed(name, problem);
  }
}
