package io.github.heatmill.model.torchscript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.model.ModelFormatException;
import io.github.heatmill.model.archive.TensorCheck;
import io.github.heatmill.model.file.NetworkFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Zips that are damaged, or made to fill a disk or to write where they should not. */
class UnsafeArchiveTest {
  private static final byte[] TEXT = "some text".getBytes(StandardCharsets.US_ASCII);
  private static final int CENTRAL_SIGNATURE = 0x02014b50;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc/passwd",
        "../net.pt",
        "net/../../net.pt",
        "net/..",
        "net\\..\\net.pt",
        "C:/net.pt",
        "net/a\u0000b"
      })
  void anEntryThatLeavesItsFolderIsRefused(String name) throws IOException {
    Path file = zip(List.of("net/code/a.py", name), TEXT);

    assertRefused(
        file,
        "Unsafe model file: "
            + file
            + " has an entry named "
            + name.replace('\0', ' ')
            + " (must lie in the file's own folder)");
  }

  @Test
  void dotsWithinANameAreNoEscape() throws IOException {
    Path file = zip(List.of("net/a..b", "net/.data/serialization_id", "net/c."), TEXT);

    assertThatThrownBy(() -> NetworkFile.read(file)).hasMessageContaining("holds no network");
  }

  @Test
  void twoEntriesOfOneNameAreRefused() throws IOException {
    Path file = zip(List.of("a/data.pkl", "b/data.pkl"), TEXT);

    assertRefused(
        file, "Unsafe model file: " + file + " has two entries named data.pkl (must be one)");
  }

  @Test
  void aBombIsRefused() throws IOException {
    // Deflate packs zeros about 1,000 times; more than 100 is allowed below 1 MiB only.
    Path file = zip(List.of("net/data/0"), new byte[2 << 20]);

    assertThatThrownBy(() -> NetworkFile.read(file))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageMatching(
            "Unsafe model file: .* has 2097152 bytes in net/data/0 packed into \\d+"
                + " \\(must be <= 100 times as many\\)");
    Path small = zip(List.of("net/data/0"), new byte[1 << 20]);
    assertThatThrownBy(() -> NetworkFile.read(small)).hasMessageContaining("holds no network");
  }

  @Test
  void moreThanIsStatedIsNotUnpacked() throws IOException {
    Path file = zip(List.of("net/data/0"), new byte[50 << 20]);
    change(file, CENTRAL_SIGNATURE, 24, 1000); // The size in the directory, which readers believe.

    assertDamaged(file, "net/data/0");
  }

  @Test
  void aChangedByteIsFound() throws IOException {
    byte[] network =
        Files.readAllBytes(Path.of("test/resources/networks", "handweighted-traced.pt"));
    int padding = new String(network, StandardCharsets.ISO_8859_1).indexOf("/data/0FB") + 7;
    int values = padding + 4 + (network[padding + 2] & 0xff); // "FB", its length, and as many Z.
    network[values] ^= 1;
    Path file = Files.write(folder.resolve("changed.pt"), network);

    assertThat(values % 64).isZero();
    assertThatThrownBy(() -> NetworkFile.read(file))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith("Broken model file: " + file + " (its entry ");
  }

  @Test
  void entriesThatShareTheirBytesAreRefused() throws IOException {
    // The directory lists the first entry again and again, under other names.
    byte[] noise = new byte[1000];
    new Random(1).nextBytes(noise);
    Path file = zip(List.of("net/0", "net/1", "net/2", "net/3"), noise);
    byte[] whole = Files.readAllBytes(file);
    int directory = whole.length - 22 - 4 * (46 + 5); // An entry and its name, and the end record.
    int first = directory / 4;
    byte[] shared = new byte[whole.length - directory + first];
    System.arraycopy(whole, 0, shared, 0, first);
    System.arraycopy(whole, directory, shared, first, whole.length - directory);
    ByteBuffer zip = ByteBuffer.wrap(shared).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 4; i++) {
      zip.putInt(first + i * (46 + 5) + 42, 0); // Where the entry begins.
    }
    zip.putInt(shared.length - 22 + 16, first); // Where the directory begins.
    Files.write(file, shared);

    assertRefused(
        file,
        "Unsafe model file: "
            + file
            + " has entries that lie over each other (must lie one after the other)");
  }

  @ParameterizedTest
  @CsvSource({
    "4, 0, 2, 2, 16, true",
    "4, 2, 2, 2, 16, false",
    "4, 0, 2, 4, 16, false",
    "4, 0, 2, 2, 15, false",
    "4, 0, 0, 9, 16, true",
    "4, 3, 1, 9, 16, true"
  })
  void aTensorLiesWithinItsValues(
      int elements, int offset, int length, int stride, int bytes, boolean lies) {
    // float32, 4 bytes each. Two elements, two apart and from the start on, are the first and
    // third.
    List<Object> storage = List.of("storage", "torch.FloatStorage", "0", "cpu", (long) elements);
    List<?> tensor =
        List.of(storage, (long) offset, List.of((long) length), List.of((long) stride));
    ThrowingCallable check =
        () -> TensorCheck.check(Path.of("net.pt"), List.of(tensor), Map.of("0", (long) bytes));

    if (lies) {
      assertThatCode(check).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(check)
          .isInstanceOf(ModelFormatException.class)
          .hasMessage(
              "Broken model file: net.pt (a tensor reaches beyond its values; fetch or save it"
                  + " again)");
    }
  }

  private Path zip(List<String> names, byte[] content) throws IOException {
    Path file = folder.resolve("net-" + names.size() + "-" + content.length + ".pt");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String name : names) {
        out.putNextEntry(new ZipEntry(name));
        out.write(content);
        out.closeEntry();
      }
    }
    return file;
  }

  private static void change(Path file, int signature, int offset, int value) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int at = 0;
    while (buffer.getInt(at) != signature) {
      at++;
    }
    buffer.putInt(at + offset, value);
    Files.write(file, bytes);
  }

  private static void assertDamaged(Path file, String entry) {
    assertRefused(
        file,
        "Broken model file: "
            + file
            + " (its entry "
            + entry
            + " is not as its checksum says; fetch or save it again)");
  }

  private static void assertRefused(Path file, String message) {
    assertThatThrownBy(() -> NetworkFile.read(file))
        .isInstanceOf(ModelFormatException.class)
        .hasMessage(message);
  }
}
