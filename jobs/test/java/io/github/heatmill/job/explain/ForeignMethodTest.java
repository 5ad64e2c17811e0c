package io.github.heatmill.job.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.ForeignJar;
import io.github.heatmill.job.support.Registered;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.Spark;
import io.github.heatmill.method.LayerMap;
import io.github.heatmill.method.MethodCard;
import io.github.heatmill.method.MethodCard.Need;
import io.github.heatmill.method.MethodCard.Standing;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
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
    Path jar = new ForeignJar(SaliencyMethod.class, "FirstChannel", SOURCE).in(folder);
    Registered registered = Registered.of(jar);
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
