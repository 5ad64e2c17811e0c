package io.github.heatmill.udf.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedPlaceTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:9/x.pt",
        "HTTPS://host/a.jpg",
        "ftp://host/a.jpg",
        "sftp://host/a.jpg",
        "webhdfs://host/a.jpg",
        "swebhdfs://host/a.jpg",
        "http:a\nb"
      })
  void aWebAddressThatARunNamesIsNotRead(String place) {
    assertThat(RecordedPlace.problem(place)).isPresent();
    assertThatThrownBy(() -> RecordedPlace.readable(place))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Web address named by a run is not read: " + place);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:/d/a.jpg",
        "s3a://bucket/a.jpg",
        "hdfs://host/a.jpg",
        "/d/http:a.jpg",
        "a.jpg",
        ":lead.jpg",
        "12:30.jpg",
        "a b:c.jpg",
        ""
      })
  void otherPlacesAreWhateverTheirNames(String place) {
    assertThat(RecordedPlace.problem(place)).isEmpty();
  }

  @Test
  void anImageAtAWebAddressIsAnErrorOfThatImage() {
    assertThat(InputImage.recorded("http://host/a.jpg").content())
        .isInstanceOf(InputImage.Content.Unreadable.class);
    assertThat(InputImage.recorded("file:/a.jpg").content())
        .isInstanceOf(InputImage.Content.AtUri.class);
  }
}
