package io.github.heatmill.naming;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which parts of URLs are hidden. */
class SecretsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "s3a://AKIA:abc+def@bucket/1.jpg s3a://***@bucket/1.jpg",
        "s3a://AKIA:abc/d/ef@bucket/1.jpg s3a://***@bucket/1.jpg",
        "ftp://:pw@host/ ftp://***@host/",
        "https://h/1.jpg?X-Amz-Date=1&X-Amz-Signature=ab12 "
            + "https://h/1.jpg?X-Amz-Date=1&X-Amz-Signature=***",
        "https://h/1?X-Amz-Credential=AK%2F2&X-Amz-Security-Token=t "
            + "https://h/1?X-Amz-Credential=***&X-Amz-Security-Token=***",
        "https://h/1?AWSAccessKeyId=A&Signature=b%3D&Expires=1 "
            + "https://h/1?AWSAccessKeyId=***&Signature=***&Expires=1",
        "https://h/1?sv=2022&sig=a%2Bb&se=2026 https://h/1?sv=2022&sig=***&se=2026",
        "https://h/1?OSSAccessKeyId=A&security-token=b https://h/1?OSSAccessKeyId=***&security-token=***",
        "http://h/1?id=3&access_token=t&password=p#x http://h/1?id=3&access_token=***&password=***#x",
      })
  void secretsBecomeStars(String text, String shown) {
    assertThat(Secrets.without(text)).isEqualTo(shown);
    assertThat(Secrets.in(text)).isTrue();
    assertThat(Secrets.without("Missing images: " + text + " (must exist)"))
        .isEqualTo("Missing images: " + shown + " (must exist)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hdfs://name-node:8020/data/a@b/1.jpg",
        "abfss://container@account.dfs.core.windows.net/1.jpg",
        "file:///data/a:b@c.jpg",
        "resnet18@1a2b3c4d5e6f",
        "/data/token=3/1.jpg",
        "spark://host:7077 and user@host",
        "https://h/1.jpg?id=3&size=4"
      })
  void otherNamesStayAsTheyAre(String text) {
    assertThat(Secrets.without(text)).isEqualTo(text);
    assertThat(Secrets.in(text)).isFalse();
  }
}
