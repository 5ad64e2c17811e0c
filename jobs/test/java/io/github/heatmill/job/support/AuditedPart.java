package io.github.heatmill.job.support;

import java.nio.file.Path;

/**
 * The run of docs/sql.md over four pictures of each class, for tests that need no more. Jug 5 has
 * no tag, and is taken for a mug.
 */
public final class AuditedPart {
  private static final int FIRST = 2;
  private static final int LAST = 5;
  private static final Path FOLDER = AuditCommand.folder();

  public static final Path OUTPUT = FOLDER.resolve("audit");

  /** What the command gave; each task fills its last batch up, so batches are small. */
  public static final Run EXPLAINED = AuditCommand.run(copied(), OUTPUT, "--batch-size", "4");

  private AuditedPart() {}

  private static Path copied() {
    Path images = FOLDER.resolve("images");
    for (String name : Demo.CLASSES) {
      for (int number = FIRST; number <= LAST; number++) {
        Path image = Demo.image(name, number);
        Demo.copy(image, images.resolve(name).resolve(image.getFileName().toString()));
      }
    }
    return images;
  }
}
