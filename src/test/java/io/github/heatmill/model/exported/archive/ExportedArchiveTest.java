package io.github.heatmill.model.exported.archive;

import static io.github.heatmill.model.exported.archive.ExportedFiles.floats;
import static io.github.heatmill.model.exported.archive.ExportedFiles.list;
import static io.github.heatmill.model.exported.archive.ExportedFiles.old;
import static io.github.heatmill.model.exported.archive.ExportedFiles.payload;
import static io.github.heatmill.model.exported.archive.ExportedFiles.pickled;
import static io.github.heatmill.model.exported.archive.ExportedFiles.raw;
import static io.github.heatmill.model.exported.archive.ExportedFiles.text;
import static io.github.heatmill.model.exported.archive.ExportedFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.model.ModelFormatException;
import io.github.heatmill.model.exported.graph.ElementType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportedArchiveTest {
  @TempDir Path folder;

  @Test
  void rawTensorsAreRead() throws IOException {
    ExportedArchive archive = read(write(net(), "net", raw()));

    assertThat(archive.tensors())
        .isEqualTo(
            tensors("data/weights/weight_0", "data/weights/weight_1", "data/constants/tensor_0"));
    assertValues(archive);
  }

  @Test
  void tensorsOfPyTorch28AreRead() throws IOException {
    ExportedArchive archive = read(write(net(), "net", pickled()));

    assertThat(archive.tensors())
        .isEqualTo(
            tensors(
                "data/weights/model.pt/data/0",
                "data/weights/model.pt/data/1",
                "data/constants/model.pt/data/0"));
    assertValues(archive);
  }

  @Test
  void tensorsOfOlderVersionsAreRead() throws IOException {
    ExportedArchive archive = read(write(net(), "", old()));

    assertThat(archive.tensors())
        .isEqualTo(
            tensors(
                "serialized_state_dict.pt/data/0",
                "serialized_state_dict.pt/data/1",
                "serialized_constants.pt/data/0"));
    assertValues(archive);
  }

  private static Map<String, ExportedTensor> tensors(String w, String n, String c) {
    ElementType number = ElementType.FLOAT;
    return Map.of(
        "w", new ExportedTensor(w, number, 0, List.of(2L, 3L), List.of(3L, 1L), 6),
        "t", new ExportedTensor(w, number, 0, List.of(3L, 2L), List.of(1L, 3L), 6),
        "n", new ExportedTensor(n, ElementType.LONG, 0, List.of(), List.of(), 1),
        "c", new ExportedTensor(c, number, 0, List.of(2L), List.of(1L), 2));
  }

  private static void assertValues(ExportedArchive archive) throws IOException {
    assertThat(archive.model().graph().nodes()).hasSize(1);
    assertThat(bytes(archive, "w")).isEqualTo(floats(0, 1, 2, 3, 4, 5));
    assertThat(bytes(archive, "n")).isEqualTo(new byte[] {7, 0, 0, 0, 0, 0, 0, 0});
    assertThat(bytes(archive, "c")).isEqualTo(floats(0.5f, 2));
  }

  private static byte[] bytes(ExportedArchive archive, String tensor) throws IOException {
    try (InputStream in = archive.open(archive.tensors().get(tensor).storage())) {
      return in.readAllBytes();
    }
  }

  @Test
  void anOldArchiveMayHaveNoConstants() {
    Map<String, byte[]> entries = old();
    entries.put("serialized_constants.pt", new byte[0]);
    entries.computeIfPresent(
        "serialized_exported_program.json",
        (path, json) -> text(new String(json).replaceAll("(?m)^.*tensor_constant.*\n", "")));

    assertThat(read(write(net(), "", entries)).tensors()).containsOnlyKeys("w", "t", "n");
  }

  @Test
  void oneOfSeveralProgramsIsRead() {
    Map<String, byte[]> entries = raw();
    entries.put("models/other.json", entries.get(ExportedFiles.GRAPH));
    entries.put(
        "data/weights/other_weights_config.json",
        list(
            payload("w", "weight_0", 7, "6", "1"),
            payload("t", "weight_0", 7, "1", "1"),
            payload("n", "weight_1", 5, "", "")));
    entries.put("data/constants/other_constants_config.json", entries.get(ExportedFiles.CONSTANTS));
    Path file = write(net(), "net", entries);

    assertThat(ExportedArchive.read(file, Optional.of("model")).tensors().get("w").sizes())
        .containsExactly(2L, 3L);
    assertThat(ExportedArchive.read(file, Optional.of("other")).tensors().get("w").sizes())
        .containsExactly(6L);
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(ModelFormatException.class)
        .hasMessage(
            "Several programs: "
                + file
                + " holds model, other (name one of them: FILE#NAME, or --model-name)");
    assertThatThrownBy(() -> ExportedArchive.read(file, Optional.of("third")))
        .isInstanceOf(ModelFormatException.class)
        .hasMessage("Unknown program: third (must be one of those in " + file + ": model, other)");
  }

  @Test
  void exportedProgramsAreKnownByTheirEntries() {
    assertThat(ExportedArchive.isExported(Set.of("net/models/model.json", "net/byteorder")))
        .isTrue();
    assertThat(ExportedArchive.isExported(Set.of("serialized_exported_program.json", "version")))
        .isTrue();
    assertThat(ExportedArchive.isExported(Set.of("net/data.pkl", "net/code/__torch__.py")))
        .isFalse();
    assertThat(
            ExportedArchive.isExported(
                Set.of("net/archive_format", "net/data/aotinductor/model/a.json")))
        .isFalse();
  }

  @Test
  void anUnknownStorageIsRefused() {
    Path file = write(net(), "net", raw());
    ExportedArchive archive = read(file);
    assertThatThrownBy(() -> archive.open("../secret"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Unknown storage: ../secret (must be that of a tensor in " + file + ")");
  }

  private Path net() {
    return folder.resolve("net.pt2");
  }

  private static ExportedArchive read(Path file) {
    return ExportedArchive.read(file, Optional.empty());
  }
}
