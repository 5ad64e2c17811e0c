package io.github.heatmill.job.explain;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.heatmill.job.input.listing.SkippedFiles;
import io.github.heatmill.job.output.RunOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * Records the members of tar files that are skipped, one file for each piece of a run. Tar files
 * are read once, so that a run that goes on does not see them again.
 *
 * @param output the run
 */
record SkippedInShards(RunOutput output, Configuration hadoop) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Map<String, Long>>> BY_SHARD =
      new TypeReference<>() {};

  /**
   * Records what a piece has skipped, unless it has skipped nothing.
   *
   * @param byShard numbers by the URI of the tar file, and then by the reason
   */
  void add(Map<String, Map<String, Long>> byShard, long piece) throws IOException {
    if (!byShard.isEmpty()) {
      output.write(
          RunOutput.SKIPPED + "/" + piece + ".json", JSON.writeValueAsString(byShard), hadoop);
    }
  }

  /** All numbers by reason, those of other files included. A tar file counts once. */
  SkippedFiles with(SkippedFiles others) throws IOException {
    Map<String, Map<String, Long>> byShard = new HashMap<>();
    if (output.has(RunOutput.SKIPPED, hadoop)) {
      Path folder = new Path(output.path(RunOutput.SKIPPED));
      for (FileStatus piece : folder.getFileSystem(hadoop).listStatus(folder)) {
        String name = RunOutput.SKIPPED + "/" + piece.getPath().getName();
        byShard.putAll(JSON.convertValue(output.record(name, hadoop), BY_SHARD));
      }
    }
    Map<String, Long> all = new HashMap<>(others.byReason());
    byShard.values().forEach(shard -> shard.forEach((why, n) -> all.merge(why, n, Long::sum)));
    return new SkippedFiles(all);
  }
}
