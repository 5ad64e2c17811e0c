package io.github.heatmill.udf.shard;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * Reads the images of a tar file in their order. It holds one sample at a time and writes nothing
 * to disk, so the name of a member cannot overwrite a file.
 *
 * <p>Consecutive members with the same key form a sample. As in WebDataset, the key is the name up
 * to the first dot of the file name. The label of a sample is the text of its {@code .cls} member,
 * or else a field of its {@code .json} member. A link with the name of an image is an image with a
 * problem. Folders, other links, devices, hidden members and other kinds of files are ignored. If
 * the file is damaged, truncated, or contains no image, the last image is one with a problem, under
 * the name of the file.
 */
public final class TarShard implements Iterator<ShardImage>, Closeable {
  private final String name;
  private final int maximumBytes;
  private final ShardStream tar;
  private final Queue<ShardImage> ready = new ArrayDeque<>();
  private Optional<ShardSample> sample = Optional.empty();
  private String last = "its start";
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
    Optional<ShardImage> link = LinkedMember.of(entry);
    if (link.isPresent()) {
      closeSample();
      ready.add(link.get());
      images++;
    }
    Optional<ShardMember> member = ShardMember.of(entry);
    if (member.isPresent()) {
      if (sample.filter(open -> open.takes(member.get())).isEmpty()) {
        closeSample();
        sample = Optional.of(new ShardSample(member.get().key(), maximumBytes));
      }
      sample.get().add(member.get(), entry.getRealSize(), tar);
    }
    last = entry.getName();
  }

  private void closeSample() {
    List<ShardImage> whole = sample.map(ShardSample::images).orElse(List.of());
    ready.addAll(whole);
    images += whole.size();
    sample = Optional.empty();
  }

  private void end() {
    closeSample();
    ended = true;
    if (images == 0) {
      ready.add(
          ShardImage.unreadable(
              name, "Shard holds no image: " + members + " members (must hold images by name)"));
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
