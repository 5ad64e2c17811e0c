package io.github.heatmill.udf.request;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * A program whose tasks write down the device on which they would open a network. In this package,
 * since nothing else asks a task for its device.
 */
public final class DeviceRecorder {
  private static final int TASKS = 8;
  private static final int MILLISECONDS = 300;

  private DeviceRecorder() {}

  /** Takes the folder for the answer: one line a task. */
  public static void main(String[] arguments) {
    SparkSession session = SparkSession.builder().appName("devices").getOrCreate();
    List<Integer> tasks = IntStream.range(0, TASKS).boxed().toList();
    JavaSparkContext.fromSparkContext(session.sparkContext())
        .parallelize(tasks, TASKS)
        .mapPartitions(task -> Stream.of(device()).iterator())
        .saveAsTextFile(arguments[0]);
    session.stop();
  }

  /** Takes its time, so that no task is done before the next one begins. */
  private static String device() throws InterruptedException {
    Thread.sleep(MILLISECONDS);
    return TaskDevice.of(TaskContext.get()).toString();
  }
}
