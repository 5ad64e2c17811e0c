package io.github.heatmill.udf.batch;

import io.github.heatmill.udf.image.ImageFailure;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Splits a batch when it fails, down to single images, so that one bad image does not fail the
 * others.
 *
 * <p>A network that runs out of memory gets smaller batches. After any other failure the size of
 * the batch stays the same and is filled up with padding, because the last bits of a network's
 * output depend on it. Measurements show the same bits for all sizes from two on and other bits for
 * a batch of one. So an image is sent in a batch of one only if it does not fit in memory beside
 * one blank image.
 *
 * @param attempt computes the results of a batch
 * @param failed makes the result of an image that fails by itself
 */
public record BatchSplit<T, R>(Attempt<T, R> attempt, BiFunction<T, ImageFailure, R> failed) {
  /** The smallest batch with the same bits as all larger ones. */
  private static final int SMALLEST = 2;

  /** Computes the results of a batch. */
  public interface Attempt<T, R> {
    /**
     * Returns one result per image, in order.
     *
     * @param capacity the size of the batch that the network receives, padding included
     * @throws ImageFailure if the images fail together
     */
    List<R> results(List<T> images, int capacity) throws ImageFailure;
  }

  /** Returns one result per image, in order. */
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
