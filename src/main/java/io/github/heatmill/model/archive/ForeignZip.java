package io.github.heatmill.model.archive;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Says what a zip archive is that holds no network which can be opened, and what to do about it.
 */
public final class ForeignZip {
  private static final Pattern GLOBAL = Pattern.compile("c([A-Za-z_][\\w.]*)\n(\\w+)\n");

  /** What pickles name to store tensors and plain values. */
  private static final Predicate<String> PLAIN =
      Pattern.compile(
              "(?:collections|builtins|__builtin__|numpy|torch\\._utils|torch\\._tensor"
                  + "|torch\\.nn\\.parameter|argparse|pathlib|datetime|omegaconf|_codecs)\\..*"
                  + "|torch\\.\\w+")
          .asMatchPredicate();

  private ForeignZip() {}

  /**
   * What the archive is, and the remedy; the words follow its name.
   *
   * @param paths of its entries, without the archive's folder
   * @param pickles its pickled objects, by path
   */
  public static String description(Set<String> paths, Map<String, byte[]> pickles) {
    if (has(paths, ".*executorch/.*|.*\\.pte")) {
      return "holds an ExecuTorch program (.pte), which cannot be opened (save the model itself, "
          + ForeignFile.SAVE_AGAIN
          + ")";
    }
    if (has(paths, ".*aotinductor/.*")) {
      return "is a compiled network (AOTInductor), which cannot be opened (save the model itself, "
          + ForeignFile.SAVE_AGAIN
          + ")";
    }
    if (paths.contains("archive_format")) {
      return "is an archive of torch.export without a program (save the model itself, "
          + ForeignFile.SAVE_AGAIN
          + ")";
    }
    if (has(paths, ".*MANIFEST\\.json")) {
      return "is a TorchServe archive (unpack it, and name the .pt or .pt2 file inside)";
    }
    if (has(paths, ".*\\.weights\\.h5")) {
      return "is a Keras model (only PyTorch networks can be read)";
    }
    if (has(paths, ".*\\.npy")) {
      return "holds NumPy arrays and no network (" + ForeignFile.SAVE_AGAIN + ")";
    }
    if (paths.contains("bytecode.pkl")) {
      return "is a mobile file without source code (save the model itself, "
          + ForeignFile.SAVE_AGAIN
          + ")";
    }
    return pickles.isEmpty()
        ? zipped(paths)
        : pickled(pickles.get(pickles.containsKey("data.pkl") ? "data.pkl" : "constants.pkl"));
  }

  private static boolean has(Set<String> paths, String pattern) {
    return paths.stream().anyMatch(path -> path.matches(pattern));
  }

  private static String pickled(byte[] pickle) {
    List<String> names =
        GLOBAL
            .matcher(new String(pickle, StandardCharsets.ISO_8859_1))
            .results()
            .map((MatchResult found) -> found.group(1) + "." + found.group(2))
            .toList();
    Optional<String> module = names.stream().filter(PLAIN.negate()).findFirst();
    return module
            .map(name -> "is a pickled Python object of the class " + name + ", without its code")
            .orElse("holds weights alone (a state dict), without code")
        + " (load it into the model, then "
        + ForeignFile.SAVE_AGAIN
        + ")";
  }

  private static String zipped(Set<String> paths) {
    return paths.stream()
        .filter(path -> path.matches(".*\\.(pt2?|pth|torchscript|ptl)"))
        .findFirst()
        .map(path -> "is a zip archive around " + path + " (unpack it, and name that file)")
        .orElse(
            "is a zip archive that holds no network ("
                + ForeignFile.OPENED
                + "; "
                + ForeignFile.SAVE_AGAIN
                + ")");
  }
}
