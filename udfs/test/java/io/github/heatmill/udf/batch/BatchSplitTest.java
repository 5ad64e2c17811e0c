package io.github.heatmill.udf.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.model.ModelMemoryException;
import io.github.heatmill.udf.image.ImageFailure;
import io.github.heatmill.udf.image.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Images are numbers here, and the result of an image is the last attempt with it. */
class BatchSplitTest {
  private static final ImageFailure REFUSED = new ImageFailure(Stage.INFER, "refused");
  private static final ImageFailure EXHAUSTED =
      new ImageFailure(Stage.INFER, new ModelMemoryException("exhausted", null));

  private final List<String> tried = new ArrayList<>();

  @Test
  void aBatchThatSucceedsIsTriedOnce() {
    assertThat(results(8, EXHAUSTED, (images, capacity) -> false)).containsExactly("8 of 8");
    assertThat(tried).hasSize(1);
  }

  /** Eight, then 4 + 4, then 2 + 2 for the half with the bad image, then 1 + 1: seven attempts. */
  @Test
  void oneBadImageOfEightIsFoundByHalvingAtTheSameSize() {
    List<String> results = results(8, REFUSED, (images, capacity) -> images.contains(5));

    assertThat(results).containsExactly("4 of 8", "failed: refused", "1 of 8", "2 of 8");
    assertThat(tried)
        .containsExactly("8 of 8", "4 of 8", "4 of 8", "2 of 8", "1 of 8", "1 of 8", "2 of 8");
  }

  @Test
  void aLackOfMemoryMakesTheBatchSmaller() {
    assertThat(results(8, EXHAUSTED, (images, capacity) -> capacity > 3))
        .containsExactly("2 of 2", "2 of 2", "2 of 2", "2 of 2");
  }

  @Test
  void sizesThatAreNoPowerOfTwoAreHalvedToo() {
    assertThat(results(7, EXHAUSTED, (images, capacity) -> capacity > 4))
        .containsExactly("4 of 4", "3 of 4");
    assertThat(results(3, EXHAUSTED, (images, capacity) -> capacity > 2))
        .containsExactly("2 of 2", "1 of 2");
  }

  /** It is tried beside padding first, because a batch of one gives other bits. */
  @Test
  void onlyAnImageThatFitsNoBatchOfTwoGoesAlone() {
    assertThat(results(4, EXHAUSTED, (images, capacity) -> images.contains(2) && capacity > 1))
        .containsExactly("1 of 2", "1 of 1", "2 of 2");
  }

  @Test
  void anImageForWhichNoBatchIsSmallEnoughFailsAlone() {
    assertThat(results(4, EXHAUSTED, (images, capacity) -> images.contains(1)))
        .containsExactly(
            "failed: Out of memory with this image alone, whatever --batch-size: exhausted",
            "1 of 2",
            "2 of 2");
  }

  @Test
  void aBatchOfOneCannotBeMadeSmaller() {
    assertThat(results(1, REFUSED, (images, capacity) -> true)).containsExactly("failed: refused");
    assertThat(tried).containsExactly("1 of 1");
  }

  /** Runs images 1..n; returns the result of each group of images once. */
  private List<String> results(
      int count, ImageFailure failure, BiPredicate<List<Integer>, Integer> fails) {
    List<Integer> images = IntStream.rangeClosed(1, count).boxed().toList();
    List<List<String>> found =
        new BatchSplit<Integer, List<String>>(
                (some, capacity) -> {
                  String attempt = some.size() + " of " + capacity;
                  tried.add(attempt);
                  if (fails.test(some, capacity)) {
                    throw failure;
                  }
                  List<String> group = List.of(attempt, String.valueOf(some.get(0)));
                  return some.stream().map(image -> group).toList();
                },
                (image, last) -> List.of("failed: " + last.getMessage(), String.valueOf(image)))
            .results(images, count);
    assertThat(found).hasSize(count);
    return found.stream().distinct().map(group -> group.get(0)).toList();
  }
}
