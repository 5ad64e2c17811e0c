package io.github.heatmill.model.exported.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Bytes of an entry of a zip.
 *
 * @param zip the file
 * @param entry the name of the entry
 * @param size the number of bytes
 */
record StoredBytes(Path zip, String entry, long size) {

  /** The bytes as a stream, which keeps the zip open until it is closed. */
  InputStream open() throws IOException {
    ZipFile file = new ZipFile(zip.toFile());
    try {
      ZipEntry found = file.getEntry(entry);
      if (found == null) {
        throw new IOException("Changed model file: " + zip + " (no longer has " + entry + ")");
      }
      return closing(file, file.getInputStream(found));
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static InputStream closing(ZipFile file, InputStream stream) {
    return new FilterInputStream(stream) {
      @Override
      public void close() throws IOException {
        try (file) {
          super.close();
        }
      }
    };
  }
}
