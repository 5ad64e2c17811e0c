package io.github.heatmill.udf.batch;

import io.github.heatmill.udf.image.ImageFailure;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Takes a batch apart when it fails, down to single images, so that one bad image does not take the
 * others with it.
 *
 * <p>A network that is out of memory gets truly smaller batches. Any other failure leaves the size
 * of the batch as it is, filled up with padding: a network's last bits depend on it. Measured, they
 * are the same for all sizes from two on, but those of a batch of one are others; so one is what an
 * image gets only if it does not fit in memory beside even a blank one.
 *
 * @param attempt what is done with a batch
 * @param failed what stands for an image that fails by itself
 */
public record BatchSplit<T, R>(Attempt<T, R> attempt, BiFunction<T, ImageFailure, R> failed) {
  /** The smallest batch with the bits of all larger ones. */
  private static final int SMALLEST = 2;

  /** Work on a batch. */
  public interface Attempt<T, R> {
    /**
     * One result an image, in order.
     *
     * @param capacity the size of the batch that the network sees, padding included
     * @throws ImageFailure if the images fail together
     */
    public List<R> results(List<T> images, int capacity) throws ImageFailure;
  }

  /** One result an image, in order. */
  public List<R> results(List<T> images, int capacity) {
    try {
      return attempt.results(images, capacity);
    } catch (ImageFailure failure) {
      if (failure.isOutOfMemory() && capacity > SMALLEST) {
        int smaller = (capacity + 1) / 2;
        return apart(images, smaller, smaller);
      }
      if (images.size() > 1) {
        return apart(images, (images.size() + 1) / 2, capacity);
      }
      return failure.isOutOfMemory() && capacity > 1
          ? results(images, 1)
          : List.of(failed.apply(images.get(0), failure.alone()));
    }
  }

  private List<R> apart(List<T> images, int count, int capacity) {
    Stream<List<T>> parts =
        IntStream.iterate(0, from -> from < images.size(), from -> from + count)
            .mapToObj(from -> images.subList(from, Math.min(from + count, images.size())));
    return parts.flatMap(part -> results(part, capacity).stream()).toList();
  }
}
