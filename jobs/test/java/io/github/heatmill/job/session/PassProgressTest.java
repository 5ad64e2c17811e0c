package io.github.heatmill.job.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.session.ProgressListener.Pass;
import io.github.heatmill.job.support.Spark;
import io.github.heatmill.job.support.Until;
import io.github.heatmill.udf.plugin.RunCounters;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;

class PassProgressTest {
  /** A task of this JVM waits for it. */
  private static final CountDownLatch GO_ON = new CountDownLatch(1);

  @Test
  void theImagesOfATaskCountWhileItRuns() throws Exception {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(Spark.session().sparkContext());
    RunCounters counters = RunCounters.of(context.sc());
    PassProgress progress = PassProgress.start(ProgressListener.none(), new Pass("", 7), counters);
    CompletableFuture<Void> job =
        CompletableFuture.runAsync(
            () ->
                context
                    .parallelize(List.of(3), 1)
                    .foreach(
                        images -> {
                          counters.images().add(images);
                          GO_ON.await();
                          counters.images().add(1);
                        }));
    try {
      Until.found(
          "three images of seven", () -> PassProgress.latest().filter("3 of 7 images"::equals));
      assertThat(counters.images().value()).isZero();
    } finally {
      GO_ON.countDown();
      job.get();
      progress.stop();
    }
    assertThat(PassProgress.latest()).contains("4 of 7 images");
  }
}
