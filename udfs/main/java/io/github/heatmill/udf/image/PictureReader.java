package io.github.heatmill.udf.image;

import io.github.heatmill.image.Pixels;
import io.github.heatmill.image.decode.ImageDecoder;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Fetches and decodes one image. */
public record PictureReader(ImageDecoder decoder, Configuration hadoop) {
  /** A picture of this size would not be a photo, and a JVM array ends not far above. */
  static final int MAXIMUM_BYTES = 1 << 29;

  /**
   * The upright picture.
   *
   * @throws ImageFailure with the stage at which it ends
   */
  public Pixels read(InputImage input) throws ImageFailure {
    if (input.problem() != null) {
      throw new ImageFailure(Stage.READ, input.problem());
    }
    return decode(input.content() == null ? fetch(input.image()) : input.content());
  }

  private byte[] fetch(String uri) throws ImageFailure {
    Path path = new Path(uri);
    try (InputStream in = HadoopFiles.open(path, hadoop)) {
      byte[] content = in.readNBytes(MAXIMUM_BYTES + 1);
      if (content.length > MAXIMUM_BYTES) {
        throw new ImageFailure(
            Stage.READ, "File is too large (must be <= " + MAXIMUM_BYTES + " bytes)");
      }
      return content;
    } catch (IOException | RuntimeException e) {
      throw new ImageFailure(Stage.READ, e);
    }
  }

  private Pixels decode(byte[] content) throws ImageFailure {
    try {
      return decoder.decode(content);
    } catch (RuntimeException e) {
      throw new ImageFailure(Stage.DECODE, e);
    } catch (StackOverflowError | OutOfMemoryError e) {
      // A file can make its reader recurse or allocate without end; both end with the call.
      throw new ImageFailure(Stage.DECODE, "Image cannot be decoded: its reader met " + e);
    }
  }
}
