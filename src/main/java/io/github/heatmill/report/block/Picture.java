package io.github.heatmill.report.block;

import static j2html.TagCreator.img;
import static j2html.TagCreator.span;

import io.github.heatmill.image.Pixels;
import j2html.tags.DomContent;
import java.util.Base64;

/**
 * An encoded picture, or a placeholder for a missing one.
 *
 * @param bytes content of the file; empty if the picture is missing
 * @param mediaType such as {@code image/png}
 * @param alternative the alternative text; for a missing picture, the reason why it is missing
 */
public record Picture(byte[] bytes, String mediaType, String alternative) {
  public Picture {
    if (!mediaType.matches("image/[a-z0-9.+-]+")) {
      throw new IllegalArgumentException(
          "Invalid media type of a picture: " + mediaType + " (must be such as image/png)");
    }
    bytes = bytes.clone();
  }

  /** A lossless picture. */
  public static Picture png(Pixels pixels, String alternative) {
    return new Picture(pixels.png(), "image/png", alternative);
  }

  /** A photo, with or without a heat map over it, as JPEG, which takes a tenth of the space. */
  public static Picture photo(Pixels pixels, String alternative) {
    return new Picture(pixels.jpeg(), "image/jpeg", alternative);
  }

  /** A placeholder for a picture that cannot be shown, for example because its file has moved. */
  public static Picture missing(String reason) {
    return new Picture(new byte[0], "image/png", reason);
  }

  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Whether the picture is missing. */
  public boolean isMissing() {
    return bytes.length == 0;
  }

  DomContent html() {
    if (isMissing()) {
      return span(alternative).withClass("missing-picture");
    }
    String data = "data:" + mediaType + ";base64," + Base64.getEncoder().encodeToString(bytes);
    return img().withSrc(data).withAlt(alternative).attr("decoding", "async");
  }
}
