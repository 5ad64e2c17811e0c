package io.github.heatmill.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.method.LayerMap;
import io.github.heatmill.method.MethodCard;
import io.github.heatmill.method.MethodCard.Need;
import io.github.heatmill.method.MethodCard.Standing;
import io.github.heatmill.tensor.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A method in a jar that somebody else made. */
class ForeignMethodTest {
  private static final String SOURCE =
      """
      package com.example;

      import io.github.heatmill.method.LayerMap;
      import io.github.heatmill.method.MethodCard;
      import io.github.heatmill.tensor.Tensor;

      public final class FirstChannel extends LayerMap {
        public MethodCard card() {
          return new MethodCard(
              "first-channel", "First channel", 0, MethodCard.Need.FORWARD,
              MethodCard.Standing.CERTAIN, "0", "The first channel as it is");
        }

        protected Tensor map(Tensor activations, Tensor gradients) {
          return activations.slice(0);
        }
      }
      """;

  @TempDir Path folder;

  @Test
  void isListedAndRuns() throws IOException {
    Path output = folder.resolve("output");
    Registered registered = Registered.of(jar());
    try {
      assertThat(Run.of("methods").out()).contains("\nfirst-channel ");

      Run run = Run.demo(Demo.image("mug", 1), output, "--methods", "random,first-channel");

      assertThat(run.errors()).isEmpty();
      assertThat(run.exit()).isZero();
    } finally {
      registered.close();
    }
    assertThat(Spark.table(output, "explanations").select("method", "status").collectAsList())
        .extracting(Row::toString)
        .containsExactlyInAnyOrder("[first-channel,ok]", "[random,ok]");
    assertThat(Run.of("methods").out()).doesNotContain("first-channel");
  }

  /** As a user would: compiled against Heatmill, with a line that names the class. */
  private Path jar() throws IOException {
    Path source =
        Demo.write(folder.resolve("FirstChannel.java"), SOURCE.getBytes(StandardCharsets.UTF_8));
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-d",
                folder.toString(),
                "-cp",
                classPath,
                source.toString());
    assertThat(failed).isZero();
    Path jar = folder.resolve("my-method.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("com/example/FirstChannel.class"));
      out.write(Demo.bytes(folder.resolve("com/example/FirstChannel.class")));
      out.putNextEntry(new JarEntry(Registered.SERVICE));
      out.write("com.example.FirstChannel\n".getBytes(StandardCharsets.UTF_8));
    }
    return jar;
  }

  @Test
  void mayNotHaveAnIdThatIsTaken() {
    Registered registered = Registered.of(folder, AnotherGradCam.class);
    try {
      for (String[] command :
          new String[][] {
            {"methods"}, {"explain", "--images", "a", "--model", "b", "--output", "c"}
          }) {
        Run run = Run.of(command);

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.errors())
            .containsOnlyOnce(
                "heatmill: Two methods have the id grad-cam:"
                    + " io.github.heatmill.method.gradient.GradCam and "
                    + AnotherGradCam.class.getName());
      }
    } finally {
      registered.close();
    }
  }

  /** Somebody's own, under a name that is taken. */
  public static final class AnotherGradCam extends LayerMap {
    private static final long serialVersionUID = 1L;

    @Override
    public MethodCard card() {
      return new MethodCard("grad-cam", "", 0, Need.FORWARD, Standing.CERTAIN, "0", "Another");
    }

    @Override
    protected Tensor map(Tensor activations, Tensor gradients) {
      return activations.slice(0);
    }
  }
}
