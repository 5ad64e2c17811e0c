package io.github.heatmill.udf.shard;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * Reads the images of a tar file in their order. It holds one sample at a time and writes nothing
 * to disk, so the name of a member cannot overwrite a file.
 *
 * <p>Consecutive members with the same key form a sample. As in WebDataset, the key is the name up
 * to the first dot of the file name. The label of a sample is the text of its {@code .cls} member,
 * or else a field of its {@code .json} member. Other members are images if their names or their
 * first bytes say so. A link, named pipe or device with the name of an image is an image with a
 * problem, and so is an image whose name has come before. All else but folders is counted as
 * skipped. If the file is damaged, truncated, or contains no image, the last image is one with a
 * problem, under the name of the file.
 */
public final class TarShard implements Iterator<ShardImage>, Closeable {
  private final String name;
  private final int maximumBytes;
  private final ShardStream tar;
  private final Queue<ShardImage> ready = new ArrayDeque<>();
  private Optional<ShardSample> sample = Optional.empty();
  private String last = "its start";

  /** The names of all images so far: a tar file has some ten thousand. */
  private final Set<String> names = new HashSet<>();

  private final Map<String, Integer> repeated = new HashMap<>();
  private final Map<String, Long> skipped = new TreeMap<>();
  private long members;
  private long images;
  private boolean ended;

  /**
   * Starts to read.
   *
   * @param name the name of the file
   * @param in its content, which {@link #close} closes
   * @param maximumBytes the largest size of all images of a sample together
   */
  public TarShard(String name, InputStream in, int maximumBytes) {
    this.name = name;
    this.maximumBytes = maximumBytes;
    this.tar = ShardStream.of(in);
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && !ended) {
      try {
        Optional<TarArchiveEntry> entry = tar.advance();
        if (entry.isPresent()) {
          add(entry.get());
          last = entry.get().getName();
        } else {
          end();
        }
      } catch (IOException | RuntimeException e) { // The tar reader throws both for damaged files.
        breakOff(e);
      }
    }
    return !ready.isEmpty();
  }

  @Override
  public ShardImage next() {
    if (!hasNext()) {
      throw new NoSuchElementException(name);
    }
    return ready.remove();
  }

  private void add(TarArchiveEntry entry) throws IOException {
    members++;
    if (entry.isDirectory()) {
      return;
    }
    if (ShardMember.isHidden(ShardMember.name(entry))) {
      skip("hidden");
    } else if (!ShardMember.isFile(entry)) {
      Optional<ShardImage> image = OtherMember.image(entry);
      if (image.isPresent()) {
        closeSample();
        ready(image.get());
      } else {
        skip(OtherMember.reason(entry));
      }
    } else {
      ShardMember member = ShardMember.of(entry);
      if (sample.filter(open -> open.takes(member)).isEmpty()) {
        closeSample();
        sample = Optional.of(new ShardSample(member.key(), maximumBytes));
      }
      sample.get().add(member, entry.getRealSize(), tar).ifPresent(this::skip);
    }
  }

  private void skip(String reason) {
    skipped.merge(reason, 1L, Long::sum);
  }

  private void closeSample() {
    sample.map(ShardSample::images).orElse(List.of()).forEach(this::ready);
    sample = Optional.empty();
  }

  /** Gives an image out. Its name is the key of its rows, so a second image cannot have it. */
  private void ready(ShardImage image) {
    images++;
    int times = times(image.name());
    ready.add(
        times == 1
            ? image
            : ShardImage.unreadable(
                image.name() + " (" + times + ")",
                "Image comes again in the tar file: "
                    + image.name()
                    + " (its names, up to the first dot, must differ)"));
  }

  private int times(String name) {
    return names.add(name) ? 1 : repeated.merge(name, 2, (earlier, two) -> earlier + 1);
  }

  /** The members so far that are neither an image nor a label nor a folder, by reason. */
  public Map<String, Long> skipped() {
    return new TreeMap<>(skipped);
  }

  private void end() {
    closeSample();
    ended = true;
    if (images == 0) {
      ready.add(
          ShardImage.unreadable(
              name, "Shard holds no image: " + members + " members (must hold images)"));
    }
  }

  /** Keeps the images before the damage, which were read completely. */
  private void breakOff(Exception damage) {
    closeSample();
    ended = true;
    String reason =
        damage.getMessage() == null ? damage.getClass().getSimpleName() : damage.getMessage();
    ready.add(
        ShardImage.unreadable(
            name,
            "Shard cannot be read on after "
                + last
                + ": "
                + reason
                + " (the images up to there were read; fetch or make the shard again)"));
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }
}
