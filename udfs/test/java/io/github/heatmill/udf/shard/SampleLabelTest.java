package io.github.heatmill.udf.shard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the labels of the samples of a shard. */
class SampleLabelTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'label': 'cat', 'class': 'dog'} | cat",
        "{'cls': 3, 'class': 'dog'} | dog",
        "{'cls': 3} | 3",
        "{'cls': 3.5} | 3.5",
        "{'label': null, 'cls': true} | true",
        "{'label': ['cat'], 'class': {'label': 'x'}, 'cls': ' dog '} | dog",
        "{'label': ''} | ",
        "{} | ",
        "['label'] | ",
        "7 | ",
      })
  void theFirstFieldWithTextOrANumberIsTheLabel(String json, String label) {
    ShardImage image = only("1.json", json.replace('\'', '"'));

    assertThat(image.problem()).isEmpty();
    assertThat(image.label().orElse(null)).isEqualTo(label);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"label\": \"ca", "{label: 1}", "\ud800{", "\u0000\u0000"})
  void invalidJsonFailsTheImage(String json) {
    assertThat(only("1.json", json).problem())
        .contains("Label cannot be read: 1.json is no JSON (mend it or leave it out)");
  }

  @Test
  void textComesBeforeJson() {
    Tar tar = Tar.pax().with("1.json", "{").with("1.cls", "cat").with("1.jpg", "x");

    assertThat(tar.images()).extracting(image -> image.label().get()).containsExactly("cat");
  }

  @Test
  void aLabelHasAtMost4096Characters() {
    assertThat(only("1.cls", "a".repeat(4096)).label().get()).hasSize(4096);
    assertThat(only("1.cls", "a".repeat(4097)).problem())
        .contains("Label is too long: 1.cls (must be <= 4096 characters of text)");
    assertThat(only("1.json", "{\"label\": \"" + "a".repeat(4097) + "\"}").problem())
        .contains("Label is too long: 1.json (must be <= 4096 characters of text)");
  }

  @Test
  void theRestOfAJsonMayBeLong() {
    String json = "{\"caption\": \"" + "a".repeat(5_000_000) + "\", \"label\": \"cat\"}";

    assertThat(only("1.json", json).label()).contains("cat");
  }

  @Test
  void blankTextIsNoLabel() {
    assertThat(only("1.cls", " \n").label()).isEmpty();
    assertThat(only("1.cls", " \n").problem()).isEmpty();
  }

  private static ShardImage only(String member, String content) {
    return Tar.pax().with("1.jpg", "x").with(member, content).images().get(0);
  }
}
