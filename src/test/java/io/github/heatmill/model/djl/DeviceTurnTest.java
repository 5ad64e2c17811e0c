package io.github.heatmill.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.model.ComputeDevice;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeviceTurnTest {
  private static final int TASKS = 4;

  private final ExecutorService threads = Executors.newFixedThreadPool(TASKS);

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  /** Unguarded, four tasks that each look a thousand times would see each other. */
  @Test
  void oneTaskAtATimeComputesOnAGpu() throws Exception {
    DeviceTurn gpu = DeviceTurn.of(ComputeDevice.gpu(0));
    AtomicInteger computing = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();

    List<Future<Integer>> tasks = all(() -> compute(gpu, computing, most));

    for (Future<Integer> task : tasks) {
      assertThat(task.get(1, TimeUnit.MINUTES)).isEqualTo(1000);
    }
    assertThat(most).hasValue(1);
  }

  private static int compute(DeviceTurn gpu, AtomicInteger computing, AtomicInteger most) {
    int done = 0;
    while (done < 1000) {
      done +=
          gpu.during(
              () -> {
                most.accumulateAndGet(computing.incrementAndGet(), Math::max);
                Thread.onSpinWait();
                computing.decrementAndGet();
                return 1;
              });
    }
    return done;
  }

  @Test
  void tasksOnTheCpuAndOnSeveralGpusDoNotWaitForEachOther() throws Exception {
    CyclicBarrier all = new CyclicBarrier(TASKS);
    DeviceTurn cpu = DeviceTurn.of(ComputeDevice.cpu());
    Stream<DeviceTurn> turns =
        Stream.of(
            cpu, cpu, DeviceTurn.of(ComputeDevice.gpu(0)), DeviceTurn.of(ComputeDevice.gpu(1)));

    List<Future<Integer>> tasks =
        turns.map(turn -> threads.submit(() -> turn.during(() -> met(all)))).toList();

    for (Future<Integer> task : tasks) {
      assertThat(task.get(1, TimeUnit.MINUTES)).isBetween(0, TASKS - 1);
    }
  }

  @Test
  void aTurnEndsWhenItsWorkFails()
      throws ExecutionException, InterruptedException, TimeoutException {
    DeviceTurn gpu = DeviceTurn.of(ComputeDevice.gpu(0));

    assertThatThrownBy(
            () ->
                gpu.during(
                    () -> {
                      throw new IllegalStateException("failed");
                    }))
        .hasMessage("failed");

    Future<String> next = threads.submit(() -> gpu.during(() -> "next"));
    assertThat(next.get(1, TimeUnit.MINUTES)).isEqualTo("next");
  }

  /** Fails unless as many come as there are tasks. */
  private static int met(CyclicBarrier all) {
    try {
      return all.await(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("Nobody else came", e);
    }
  }

  private <T> List<Future<T>> all(Callable<T> task) {
    return Stream.generate(() -> threads.submit(task)).limit(TASKS).toList();
  }
}
