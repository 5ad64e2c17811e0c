package io.github.heatmill.udf.shard;

import io.github.heatmill.image.format.FileKind;
import io.github.heatmill.image.format.FileKind.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects the members of one key that follow each other in a shard, until the key changes. */
final class ShardSample {
  /** Limits the memory that a shard with a single key takes. */
  private static final int MOST_IMAGES = 1000;

  private final String key;
  private final int maximumBytes;
  private final List<Part> parts = new ArrayList<>();
  private final Map<String, Integer> seen = new HashMap<>();
  private SampleLabel text = SampleLabel.NONE;
  private SampleLabel json = SampleLabel.NONE;
  private long held;

  /**
   * An image of the sample. It has either a content or a problem.
   *
   * @param name its name in the shard
   */
  private record Part(String name, Optional<byte[]> content, Optional<String> problem) {}

  /**
   * Starts an empty sample.
   *
   * @param maximumBytes the largest size of all its images together
   */
  ShardSample(String key, int maximumBytes) {
    this.key = key;
    this.maximumBytes = maximumBytes;
  }

  /** Whether a member belongs to this sample. */
  boolean takes(ShardMember member) {
    return key.equals(member.key()) && parts.size() < MOST_IMAGES;
  }

  /**
   * Adds a member. If its name says nothing, its first bytes decide whether it is an image.
   *
   * @param size in bytes, as the shard states it
   * @return the reason why the member is skipped; empty for an image or a label
   */
  Optional<String> add(ShardMember member, long size, InputStream content) throws IOException {
    if (member.isImage()) {
      addImage(member.name(), size, new byte[0], content);
    } else if (member.is("cls")) {
      text = text.or(SampleLabel.text(member.name(), content));
    } else if (member.is("json")) {
      json = json.or(SampleLabel.json(member.name(), content));
    } else {
      byte[] start = content.readNBytes(FileKind.START_BYTES);
      FileKind kind = FileKind.of(start);
      if (kind.verdict() == Verdict.NO_IMAGE) {
        return Optional.of(kind.name());
      }
      addImage(member.name(), size, start, content);
    }
    return Optional.empty();
  }

  /**
   * Adds an image.
   *
   * @param start its first bytes, which have been read already
   * @param content the bytes that follow
   */
  private void addImage(String name, long size, byte[] start, InputStream content)
      throws IOException {
    int times = seen.merge(name, 1, Integer::sum);
    if (times > 1) {
      parts.add(
          problem(
              name + " (" + times + ")",
              "Image comes again in its sample: " + name + " (its members must differ)"));
      return;
    }
    long left = maximumBytes - held;
    if (size > left) {
      parts.add(tooLarge(name, size));
      return;
    }
    // The stated size may be false, so it does not decide how much is allocated.
    byte[] rest = content.readNBytes((int) Math.max(0, left + 1 - start.length));
    byte[] read = start.length == 0 ? rest : joined(start, rest);
    if (read.length > left) {
      parts.add(tooLarge(name, size));
    } else {
      parts.add(new Part(name, Optional.of(read), Optional.empty()));
      held += read.length;
    }
  }

  private static byte[] joined(byte[] start, byte[] rest) {
    byte[] whole = Arrays.copyOf(start, start.length + rest.length);
    System.arraycopy(rest, 0, whole, start.length, rest.length);
    return whole;
  }

  private Part tooLarge(String name, long size) {
    return problem(
        name,
        "Image is too large: "
            + size
            + " bytes (the images of a sample must be <= "
            + maximumBytes
            + " bytes together)");
  }

  private static Part problem(String name, String problem) {
    return new Part(name, Optional.empty(), Optional.of(problem));
  }

  /**
   * Returns the images in the order of the shard. A single image is named by the key. Several
   * images are named by their names in the shard, so that names do not depend on the order of the
   * members.
   */
  List<ShardImage> images() {
    SampleLabel label = text.or(json);
    return parts.stream()
        .map(part -> image(part, parts.size() == 1 ? key : part.name(), label))
        .toList();
  }

  private static ShardImage image(Part part, String name, SampleLabel label) {
    return part.problem()
        .or(label::problem)
        .map(problem -> ShardImage.unreadable(name, problem))
        .orElseGet(() -> ShardImage.of(name, label.text(), part.content().orElseThrow()));
  }
}
