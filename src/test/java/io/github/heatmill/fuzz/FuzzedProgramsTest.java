package io.github.heatmill.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.model.ModelFormatException;
import io.github.heatmill.model.exported.archive.ExportedArchive;
import io.github.heatmill.model.exported.archive.ExportedFiles;
import io.github.heatmill.model.exported.archive.ExportedTensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged exported programs are read, or refused with a sentence. */
class FuzzedProgramsTest {
  private static final int FILES = Mutations.number(1_000);
  private static final int SEED = 3;
  private static final long MOST_BYTES = 50_000_000;

  private static final Pattern TOKEN =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|-?\\d+(?:\\.\\d+)?|true|false|null|\\{|\\[");
  private static final List<String> TOKENS =
      List.of(
          "null",
          "-1",
          "0",
          "9223372036854775807",
          "-9223372036854775808",
          "1e400",
          "0.5",
          "true",
          "\"\"",
          "\"x\"",
          "\"NaN\"",
          "\"../w\"",
          "\"as_tensor\"",
          "{}",
          "[]",
          "{",
          "[",
          "}",
          "]");

  @TempDir Path folder;

  private final Mutations mutations = new Mutations(SEED);

  @Test
  void everyDamagedProgramIsReadOrRefused() {
    Trials trials = Trials.run(FILES, number -> read(next()));

    assertThat(trials.largestBytes()).isLessThan(MOST_BYTES);
  }

  private byte[] next() {
    List<Map<String, byte[]>> all =
        List.of(ExportedFiles.raw(), ExportedFiles.pickled(), ExportedFiles.old());
    Map<String, byte[]> entries = mutations.one(all);
    String root = entries.containsKey("serialized_exported_program.json") ? "" : "net";
    if (mutations.coin() && mutations.coin()) {
      return mutations.damaged(List.of(ExportedFiles.zip(root, entries)));
    }
    Map<String, byte[]> damaged = new LinkedHashMap<>(entries);
    damaged.computeIfPresent(
        mutations.one(List.copyOf(entries.keySet())), (path, content) -> damaged(path, content));
    return ExportedFiles.zip(root, damaged);
  }

  /** The checksum is right afterwards, so that more of it is read. */
  private byte[] damaged(String path, byte[] content) {
    if (path.endsWith(".json") && mutations.coin()) {
      return otherToken(new String(content, StandardCharsets.UTF_8));
    }
    if (path.equals("serialized_state_dict.pt") && mutations.coin()) {
      Map<String, byte[]> inner = ExportedFiles.weights(ExportedFiles.weightsPickle());
      inner.computeIfPresent(
          mutations.one(List.copyOf(inner.keySet())),
          (name, bytes) -> mutations.damaged(List.of(bytes, bytes)));
      return ExportedFiles.zip("archive", inner);
    }
    return mutations.damaged(List.of(content, content));
  }

  private byte[] otherToken(String json) {
    List<MatchResult> tokens = TOKEN.matcher(json).results().toList();
    MatchResult token = mutations.one(tokens);
    String other = mutations.coin() ? mutations.one(TOKENS) : mutations.one(tokens).group();
    return (json.substring(0, token.start()) + other + json.substring(token.end()))
        .getBytes(StandardCharsets.UTF_8);
  }

  private void read(byte[] content) throws IOException {
    Path file = Files.write(folder.resolve("net.pt2"), content);
    ExportedArchive archive;
    try {
      archive = ExportedArchive.read(file, Optional.empty());
    } catch (ModelFormatException e) {
      assertThat(e).hasMessageContaining(file.toString());
      return;
    }
    for (ExportedTensor tensor : archive.tensors().values()) {
      try (InputStream in = archive.open(tensor.storage())) {
        assertThat((long) in.readAllBytes().length)
            .isEqualTo(tensor.storageElements() * tensor.type().bytes());
      }
    }
  }
}
