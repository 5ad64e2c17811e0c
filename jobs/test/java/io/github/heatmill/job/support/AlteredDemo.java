package io.github.heatmill.job.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The demo's network with other last statements. */
public final class AlteredDemo {
  private static final String FORWARD = "x: Tensor) -> Tensor:";
  private static final String LAST = "    return (classifier).forward(input, )\n";
  private static final String CODE = "demo/code/__torch__.py";

  private AlteredDemo() {}

  /**
   * Writes a folder with the network.
   *
   * @param type the type of what it returns
   * @param last its last statements, which read the logits {@code z} of shape (N, 6) and the images
   *     {@code x}
   */
  public static Path write(Path folder, String type, String last) {
    try {
      Files.createDirectories(folder);
      Demo.copy(Demo.MODEL.resolve("serving.properties"), folder.resolve("serving.properties"));
      Path network = folder.resolve("demo.pt");
      try (ZipFile from = new ZipFile(Demo.MODEL.resolve("demo.pt").toFile());
          ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(network))) {
        for (ZipEntry entry : Collections.list(from.entries())) {
          to.putNextEntry(new ZipEntry(entry.getName()));
          byte[] content = from.getInputStream(entry).readAllBytes();
          to.write(entry.getName().equals(CODE) ? altered(content, type, last) : content);
        }
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] altered(byte[] code, String type, String last) {
    String text = new String(code, StandardCharsets.UTF_8);
    String statements = "z = (classifier).forward(input, )\n" + last;
    String changed =
        text.replace(FORWARD, "x: Tensor) -> " + type + ":")
            .replace(LAST, statements.indent("    ".length()));
    if (changed.equals(text)) {
      throw new IllegalStateException("The demo's network has other statements than expected");
    }
    return changed.getBytes(StandardCharsets.UTF_8);
  }
}
