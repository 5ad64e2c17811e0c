package io.github.heatmill.job.explain;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.heatmill.job.input.listing.SkippedFiles;
import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.udf.shard.SkippedMembers;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * Records the members of tar files that are skipped, one file for each piece of a run. A run that
 * is continued does not read finished tar files again, and could not count these members.
 *
 * @param output the run
 */
record SkippedInShards(RunOutput output, Configuration hadoop) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Map<String, Long>>> BY_SHARD =
      new TypeReference<>() {};

  /**
   * Records what a piece has skipped, unless it has skipped nothing, and counts from zero again.
   *
   * @param skipped what was skipped since the piece before
   */
  void add(SkippedMembers skipped, long piece) throws IOException {
    if (!skipped.isZero()) {
      String name = RunOutput.SKIPPED + "/" + piece + ".json";
      output.write(name, JSON.writeValueAsString(skipped.value()), hadoop);
      skipped.reset();
    }
  }

  /**
   * The totals by reason, with those of other files. A tar file that was recorded twice counts
   * once.
   */
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
