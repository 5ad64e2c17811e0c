package io.github.heatmill.job.support;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Images of the demo in a tar file, as WebDataset has them. */
public final class DemoShard {
  private DemoShard() {}

  /** The images of a class from one number to another, such as {@code jug_01}, with labels. */
  public static Path write(Path tar, String name, int first, int last) throws IOException {
    Files.createDirectories(tar.getParent());
    try (OutputStream file = Files.newOutputStream(tar);
        TarArchiveOutputStream out = new TarArchiveOutputStream(file)) {
      for (int i = first; i <= last; i++) {
        String key = String.format("%s_%02d", name, i);
        add(out, key + ".jpg", Demo.bytes(Demo.image(name, i)));
        add(out, key + ".cls", name.getBytes(StandardCharsets.UTF_8));
      }
    }
    return tar;
  }

  /**
   * A member of a tar file.
   *
   * @param name its path
   */
  public record Member(String name, byte[] content) {
    public static Member of(String name, String text) {
      return new Member(name, text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** These members, in their order. */
  public static Path write(Path tar, Member... members) throws IOException {
    Files.createDirectories(tar.getParent());
    try (OutputStream file = Files.newOutputStream(tar);
        TarArchiveOutputStream out = new TarArchiveOutputStream(file)) {
      for (Member member : members) {
        add(out, member.name(), member.content());
      }
    }
    return tar;
  }

  private static void add(TarArchiveOutputStream out, String name, byte[] content)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(content.length);
    out.putArchiveEntry(entry);
    out.write(content);
    out.closeArchiveEntry();
  }
}
