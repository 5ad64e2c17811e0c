package io.github.heatmill.udf.plugin;

import io.github.heatmill.udf.plugin.CrashLedger.Work;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * Encodes the messages that {@link CrashWatch} sends to the {@link CrashLedger} on the driver, and
 * answers them.
 *
 * <p>Messages and answers consist of Java's own classes. The part of an executor that reads them
 * does not know the classes of an application.
 */
final class CrashMessage {
  private static final String BEGIN = "begin";
  private static final String START = "start";
  private static final String STOP = "stop";

  /** The position of the first image in a {@link #START}, after task, process and stage. */
  private static final int IMAGES = 4;

  private CrashMessage() {}

  /** A task starts; the answer says what is known of its images. */
  static String[] begin(String task) {
    return new String[] {BEGIN, task};
  }

  /** A task starts a step. */
  static String[] start(String task, Work work) {
    String[] message = new String[IMAGES + work.images().size()];
    List.of(START, task, work.process(), work.stage()).toArray(message);
    System.arraycopy(work.images().toArray(), 0, message, IMAGES, work.images().size());
    return message;
  }

  /** A task has finished its step. */
  static String[] stop(String task) {
    return new String[] {STOP, task};
  }

  /** Updates the ledger; returns the answer, which is empty if nobody waits for one. */
  static Optional<Object> answer(String[] message, CrashLedger ledger) {
    String task = message[1];
    switch (message[0]) {
      case BEGIN -> {
        return Optional.of(new HashMap<>(ledger.begin(task)));
      }
      case START -> {
        List<String> images = Arrays.asList(message).subList(IMAGES, message.length);
        ledger.start(task, new Work(message[2], message[3], List.copyOf(images)));
        return Optional.of(new HashMap<>());
      }
      case STOP -> {
        ledger.stop(task);
        return Optional.empty();
      }
      default -> throw new IllegalArgumentException("Unknown message: " + message[0]);
    }
  }
}
