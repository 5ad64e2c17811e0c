package io.github.heatmill.udf.match;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PathSuffixesTest {

  @Test
  void theLongestEndComesFirst() {
    assertThat(PathSuffixes.of("hdfs://n:8020/a/cats/1.jpg"))
        .containsExactly(
            "hdfs://n:8020/a/cats/1.jpg",
            "/n:8020/a/cats/1.jpg",
            "n:8020/a/cats/1.jpg",
            "a/cats/1.jpg",
            "cats/1.jpg",
            "1.jpg");
    assertThat(PathSuffixes.of("key-7")).containsExactly("key-7");
  }

  @Test
  void theStemIsTheNameWithoutItsLastExtension() {
    assertThat(PathSuffixes.stem("file:/a.b/1.tar.png")).isEqualTo("1.tar");
    assertThat(PathSuffixes.stem("file:/a.b/1")).isEqualTo("1");
    assertThat(PathSuffixes.stem("file:/a.b/.png")).isEqualTo(".png");
    assertThat(PathSuffixes.withoutExtension("a.b/1")).isEqualTo("a.b/1");
    assertThat(PathSuffixes.withoutExtension("a.b/1.x")).isEqualTo("a.b/1");
  }
}
