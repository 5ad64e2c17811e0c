package io.github.heatmill.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.WithoutSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Passwords and signatures end a command before anything could log them. */
class SecretArgumentsTest extends WithoutSpark {
  private static final String SECRET = "wJalrXUtnFEMI";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--images",
        "--table",
        "--model",
        "--output",
        "--labels",
        "--annotations",
        "--masks",
        "--classes",
        "--input",
        "--no-such-option"
      })
  void aPasswordIsRefusedWhereverItStands(String option) {
    String place = "s3a://AKIA1:" + SECRET + "/x@bucket/place";
    String problem =
        "heatmill: Secret in "
            + option
            + ": s3a://***@bucket/place (must be given to Hadoop instead: in a properties file,"
            + " such as spark.hadoop.fs.s3a.access.key, in the environment, or by a credential"
            + " provider)";

    for (Run run :
        new Run[] {Run.of("explain", option, place), Run.of("score", option + "=" + place)}) {
      assertThat(run.exit()).isEqualTo(2);
      assertThat(run.errors()).containsExactly(problem);
      assertThat(run.out()).isEmpty();
    }
  }

  @Test
  void aSignatureIsRefusedAmongOtherPlaces() {
    Run run =
        Run.of("explain", "--images", "/a", "https://h/1.jpg?X-Amz-Signature=" + SECRET, "--top-k");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.errors())
        .singleElement()
        .asString()
        .startsWith("heatmill: Secret in --images: https://h/1.jpg?X-Amz-Signature=*** (must be");
  }
}
