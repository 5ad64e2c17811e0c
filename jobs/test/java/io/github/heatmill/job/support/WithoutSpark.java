package io.github.heatmill.job.support;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Tests of what is found before Spark starts: here it could not. */
public abstract class WithoutSpark {
  @TempDir protected static Path folder;
  private static OwnSpark own;
  public static Path images;
  public static Path output;

  @BeforeAll
  static void breakSpark() {
    own = OwnSpark.with(Map.of(Spark.MASTER, "no-such-master"));
    images = Demo.copy(folder.resolve("images"), 1);
    output = folder.resolve("output");
  }

  @AfterAll
  static void mendSpark() {
    own.close();
  }
}
