package io.github.heatmill.job.owner;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The job that writes a folder, or wrote it last.
 *
 * @param job the command, such as {@code explain}
 * @param process the id of its process
 * @param host the name of its machine
 * @param since when it began
 * @param writing whether it is at work, unless its process has ended without a word
 */
record FolderOwner(String job, long process, String host, String since, boolean writing) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String UNKNOWN = "unknown";

  /** A job of this process that begins now. */
  static FolderOwner here(String job) {
    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    return new FolderOwner(job, ProcessHandle.current().pid(), thisHost(), now, true);
  }

  /** Reads the text of {@link #json}; whatever is damaged is unknown. */
  static FolderOwner parse(String text) {
    JsonNode read = JSON.createObjectNode();
    try {
      read = JSON.readTree(text);
    } catch (JacksonException e) {
      // Cut off while it was written: nobody is known to write.
    }
    return new FolderOwner(
        read.path("job").asText(UNKNOWN),
        read.path("process").asLong(),
        read.path("host").asText(UNKNOWN),
        read.path("since").asText(UNKNOWN),
        read.path("writing").asBoolean());
  }

  String json() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("job", job);
    all.put("process", process);
    all.put("host", host);
    all.put("since", since);
    all.put("writing", writing);
    return JSON.valueToTree(all) + "\n";
  }

  /** The same job when it is done. */
  FolderOwner done() {
    return new FolderOwner(job, process, host, since, false);
  }

  /** Whether it was a process of this machine that exists no more. */
  boolean isDead() {
    return host.equals(thisHost()) && ProcessHandle.of(process).isEmpty();
  }

  /** Refuses another job in the folder. */
  IllegalArgumentException refusal(String folder) {
    return new IllegalArgumentException(
        "Output is in use: "
            + folder
            + " by process "
            + process
            + " ("
            + job
            + ") on "
            + host
            + " since "
            + since
            + " (wait for it, end it, or name another folder)");
  }

  private static String thisHost() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return UNKNOWN;
    }
  }
}
