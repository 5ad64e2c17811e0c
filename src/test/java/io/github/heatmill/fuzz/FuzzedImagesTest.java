package io.github.heatmill.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.image.decode.ImageDecoder;
import io.github.heatmill.image.decode.UndecodableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Damaged pictures of all formats are decoded or refused. */
class FuzzedImagesTest {
  private static final int IMAGES = Mutations.number(5_500);
  private static final int MAXIMUM_PIXELS = 1_000_000;

  /** 3 bytes a pixel, in the few copies that readers make. */
  private static final long MOST_BYTES = 100_000_000;

  @Test
  void everyDamagedImageIsDecodedOrRefused() throws IOException {
    List<byte[]> images = images();
    Mutations mutations = new Mutations(1);
    ImageDecoder decoder = new ImageDecoder(MAXIMUM_PIXELS);

    Trials trials =
        Trials.run(
            IMAGES,
            number -> {
              try {
                decoder.decode(mutations.damaged(images));
              } catch (UndecodableException e) {
                assertThat(e.getMessage()).isNotBlank().doesNotContain("null");
              }
            });

    assertThat(trials.largestBytes()).isLessThan(MOST_BYTES);
  }

  private static List<byte[]> images() throws IOException {
    List<byte[]> images = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("test/resources/image/decode")).sorted()) {
      for (Path file : files.filter(f -> !f.toString().matches(".*\\..*\\.png")).toList()) {
        images.add(Files.readAllBytes(file));
      }
    }
    return images;
  }
}
