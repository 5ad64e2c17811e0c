package io.github.heatmill.job.compare;

import io.github.heatmill.job.compare.table.ChangeTables;
import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.output.RunOutput.Existing;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * The output folder of a comparison. The summary is written last, so that a folder with a summary
 * is complete.
 */
public record CompareOutput(RunOutput files) {
  public static final String PAGE = "compare.html";
  public static final String SUMMARY = "summary.json";
  private static final List<String> ALL =
      List.of(
          SUMMARY, PAGE, ChangeTables.IMAGES, ChangeTables.CLASSES, ChangeTables.OTHER_EVIDENCE);

  /**
   * Opens a folder.
   *
   * @throws IllegalArgumentException if the folder holds a run, or a comparison to keep
   */
  static CompareOutput of(String folder, Existing existing, Configuration hadoop)
      throws IOException {
    RunOutput files = RunOutput.of(folder, existing, hadoop);
    if (files.has(RunOutput.MANIFEST, hadoop)) {
      throw new IllegalArgumentException(
          "Output is a run: " + folder + " (name another folder for the comparison)");
    }
    return new CompareOutput(files);
  }

  /** Removes an earlier comparison. Other files in the folder stay. */
  void clear(Configuration hadoop) throws IOException {
    for (String name : ALL) {
      files.delete(name, hadoop);
    }
  }

  String path(String name) {
    return files.path(name);
  }
}
