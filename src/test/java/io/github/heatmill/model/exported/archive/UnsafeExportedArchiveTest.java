package io.github.heatmill.model.exported.archive;

import static io.github.heatmill.model.exported.archive.ExportedFiles.list;
import static io.github.heatmill.model.exported.archive.ExportedFiles.old;
import static io.github.heatmill.model.exported.archive.ExportedFiles.payload;
import static io.github.heatmill.model.exported.archive.ExportedFiles.raw;
import static io.github.heatmill.model.exported.archive.ExportedFiles.tensor;
import static io.github.heatmill.model.exported.archive.ExportedFiles.text;
import static io.github.heatmill.model.exported.archive.ExportedFiles.weights;
import static io.github.heatmill.model.exported.archive.ExportedFiles.weightsPickle;
import static io.github.heatmill.model.exported.archive.ExportedFiles.write;
import static io.github.heatmill.model.exported.archive.ExportedFiles.zip;
import static io.github.heatmill.model.torchscript.SavedText.word;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.model.ModelFormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exported programs that are damaged, or made to read, write or fill what they should not. */
class UnsafeExportedArchiveTest {
  private static final String AGAIN = " (fetch or export it again)";
  private static final String STATE = "serialized_state_dict.pt";

  /** The strides of a vector. */
  private static final String ONE = "K\u0001\u0085";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2, 3                    | 3, 2                   | 0   | beyond the end of its 6 elements
          2, 3                    | 3, 1                   | 1   | beyond the end of its 6 elements
          2, 3                    | 3, 1                   | -1  | beyond the end of its 6 elements
          2, -3                   | 3, 1                   | 0   | beyond the end of its 6 elements
          2, 3                    | -3, 1                  | 0   | beyond the end of its 6 elements
          2, 3                    | 1                      | 0   | beyond the end of its 6 elements
          4611686018427387905, 3  | 4, 1                   | 0   | beyond the end of its 6 elements
          2, 3                    | 9223372036854775807, 1 | 6   | beyond the end of its 6 elements
          1099511627776, 1099511627776 | 0, 0              | 0   | beyond the end of its 6 elements
          0, 3                    | 3, 1                   | 6   | ''
          """)
  void aTensorLiesWithinItsStorage(String sizes, String strides, String offset, String sentence) {
    String w =
        payload("w", "weight_0", 7, sizes, strides)
            .replace(
                "\"storage_offset\": {\"as_int\": 0}",
                "\"storage_offset\": {\"as_int\": " + offset + "}");
    Path file = rawWith(ExportedFiles.WEIGHTS, weightsWith(w));
    if (sentence.isEmpty()) {
      assertThat(read(file).tensors()).containsKey("w"); // A tensor without elements.
    } else {
      assertRefused(file, "Broken exported program: " + file + " stores w " + sentence + AGAIN);
    }
  }

  @Test
  void aStorageHoldsWholeElements() {
    Path file = rawWith(ExportedFiles.WEIGHT, new byte[23]);
    assertRefused(
        file,
        "Broken exported program: " + file + " stores w in 23 bytes (must be a multiple of 4)");
  }

  @Test
  void aMissingStorageIsNamed() {
    Path file = rawWith(ExportedFiles.WEIGHTS, weightsWith(payload("w", "../../w", 7, "2", "1")));
    assertRefused(
        file,
        "Broken exported program: "
            + file
            + " stores w in data/weights/../../w, which is missing"
            + AGAIN);
  }

  @Test
  void aParameterWithoutValuesIsNamed() {
    Path file = rawWith(ExportedFiles.WEIGHTS, list(payload("t", "weight_0", 7, "6", "1")));
    assertRefused(file, "Broken exported program: " + file + " has no values of w" + AGAIN);
  }

  @ParameterizedTest
  @ValueSource(strings = {ExportedFiles.WEIGHTS, ExportedFiles.CONSTANTS})
  void aMissingListOfTensorsIsNamed(String entry) {
    Map<String, byte[]> entries = raw();
    entries.remove(entry);
    Path file = write(net(), "net", entries);
    assertRefused(file, "Broken exported program: " + file + " has no entry " + entry + AGAIN);
  }

  @Test
  void oneNameMustNotMeanTwoTensors() {
    Path file = rawWith(ExportedFiles.CONSTANTS, list(payload("w", "tensor_0", 7, "2", "1")));
    assertRefused(file, "Broken exported program: " + file + " stores w twice (must be once)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "use_pickle": false | "use_pickle": true | ' stores w as a Python object (must be plain values; export the model before it is quantised by torchao or otherwise given tensors of other classes)'
          "dtype": 7          | "dtype": 99        | ', config.w.tensor_meta.dtype is 99 (must be the number of a known type of elements)'
          "layout": 7         | "layout": 2        | ', config.w.tensor_meta.layout is 2 (must be 7, a strided tensor; make w dense)'
          {"as_int": 2}       | {"as_name": "s"}   | ', config.w.tensor_meta.sizes[0] has no as_int (must have one)'
          """)
  void aTensorThatIsNoPlainOneIsNamed(String from, String to, String sentence) {
    String w = payload("w", "weight_0", 7, "2, 3", "3, 1");
    assertThat(w).contains(from);
    Path file = rawWith(ExportedFiles.WEIGHTS, weightsWith(w.replace(from, to)));
    assertRefused(
        file, "Unreadable exported program: " + file + ", " + ExportedFiles.WEIGHTS + sentence);
  }

  @Test
  void anotherByteOrderIsRefused() {
    Path file = rawWith("byteorder", text("big"));
    assertRefused(
        file,
        "Broken exported program: "
            + file
            + " has the byte order big (must be little; export it on another machine)");
  }

  @Test
  void anotherVersionOfArchivesIsRefused() {
    Path file = rawWith("archive_version", text("1"));
    assertRefused(
        file, "Broken exported program: " + file + " is an archive of version 1 (must be 0)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../w", "data/../../w", "/etc/passwd", "a\\b"})
  void anEntryThatLeavesTheFolderIsRefused(String name) {
    Map<String, byte[]> entries = old();
    entries.put(name, new byte[1]);
    Path file = write(net(), "", entries);
    assertRefused(
        file,
        "Unsafe model file: "
            + file
            + " has an entry named "
            + name
            + " (must lie in the file's own folder)");
  }

  @Test
  void anEntryOfTheInnerArchiveThatLeavesTheFolderIsRefused() {
    Map<String, byte[]> inner = weights(weightsPickle());
    inner.put("../../w", new byte[1]);
    Path file = oldWith(zip("archive", inner));
    assertRefused(
        file,
        "Unsafe model file: "
            + file.resolve(STATE)
            + " has an entry named archive/../../w (must lie in the file's own folder)");
  }

  @Test
  void twoEntriesOfOneNameAreRefused() {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    raw().forEach((path, content) -> entries.put("net/" + path, content));
    entries.put("other/" + ExportedFiles.WEIGHT, new byte[24]);
    Path file = write(net(), "", entries);
    assertRefused(
        file,
        "Unsafe model file: "
            + file
            + " has two entries named data/weights/weight_0 (must be one)");
  }

  @Test
  void halfAFileIsRefused() throws IOException {
    byte[] whole = zip("net", raw());
    Path file = Files.write(net(), Arrays.copyOf(whole, whole.length / 2));
    assertRefused(
        file,
        "Not an exported program: "
            + file
            + " is a zip archive that ends too early or is damaged (fetch or save it again)");
  }

  @Test
  void aChangedByteIsFound() throws IOException {
    byte[] whole = zip("net", raw());
    String name = "net/" + ExportedFiles.WEIGHT;
    int values = new String(whole, StandardCharsets.ISO_8859_1).indexOf(name) + name.length();
    whole[values] ^= 1;
    Path file = Files.write(net(), whole);
    assertRefused(
        file,
        "Broken model file: "
            + file
            + " (its entry net/data/weights/weight_0 is not as its checksum says; fetch or save it"
            + " again)");
  }

  @Test
  void otherFilesAreCalledWhatTheyAre() throws IOException {
    assertRefused(
        folder.resolve("missing.pt2"),
        "Missing model file: " + folder.resolve("missing.pt2") + " (must be a .pt2 file)");
    Path script =
        write(net(), "net", Map.of("code/__torch__.py", text("class"), "data.pkl", text(".")));
    assertRefused(
        script,
        "Not an exported program: " + script + " is a TorchScript archive (open it as one)");
    Path compiled = write(net(), "net", Map.of("data/aotinductor/model/a.so", new byte[1]));
    assertThatThrownBy(() -> read(compiled))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith(
            "Not an exported program: "
                + compiled
                + " is a compiled network (AOTInductor), which cannot be opened");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          torch._utils   | _rebuild_sparse_tensor | as a Python object that is not read (must be a plain tensor; export it again with PyTorch 2.9 or later)
          os             | system                 | as a Python object that is not read (must be a plain tensor; export it again with PyTorch 2.9 or later)
          """)
  void whatAPickleCallsIsNeverRun(String module, String function, String sentence) {
    String pickle =
        "}" + word("w") + "c" + module + "\n" + function + "\n" + word("ls") + "\u0085Rs.";
    Path file = oldWith(zip("archive", weights(pickle)));
    assertRefused(file, "Broken exported program: " + file + " stores w " + sentence);
  }

  @Test
  void aPickledTensorLiesWithinItsStorage() {
    // Six elements of four bytes are stored.
    for (int elements : new int[] {6, 7}) {
      Path beyond = pickledTensor(tensor("FloatStorage", "0", elements, "K\u0007\u0085", ONE));
      assertRefused(
          beyond,
          "Broken model file: "
              + beyond.resolve(STATE)
              + " (a tensor reaches beyond its values; fetch or save it again)");
    }
    Path wide = pickledTensor(tensor("ComplexHalfStorage", "0", 7, "K\u0001\u0085", ONE));
    assertRefused(wide, broken(wide, "in fewer than 7 elements" + AGAIN));
    Path missing = pickledTensor(tensor("FloatStorage", "9", 6, "K\u0006\u0085", ONE));
    assertRefused(missing, broken(missing, "in data/9, which is missing" + AGAIN));
    Path quantised = pickledTensor(tensor("QInt8Storage", "0", 6, "K\u0006\u0085", ONE));
    assertRefused(
        quantised,
        broken(
            quantised,
            "as torch.QInt8Storage (must be a storage of numbers; export the model before it is"
                + " quantised)"));
  }

  private Path pickledTensor(String tensor) {
    return oldWith(zip("archive", weights("}" + word("w") + tensor + "s.")));
  }

  private static String broken(Path file, String sentence) {
    return "Broken exported program: " + file + " stores w " + sentence;
  }

  @Test
  void picklesThatCannotBeReadAreRefused() {
    Path list = oldWith(zip("archive", weights("].")));
    assertRefused(
        list,
        "Broken exported program: "
            + list.resolve(STATE)
            + " holds no dictionary of tensors (export it again)");
    Path number = oldWith(zip("archive", weights("}K\u0001Ns.")));
    assertRefused(
        number,
        "Broken exported program: "
            + number.resolve(STATE)
            + " names a tensor by something else than a text (export it again)");
    Path broken = oldWith(zip("archive", weights("?")));
    assertRefused(
        broken,
        "Broken exported program: "
            + broken.resolve(STATE)
            + " has unreadable objects: unknown pickle operation 63 (export it again)");
    Path empty = oldWith(zip("archive", Map.of("byteorder", text("little"))));
    assertRefused(
        empty,
        "Broken exported program: " + empty.resolve(STATE) + " has no entry data.pkl" + AGAIN);
    Path legacy = oldWith(text("\u0080\u0002."));
    assertThatThrownBy(() -> read(legacy))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith("Not an exported program: " + legacy.resolve(STATE) + " is ");
  }

  private byte[] weightsWith(String w) {
    return list(w, payload("t", "weight_0", 7, "1", "1"), payload("n", "weight_1", 5, "", ""));
  }

  private Path rawWith(String entry, byte[] content) {
    Map<String, byte[]> entries = raw();
    entries.put(entry, content);
    return write(net(), "net", entries);
  }

  private Path oldWith(byte[] state) {
    Map<String, byte[]> entries = old();
    entries.put(STATE, state);
    return write(net(), "", entries);
  }

  private Path net() {
    return folder.resolve("net.pt2");
  }

  private static ExportedArchive read(Path file) {
    return ExportedArchive.read(file, Optional.empty());
  }

  private static void assertRefused(Path file, String message) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(ModelFormatException.class)
        .hasMessage(message);
  }
}
