package io.github.heatmill.model.exported.archive;

import io.github.heatmill.model.ModelFormatException;
import io.github.heatmill.model.archive.ArchiveEntries;
import io.github.heatmill.model.archive.ForeignZip;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The program of an archive that is read, and the entries in which its parts lie.
 *
 * @param graph the JSON text
 * @param weights its parameters and buffers
 * @param constants its constants, and the buffers that a state dict leaves out
 */
record ProgramChoice(String graph, TensorPlace weights, TensorPlace constants) {
  private static final Pattern PROGRAM = Pattern.compile("models/([^/]+)\\.json");
  private static final String DEFAULT_NAME = "model";

  /** Whether entries, by their paths without the archive's folder, hold an exported program. */
  static boolean isExported(Set<String> paths) {
    return paths.contains(CheckedZip.OLD_PROGRAM)
        || paths.stream().anyMatch(PROGRAM.asMatchPredicate());
  }

  /**
   * Finds the program of this name, or the only one.
   *
   * @throws ModelFormatException if there is none, or if it is not clear which one is meant
   */
  static ProgramChoice of(Path file, Set<String> paths, Optional<String> name) {
    boolean old = paths.contains(CheckedZip.OLD_PROGRAM);
    List<String> names = old ? List.of(DEFAULT_NAME) : names(paths);
    if (names.isEmpty()) {
      throw foreign(file, paths);
    }
    if (name.isEmpty() && names.size() > 1) {
      throw new ModelFormatException(
          "Several programs: "
              + file
              + " holds "
              + String.join(", ", names)
              + " (name one of them: FILE#NAME, or --model-name)");
    }
    String chosen = name.orElse(names.get(0));
    if (!names.contains(chosen)) {
      throw new ModelFormatException(
          "Unknown program: "
              + chosen
              + " (must be one of those in "
              + file
              + ": "
              + String.join(", ", names)
              + ")");
    }
    return old
        ? new ProgramChoice(
            CheckedZip.OLD_PROGRAM,
            TensorPlace.old("serialized_state_dict.pt"),
            TensorPlace.old("serialized_constants.pt"))
        : new ProgramChoice(
            "models/" + chosen + ".json",
            TensorPlace.of("weights", chosen),
            TensorPlace.of("constants", chosen));
  }

  private static List<String> names(Set<String> paths) {
    return paths.stream()
        .map(PROGRAM::matcher)
        .filter(Matcher::matches)
        .map(found -> found.group(1))
        .sorted()
        .toList();
  }

  private static ModelFormatException foreign(Path file, Set<String> paths) {
    String what =
        paths.stream().anyMatch(ArchiveEntries::isSource)
            ? "is a TorchScript archive (open it as one)"
            : ForeignZip.description(paths, Map.of());
    return new ModelFormatException("Not an exported program: " + file + " " + what);
  }
}
