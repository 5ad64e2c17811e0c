package io.github.heatmill.udf.table;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.udf.TestSession;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Encoders;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests how secrets are removed from the keys of images. */
@Tag("both-lines")
class RedactedTest {

  @Test
  void aSignedUrlKeepsTheNameOfTheImage() {
    assertThat(
            stored(
                "https://h/a/1.jpg?X-Amz-Algorithm=A&X-Amz-Date=2&X-Amz-Signature=ab%2B",
                "https://h/1?id=7&AWSAccessKeyId=A&Signature=b&Expires=9",
                "https://h/1?sv=2022&st=1&se=2&sr=b&sp=r&sig=a%2Bb&id=7#part",
                "https://user:pw@h/1.jpg",
                "https://h/1?id=7&token=t&size=3"))
        .containsExactly(
            "https://h/a/1.jpg",
            "https://h/1?id=7",
            "https://h/1?id=7#part",
            "https://h/1.jpg",
            "https://h/1?id=7&size=3");
  }

  @Test
  void otherKeysStayAsTheyAre() {
    String[] keys = {
      "0001", "a?token=3", "https://h/1?se=3&expires=4", "hdfs://n:8020/a@b.jpg", "", null
    };

    assertThat(stored(keys)).containsExactly(keys);
  }

  private static List<String> stored(String... keys) {
    return TestSession.spark()
        .createDataset(Arrays.asList(keys), Encoders.STRING())
        .select(Redacted.key(col("value")))
        .as(Encoders.STRING())
        .collectAsList();
  }
}
