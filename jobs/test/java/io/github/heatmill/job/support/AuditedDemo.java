package io.github.heatmill.job.support;

import java.nio.file.Path;

/**
 * The run over all of the demo's pictures of which docs/sql.md speaks; several tests look at it.
 */
public final class AuditedDemo {
  public static final Path OUTPUT = AuditCommand.folder().resolve("audit");

  /** What the command on the page gave. */
  public static final Run EXPLAINED = AuditCommand.run(Demo.FOLDER.resolve("images"), OUTPUT);

  private AuditedDemo() {}
}
